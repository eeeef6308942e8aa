// SPDX-License-Identifier: Apache-2.0
#include "geo/disc.hpp"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <random>

#include "geo/ascii_map.hpp"
#include "geo/distance.hpp"

namespace truceline::geo {
namespace {

constexpr Point at(double lon, double lat) {
  return {.lon_e7 = static_cast<std::int32_t>(lon * 1e7),
          .lat_e7 = static_cast<std::int32_t>(lat * 1e7)};
}

char letter_of(DiscRelation relation) {
  return relation == DiscRelation::inside ? 'i' : relation == DiscRelation::may_touch ? '?' : 'o';
}

/// Cells of a tenth of a degree at 35 N: 11.1 km upward, 9.1 km across.
void check(std::int64_t radius_m, const std::string& drawing, const std::string& expected) {
  const AsciiMap map(drawing, at(36, 35), 1'000'000);
  const PreparedArea area({map.polygon()});
  EXPECT_EQ(map.answer([&](Point p) { return letter_of(relate_disc(p, radius_m, area)); }),
            expected);
}

constexpr const char* kZone = R"(
. . . . . . . . .
. d . . . . . c .
. . . . . . . . .
. . . . . . . . .
. . . . . . . . .
. a . . . . . b .
. . . . . . . . .
)";

TEST(RelateDisc, radius_zero_is_the_place_itself) {
  check(0, kZone, R"(
o o o o o o o o o
o ? ? ? ? ? ? ? o
o ? i i i i i ? o
o ? i i i i i ? o
o ? i i i i i ? o
o ? ? ? ? ? ? ? o
o o o o o o o o o
)");
}

TEST(RelateDisc, five_kilometres_reach_no_other_cell) {
  check(5'000, kZone, R"(
o o o o o o o o o
o ? ? ? ? ? ? ? o
o ? i i i i i ? o
o ? i i i i i ? o
o ? i i i i i ? o
o ? ? ? ? ? ? ? o
o o o o o o o o o
)");
}

TEST(RelateDisc, ten_kilometres_reach_a_cell_across_but_not_a_cell_upward) {
  check(10'000, kZone, R"(
o o o o o o o o o
? ? ? ? ? ? ? ? ?
? ? ? i i i ? ? ?
? ? ? i i i ? ? ?
? ? ? i i i ? ? ?
? ? ? ? ? ? ? ? ?
o o o o o o o o o
)");
}

TEST(RelateDisc, twenty_kilometres_leave_only_the_middle) {
  check(20'000, kZone, R"(
? ? ? ? ? ? ? ? ?
? ? ? ? ? ? ? ? ?
? ? ? ? ? ? ? ? ?
? ? ? ? i ? ? ? ?
? ? ? ? ? ? ? ? ?
? ? ? ? ? ? ? ? ?
? ? ? ? ? ? ? ? ?
)");
}

TEST(RelateDisc, a_disc_that_holds_the_whole_area_may_touch_it) {
  check(10'000'000, kZone, R"(
? ? ? ? ? ? ? ? ?
? ? ? ? ? ? ? ? ?
? ? ? ? ? ? ? ? ?
? ? ? ? ? ? ? ? ?
? ? ? ? ? ? ? ? ?
? ? ? ? ? ? ? ? ?
? ? ? ? ? ? ? ? ?
)");
}

Polygon rectangle(double west, double south, double east, double north) {
  return {.outer = {at(west, south), at(east, south), at(east, north), at(west, north)},
          .holes = {}};
}

TEST(RelateDisc, reaches_across_the_antimeridian_both_ways) {
  const PreparedArea west({rectangle(-180, 0, -179, 1)});
  EXPECT_EQ(relate_disc(at(179.95, 0.5), 5'000, west), DiscRelation::outside);
  EXPECT_EQ(relate_disc(at(179.95, 0.5), 6'000, west), DiscRelation::may_touch);
  const PreparedArea east({rectangle(179, 0, 179.95, 1)});
  EXPECT_EQ(relate_disc(at(-180, 0.5), 5'000, east), DiscRelation::outside);
  EXPECT_EQ(relate_disc(at(-180, 0.5), 6'000, east), DiscRelation::may_touch);
  EXPECT_EQ(relate_disc(at(179.5, 0.5), 6'000, east), DiscRelation::inside);
}

TEST(RelateDisc, a_disc_over_a_pole_reaches_every_longitude) {
  const PreparedArea far_side({rectangle(170, 88, 175, 89)});
  EXPECT_EQ(relate_disc(at(-10, 89.5), 100'000, far_side), DiscRelation::outside);
  EXPECT_EQ(relate_disc(at(-10, 89.5), 170'000, far_side), DiscRelation::may_touch);
  EXPECT_EQ(relate_disc(at(0, 90), 112'000, far_side), DiscRelation::may_touch);
  EXPECT_EQ(relate_disc(at(0, 90), 111'000, far_side), DiscRelation::outside);
  EXPECT_EQ(relate_disc(at(0, -90), 20'100'000, far_side), DiscRelation::may_touch);
}

TEST(RelateDisc, nothing_is_outside_and_any_radius_is_answered) {
  const PreparedArea nothing({});
  EXPECT_EQ(relate_disc(at(0, 0), 0, nothing), DiscRelation::outside);
  EXPECT_EQ(relate_disc(at(0, 0), std::numeric_limits<std::int64_t>::max(), nothing),
            DiscRelation::outside);
  const PreparedArea zone({rectangle(36, 35, 37, 36)});
  EXPECT_EQ(relate_disc(at(-140, -40), std::numeric_limits<std::int64_t>::max(), zone),
            DiscRelation::may_touch);
}

Polygon star(std::mt19937& random, double lon, double lat, double size, bool with_hole) {
  std::uniform_real_distribution<double> reach(0.5, 1.0);
  Polygon made;
  if (with_hole) made.holes.emplace_back();
  for (int v = 0; v < 30; ++v) {
    const double angle = v * 2 * 3.14159265 / 30, out = size * reach(random);
    const double stretch = std::min(4.0, 1 / std::cos(lat * 3.14159265 / 180));
    made.outer.push_back(at(lon + stretch * out * std::cos(angle), lat + out * std::sin(angle)));
    if (with_hole)
      made.holes[0].push_back(
          at(lon + stretch * out / 3 * std::cos(angle), lat + out / 3 * std::sin(angle)));
  }
  return made;
}

TEST(RelateDisc, agrees_with_the_distance_to_the_boundary) {
  std::mt19937 random(77);
  std::uniform_real_distribution<double> unit(-1, 1);
  int seen[3] = {};
  for (int i = 0; i < 60; ++i) {
    const double lat = 70 * unit(random), lon = 150 * unit(random);
    const double size = std::pow(10, unit(random) - 1);  // 0.01 to 1 degree
    const MultiPolygon area = {star(random, lon, lat, size, i % 2 == 0)};
    const PreparedArea prepared(area);
    for (int j = 0; j < 40; ++j) {
      const Point p = at(lon + 2 * size * unit(random), lat + 2 * size * unit(random));
      const double truth = distance_to_boundary_m(p, area);
      const Side side = locate(p, area);
      // Whole metres just below and just above the distance, and some far from it.
      const auto metres = static_cast<std::int64_t>(truth);
      for (const std::int64_t radius : {metres - 1, metres, metres + 1, metres / 2, metres * 2}) {
        if (radius < 1 || std::abs(static_cast<double>(radius) - truth) < 0.03) continue;
        const DiscRelation expected = static_cast<double>(radius) > truth ? DiscRelation::may_touch
                                      : side == Side::inside              ? DiscRelation::inside
                                                                          : DiscRelation::outside;
        const DiscRelation answer = relate_disc(p, radius, prepared);
        ++seen[static_cast<int>(answer)];
        ASSERT_EQ(answer, expected) << i << " " << j << ": " << radius << " m of " << truth;
      }
    }
  }
  for (const int count : seen) EXPECT_GT(count, 500);
}

}  // namespace
}  // namespace truceline::geo
