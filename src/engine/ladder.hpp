// SPDX-License-Identifier: Apache-2.0
//
// How far a notification has got with each recipient: acknowledged by a named officer, relayed to
// a unit, in effect there, or objected to. The rungs below, that it was signed, has a receipt and
// lies in the recipient's own mirror, are the ledger's and stand in no statement.
//
// Received is never approved: no rung of the ladder permits anything.
#pragma once

#include <string>
#include <vector>

#include "engine/state.hpp"

namespace truceline::engine {

/// What one recipient has said of one notification: of each step the last word that stands.
/// Points into the state.
struct Answers {
  std::string recipient;
  const Said<domain::Acknowledgement>* received = nullptr;
  const Said<domain::Acknowledgement>* relayed = nullptr;
  const Said<domain::Acknowledgement>* in_effect = nullptr;
  const Said<domain::Acknowledgement>* objected = nullptr;

  void take(const Said<domain::Acknowledgement>& said);

  /// 3 acknowledged, 4 relayed, 5 in effect; 0 where nothing was said. A later step stands for
  /// those before it, whether they were said or not.
  int level() const;
  /// The objection, where nothing was said after it that takes it back.
  const Said<domain::Acknowledgement>* standing_objection() const;
  /// The first word for this step or a later one; nullptr where there is none.
  const Said<domain::Acknowledgement>* reached(domain::AcknowledgementStep step) const;
};

/// True where the two tell a recipient the same: who has acknowledged one need not look again.
/// Where it comes from and who verified it may differ.
bool tells_the_same(const domain::Notification& a, const domain::Notification& b);

/// REQUIRES: the state outlives it.
class Ladder {
 public:
  explicit Ladder(const State& state) : state_(state) {}

  /// What each of `recipients` has said of it, or of an earlier version by the same party that
  /// tells the same; in their order. Cost: O(versions x answers to any of them).
  std::vector<Answers> answers(const Said<domain::Notification>& notified,
                               const std::vector<std::string>& recipients) const;

 private:
  const State& state_;
};

}  // namespace truceline::engine
