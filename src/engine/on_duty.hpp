// SPDX-License-Identifier: Apache-2.0
//
// Who is on duty, and when nobody is.
#pragma once

#include <string_view>
#include <vector>

#include "domain/arrangement.hpp"
#include "engine/state.hpp"

namespace truceline::engine {

/// One officer's shift, and the roster that says so. Points into the state.
struct OnDuty {
  const Said<domain::Roster>* roster;
  const domain::Shift* shift;
};

/// Whose roster it is: its author's party, or the one that the mission's own party keeps it for.
/// Empty where somebody else claims to: that counts for nobody.
std::string_view whose(const Said<domain::Roster>& roster, const State& state);

/// Everybody of `party` who is on duty at `at`, the highest rank first, then in order of entry: who
/// to call, and whom after that.
std::vector<OnDuty> on_duty(const State& state, std::string_view party, base::TimeMs at);

/// True where a roster of `party` that stands names this officer, at `at` or an hour around it:
/// shifts are handed over while work goes on.
bool is_on_roster(const State& state, std::string_view party, std::string_view officer,
                  base::TimeMs at);

/// The parts of `within` in which `party` has nobody on duty who keeps the rule, in order. Where a
/// language is asked for, somebody of that rank who speaks it must be there.
std::vector<base::Interval> uncovered(const State& state, std::string_view party,
                                      const domain::Cover& cover, const base::Interval& within);

}  // namespace truceline::engine
