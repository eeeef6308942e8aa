// SPDX-License-Identifier: Apache-2.0
//
// conflict/not-told: something is notified for a place and a time for which a party answers that
// is not among its recipients.
#pragma once

#include <vector>

#include "engine/rules/basis.hpp"
#include "engine/rules/subject_index.hpp"
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
  /// responsible_not_told() of `state`, whatever states were asked about before.
  Findings findings(const State& state);
  SubjectSnapshot snapshot() { return zones_.snapshot(); }

 private:
  struct Meeting {
    base::EntryIndex notified;
    std::uint32_t zone = 0;  // slot
    geo::ClosestApproach approach;
  };
  void ask(const Subject& subject, std::span<const Subject> zones);

  SubjectIndex zones_;
  std::vector<base::EntryIndex> asked_;  // ascending
  std::vector<Meeting> meetings_;        // by `notified`
};

}  // namespace truceline::engine::rules
