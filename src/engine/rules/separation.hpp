// SPDX-License-Identifier: Apache-2.0
//
// conflict/separation: two things notified, or one and a zone, come closer to each other than an
// arrangement requires, in metres and in height and in time. Found with geo::VolumeIndex, so that
// each is held only against what is near it; decided by geo::VolumeMeeting.
#pragma once

#include "engine/rules/agreed.hpp"
#include "engine/rules/basis.hpp"
#include "engine/rules/required.hpp"
#include "engine/rules/subject_index.hpp"
#include "engine/rules/thing_memory.hpp"
#include "geo/closest_approach.hpp"

namespace truceline::engine::rules {

/// One finding for each pair and arrangement. What one party notified is not held against its own.
/// With the basis's memory of conflicts, where it has one.
Findings separations_not_kept(const Basis& basis);

/// What is said of `a` and `b`, of which `a` comes first by key, but for evidence, id and audience.
domain::Finding separation_finding(const Subject& a, const Subject& b, const Requirement& required,
                                   const geo::ClosestApproach& approach, const State& state);

/// Remembers which pairs were too close, and how, from state to state.
class SeparationMemory {
 public:
  /// separations_not_kept() of `state`, the clock showing `at`: only what came or went since the
  /// state before is compared. REQUIRES: nothing was erased in between, and nothing taken back.
  Findings findings(const State& state, base::TimeMs at);
  SubjectSnapshot snapshot() { return index_->snapshot(); }

 private:
  struct Pair {  // a before b, by key
    SubjectKey a_key, b_key;
    base::EntryIndex arrangement;
    std::uint32_t place = 0;     // of the separation, in the arrangement
    std::uint32_t a = 0, b = 0;  // slots
    geo::ClosestApproach approach;
    domain::Finding found;  // as long as the parties agree on no exception
  };
  void follow(const State& state, const Requirements& required);
  void compare(std::uint32_t one, std::uint32_t other, const State& state,
               const Requirements& required);
  static domain::Finding finding(const Pair& pair, const State& state, const Agreed* agreed);

  std::vector<base::EntryIndex> arrangements_;
  ThingFollower things_;
  std::vector<std::optional<std::uint32_t>> slots_;  // of things, by number
  SaidList<PreparedZone> zones_;
  HeldSubjects drawn_;
  std::unique_ptr<SubjectIndex> index_ = std::make_unique<SubjectIndex>();
  std::vector<Pair> pairs_;  // by keys, then arrangement and place
  geo::VolumeMeeting meeting_;
};

}  // namespace truceline::engine::rules
