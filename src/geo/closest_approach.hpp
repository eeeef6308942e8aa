// SPDX-License-Identifier: Apache-2.0
//
// Where, when and how closely two volumes approach each other: what a duty officer is told about
// the few pairs that a search found.
#pragma once

#include <cstdint>

#include "geo/volume_meeting.hpp"

namespace truceline::geo {

/// How two volumes are nearest to each other.
struct ClosestApproach {
  double horizontal_m = 0;  ///< 0 where the footprints share a place.
  Point on_a;               ///< The nearest places of the footprints, to 1e-7 degree; the same
  Point on_b;               ///< place where they share one.
  /// Between the bands, 0 or less where they share a height. Where the datums differ it is the
  /// least it can be, and not exact.
  std::int64_t vertical_gap_cm = 0;
  bool vertical_is_exact = true;
  /// When both are there; where they never are, the time between them, from the end of the first
  /// to the beginning of the second.
  Window when;
  std::int64_t time_gap_ms = 0;  ///< 0 where they share a moment.
};

/// Of all pairs of parts it tells of those whose times are at most within.time_ms apart, where
/// there are any, otherwise of those with the least time between them; among these of the one with
/// the least metres, among equals of the earliest. The metres are those of approach_of
/// (distance.hpp). REQUIRES: both have a part.
/// Cost: some nanoseconds for each pair of edges, some geodesics for those that could be nearest.
ClosestApproach closest_approach(const PreparedVolume& a, const PreparedVolume& b,
                                 const Separation& within);

}  // namespace truceline::geo
