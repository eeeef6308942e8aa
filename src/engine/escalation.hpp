// SPDX-License-Identifier: Apache-2.0
//
// Whom to call while nothing happens: the arrangement's chain, step by step.
#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "engine/on_duty.hpp"

namespace truceline::engine {

/// From which rank on officers are called at `at` about what was due at `due`; empty where the
/// arrangement has no chain, or its first step has not come.
inline std::optional<domain::RankClass> escalated_to(const domain::Arrangement& arrangement,
                                                     base::TimeMs due, base::TimeMs at) {
  std::optional<domain::RankClass> rank;
  for (const domain::Escalation& step : arrangement.escalation)
    if (at.value - due.value >= step.after_ms) rank = step.rank;
  return rank;
}

/// Puts those who are to be called first in front: from `rank` on, the lowest of them first; then
/// the others as they stood.
inline void put_in_order_of_calling(std::vector<OnDuty>& officers, domain::RankClass rank) {
  const auto high_enough = [&](const OnDuty& one) { return one.shift->rank >= rank; };
  const auto others = std::stable_partition(officers.begin(), officers.end(), high_enough);
  std::stable_sort(officers.begin(), others,
                   [](const OnDuty& a, const OnDuty& b) { return a.shift->rank < b.shift->rank; });
}

}  // namespace truceline::engine
