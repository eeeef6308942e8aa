// SPDX-License-Identifier: Apache-2.0
//
// Brackets around distances, so that hardly any geodesic need be asked. Within a band of latitudes
// a unit of 1e-7 degree is worth at least and at most so many metres. Let a way no longer than r
// stay within the band: the plane distance by the least metres is never more than its length, and
// by the most metres never less than the shortest way there is.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "geo/ellipsoid.hpp"
#include "geo/orientation.hpp"

namespace truceline::geo {

inline constexpr std::int64_t kTurnE7 = 2LL * kLonMaxE7;
/// No two places are further apart than half a meridian, 20,003,931 m.
inline constexpr std::int64_t kMetresMax = 20'004'000;
/// The stated error of our geodesic distances, and far above the rounding of the brackets.
inline constexpr double kMarginM = 0.01;

/// Metres in a unit of 1e-7 degree within some latitudes.
struct MetreBounds {
  double north_least_m = 0, north_most_m = 0;
  double east_least_m = 0;  ///< 0 where the latitudes reach a pole.
  double east_most_m = 0;
};

/// How many units of latitude a way of so many metres can change, at most: there are never fewer
/// metres to a radian than at the equator. Rounding is covered.
inline std::int64_t lat_reach_e7(double metres) {
  constexpr double kNorthLeastM = 6'335'439.0;
  return static_cast<std::int64_t>(metres / kNorthLeastM / kRadiansPerE7) + 2;
}

/// REQUIRES: low <= high. Latitudes beyond a pole are those of the pole. Cost: four sines.
inline MetreBounds metre_bounds(std::int64_t low_lat_e7, std::int64_t high_lat_e7) {
  const std::int64_t far = std::min<std::int64_t>(std::max(-low_lat_e7, high_lat_e7), kLatMaxE7);
  const std::int64_t near =
      std::min<std::int64_t>(std::max<std::int64_t>({low_lat_e7, -high_lat_e7, 0}), kLatMaxE7);
  const double far_radians = static_cast<double>(far) * kRadiansPerE7;
  const double near_radians = static_cast<double>(near) * kRadiansPerE7;
  return {.north_least_m = north_m_per_radian(near_radians) * kRadiansPerE7,
          .north_most_m = north_m_per_radian(far_radians) * kRadiansPerE7,
          .east_least_m = far == kLatMaxE7 ? 0.0 : east_m_per_radian(far_radians) * kRadiansPerE7,
          .east_most_m = east_m_per_radian(near_radians) * kRadiansPerE7};
}

/// How many units of longitude a way of so many metres can change, at most half a turn. Where it
/// may go round a pole, half a turn, and `bounds.east_least_m` becomes 0: longitude tells nothing.
inline std::int64_t lon_reach_e7(double metres, MetreBounds& bounds) {
  constexpr double kHalfTurnE7 = kLonMaxE7;
  const double reach = bounds.east_least_m > 0.0 ? metres / bounds.east_least_m : kHalfTurnE7;
  if (reach >= kHalfTurnE7) bounds.east_least_m = 0.0;
  return static_cast<std::int64_t>(std::min(reach, kHalfTurnE7)) + 2;
}

enum class Reach { no, in_doubt, yes };

/// A vector in a plane; here from one place to another.
struct PlaneVector {
  double east = 0;
  double north = 0;
};

/// The square of the least distance from the origin to a segment.
inline double plane_distance_squared(PlaneVector from, PlaneVector to) {
  const double x = to.east - from.east;
  const double y = to.north - from.north;
  const double squared = x * x + y * y;
  const double share =
      squared > 0.0 ? std::clamp(-(from.east * x + from.north * y) / squared, 0.0, 1.0) : 0.0;
  const double foot_x = from.east + share * x;
  const double foot_y = from.north + share * y;
  return foot_x * foot_x + foot_y * foot_y;
}

}  // namespace truceline::geo
