// SPDX-License-Identifier: Apache-2.0
//
// One checkpoint on its way to a quorum: which cosignatures have come, who may still answer, and
// when it is time for the next checkpoint. A value; whoever keeps it has the clock and the lock.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "ledger/feeder.hpp"
#include "ledger/policy.hpp"

namespace truceline::app {

class PublishingRound {
 public:
  using Moment = std::chrono::steady_clock::time_point;

  /// `note` is signed by the log over `size` entries. `expected`: places in the policy of those
  /// who are likely to answer. REQUIRES: `policy` outlives this.
  PublishingRound(const ledger::Policy& policy, std::string note, base::TreeSize size,
                  std::set<std::size_t> expected, Moment began);

  /// A cosignature on this size by the witness at that place; a later one replaces an earlier.
  void add(std::size_t witness, const ledger::FedCosignature& cosignature, Moment now);
  /// It will not answer soon: nobody need wait for it.
  void give_up(std::size_t witness) { expected_.erase(witness); }

  base::TreeSize size() const { return size_; }
  const std::string& note() const { return note_; }
  /// The note with the cosignatures so far, in the policy's order.
  std::string cosigned_note() const;
  bool has_quorum() const { return quorum_at_.has_value(); }
  Moment began() const { return began_; }

  /// When nothing more is gained by waiting: at the quorum where all have answered or failed; else
  /// as long again as the quorum took, `straggler_time` at most, so that monitors who ask for more
  /// witnesses than receipts do find them. Nothing before there is a quorum.
  std::optional<Moment> over_at(std::chrono::milliseconds straggler_time) const;

 private:
  void look_for_quorum(Moment now);

  const ledger::Policy* policy_;
  std::string note_;
  base::TreeSize size_;
  std::map<std::size_t, ledger::NoteSignature> lines_;
  std::set<std::size_t> expected_;
  Moment began_;
  std::optional<Moment> quorum_at_;
};

}  // namespace truceline::app
