// SPDX-License-Identifier: Apache-2.0
#include "geo/area.hpp"

#include <cmath>
#include <gtest/gtest.h>

#include "geo/ellipsoid.hpp"

namespace truceline::geo {
namespace {

constexpr Point at(double lon, double lat) {
  return {.lon_e7 = static_cast<std::int32_t>(lon * 1e7),
          .lat_e7 = static_cast<std::int32_t>(lat * 1e7)};
}
Polygon rectangle(double west, double south, double east, double north) {
  return {.outer = {at(west, south), at(east, south), at(east, north), at(west, north)},
          .holes = {}};
}

/// Between two parallels the area has a closed form (Snyder 1987, eq. 3-12).
double exact_m2(double south, double north, double width) {
  const double e = std::sqrt(kEccentricitySquared);
  const auto q = [&](double lat) {
    const double s = std::sin(lat * std::numbers::pi / 180);
    return (1 - kEccentricitySquared) *
           (s / (1 - kEccentricitySquared * s * s) - std::log((1 - e * s) / (1 + e * s)) / (2 * e));
  };
  return kEquatorRadiusM * kEquatorRadiusM / 2 * (q(north) - q(south)) * width * std::numbers::pi /
         180;
}

TEST(Area, keeps_its_stated_error_where_the_truth_is_known) {
  for (const double south : {-80.0, -35.0, 0.0, 35.0, 60.0, 79.0}) {
    for (const double size : {0.1, 1.0}) {
      const double truth = exact_m2(south, south + size, size);
      EXPECT_NEAR(area_m2({rectangle(36, south, 36 + size, south + size)}) / truth, 1, 1e-4)
          << south << " " << size;
    }
  }
}

TEST(Area, takes_holes_off_whatever_the_winding) {
  Polygon square = rectangle(36, 35, 37, 36);
  const double whole = area_m2({square});
  const Polygon inner = rectangle(36.2, 35.2, 36.4, 35.4);
  square.holes = {inner.outer};
  EXPECT_NEAR(area_m2({square}), whole - area_m2({inner}), 1);
  EXPECT_NEAR(area_m2({normalise_winding(square)}), whole - area_m2({inner}), 1);
  EXPECT_NEAR(area_m2({inner, inner}), 2 * area_m2({inner}), 1);
  EXPECT_EQ(area_m2({}), 0);
}

}  // namespace
}  // namespace truceline::geo
