// SPDX-License-Identifier: Apache-2.0
//
// How many metres a radian of latitude and of longitude is, at a place on WGS84. The library
// gives geodesics; these two lines of algebra let us avoid most of them.
#pragma once

#include <cmath>
#include <numbers>

namespace truceline::geo {

inline constexpr double kEquatorRadiusM = 6'378'137.0;
inline constexpr double kEccentricitySquared = 6.69437999014131699614e-3;
inline constexpr double kRadiansPerE7 = std::numbers::pi / 180.0 * 1e-7;

/// Metres in a radian north: grows from the equator (6,335,439) to the poles (6,399,594).
inline double north_m_per_radian(double lat_radians) {
  const double sine = std::sin(lat_radians);
  const double w = 1.0 - kEccentricitySquared * sine * sine;
  return kEquatorRadiusM * (1.0 - kEccentricitySquared) / (w * std::sqrt(w));
}

/// Metres in a radian east: falls from the equator (6,378,137) to the poles (0).
inline double east_m_per_radian(double lat_radians) {
  const double sine = std::sin(lat_radians);
  return kEquatorRadiusM * std::cos(lat_radians) /
         std::sqrt(1.0 - kEccentricitySquared * sine * sine);
}

}  // namespace truceline::geo
