// SPDX-License-Identifier: Apache-2.0
//
// conflict/not-told: something is notified for a place and a time for which a party answers that
// is not among its recipients.
#pragma once

#include <map>
#include <vector>

#include "engine/rules/basis.hpp"
#include "engine/rules/subject_index.hpp"
#include "engine/rules/thing_memory.hpp"
#include "geo/closest_approach.hpp"

namespace truceline::engine::rules {

/// One finding for each notification and drawing of an area of responsibility.
/// With the basis's memory of conflicts, where it has one.
Findings responsible_not_told(const Basis& basis);

/// Who answers for the zone and is not told of what is notified there; empty where all are.
std::vector<std::string> untold(const domain::Zone& zone,
                                const Said<domain::Notification>& notified);
/// What is said of `a`, in the zone `b`, but for evidence, id and audience.
domain::Finding not_told_finding(const Subject& a, const Subject& b,
                                 const geo::ClosestApproach& approach);

/// Remembers what is where it was not told, from state to state.
class NotToldMemory {
 public:
  /// responsible_not_told() of `state`. REQUIRES: nothing was erased since the state before, and
  /// nothing taken back.
  Findings findings(const State& state);
  SubjectSnapshot snapshot() { return index_->snapshot(); }

 private:
  void ask(std::size_t number, const State& state);

  SaidList<PreparedZone> drawings_;
  HeldSubjects zones_;
  bool any_ = false;  // zone for which somebody answers
  std::unique_ptr<SubjectIndex> index_ = std::make_unique<SubjectIndex>();
  ThingFollower things_;
  std::map<std::size_t, Findings> found_;  // by number of the thing
};

}  // namespace truceline::engine::rules
