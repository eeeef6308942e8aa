// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/rules/basis.hpp"

namespace truceline::engine::rules {

/// Slack for a place's two ends, an old survey and a rounded coordinate.
inline constexpr std::int64_t kPlaceSlackM = 5000;

/// inconsistency/place-against-name: a report's coordinates lie farther from the place they are
/// said to be than the report's radius, the place's own and kPlaceSlackM together. Where several
/// places bear the name, the nearest counts. Not asked of places coarser than a district, whose
/// point only stands in for an area, nor of names the gazetteer does not know.
/// Facts: name, distance_km (whole, rounded down), publisher.
Findings misplaced_reports(const Basis& basis);

}  // namespace truceline::engine::rules
