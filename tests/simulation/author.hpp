// SPDX-License-Identifier: Apache-2.0
//
// Somebody who has something to say, one batch after another: says it until it has an index, then
// asks for the receipt until it holds one that the policy accepts. And asks once more at the end:
// a receipt, once it exists, does not change.
#pragma once

#include <string>
#include <vector>

#include "ledger/policy.hpp"
#include "simulation/log_node.hpp"

namespace truceline::simulation {

class Author {
 public:
  /// `sizes`: of the batches.
  Author(Surroundings& around, LogNode& log, const ledger::Policy& policy, std::string name,
         std::vector<std::size_t> sizes);
  Author(const Author&) = delete;
  Author& operator=(const Author&) = delete;

  bool is_done() const { return turn_ == sizes_.size(); }
  /// Asks for the receipts of everything again.
  void ask_again();
  std::size_t waits_for() const { return asked_again_; }

 private:
  void say();
  void ask_again(std::size_t turn);
  void ask(base::EntryIndex index, std::size_t turn);
  bool accept(const std::string& receipt, base::EntryIndex index, std::size_t turn);
  std::vector<ledger::Record> batch(std::size_t turn) const;

  Surroundings& around_;
  LogNode& log_;
  const ledger::Policy& policy_;
  std::string name_;
  std::vector<std::size_t> sizes_;
  std::size_t turn_ = 0;
  std::vector<base::EntryIndex> indices_;  // of the last entry of each batch that is done
  std::size_t asked_again_ = 0;            // answers still to come
};

}  // namespace truceline::simulation
