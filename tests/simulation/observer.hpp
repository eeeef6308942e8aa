// SPDX-License-Identifier: Apache-2.0
//
// Sees everything in a simulated world and believes nobody: writes down every cosignature that was
// answered and every receipt that was accepted, and says what of it should not have happened.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "ledger/checkpoint.hpp"
#include "ledger/tree.hpp"

namespace truceline::simulation {

class Observer {
 public:
  void cosigned(const std::string& who, const ledger::Checkpoint& checkpoint, std::uint64_t time_s);
  void accepted(base::EntryIndex index, const base::Hash& leaf, const ledger::Checkpoint& under,
                const std::string& receipt);
  /// The log goes on from an old copy of its disk: it may have forgotten which cosignatures it
  /// had, and collect others.
  void disk_lost() { disk_lost_ = true; }
  void problem(std::string what) { problems_.push_back(std::move(what)); }

  /// After the end: everything against the log's tree as it is then, or, for a witness that was
  /// shown one that was lost with a disk, that one. A receipt must be of the log's own.
  void judge(const ledger::Tree& log, const std::vector<ledger::Tree>& lost);

  const std::vector<std::string>& problems() const { return problems_; }
  std::uint64_t cosignatures() const { return cosignatures_; }
  std::uint64_t receipts() const { return receipts_.size(); }
  base::TreeSize newest_of(const std::string& who) const;
  /// Every tree that `who` cosigned.
  std::map<base::TreeSize, base::Hash> trees_of(const std::string& who) const;

 private:
  struct Cosigned {
    std::map<base::TreeSize, base::Hash> trees;
    std::uint64_t time_s = 0;
  };
  struct Accepted {
    base::Hash leaf{};
    std::string receipt;
    std::map<base::TreeSize, base::Hash> trees;
  };
  std::map<std::string, Cosigned> cosigners_;
  std::map<base::EntryIndex, Accepted> receipts_;
  std::vector<std::string> problems_;
  std::uint64_t cosignatures_ = 0;
  bool disk_lost_ = false;
};

}  // namespace truceline::simulation
