// SPDX-License-Identifier: Apache-2.0
//
// inconsistency/clock-ahead: an author dates what it says later than it is. A clock that goes wrong
// is no lie, but as long as it is wrong nothing that is counted from it becomes overdue.
#pragma once

#include "engine/rules/basis.hpp"

namespace truceline::engine::rules {

/// Clocks that are off by no more than this are as good as right.
inline constexpr std::int64_t kClockToleranceMs = 5 * base::kMinuteMs;

/// One finding for each party: of its notifications, acknowledgements, rosters and calls that
/// stand, the one furthest ahead.
Findings clocks_ahead(const Basis& basis);

}  // namespace truceline::engine::rules
