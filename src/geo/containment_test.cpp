// SPDX-License-Identifier: Apache-2.0
#include "geo/containment.hpp"

#include <gtest/gtest.h>
#include <set>
#include <utility>

#include "geo/ascii_map.hpp"

namespace truceline::geo {
namespace {

/// Draws i, b or o in every cell, by both implementations, at several places and scales.
void check(const std::string& drawing, const std::string& expected) {
  const AsciiMap maps[] = {
      {drawing, {.lon_e7 = 0, .lat_e7 = 0}, 1},
      {drawing, {.lon_e7 = 360'000'000, .lat_e7 = 350'000'000}, 1'000'000},
      {drawing, {.lon_e7 = -kLonMaxE7 + 1, .lat_e7 = -kLatMaxE7}, 70'000'001},
  };
  for (const AsciiMap& map : maps) {
    const MultiPolygon area = {map.polygon()};
    const PreparedArea prepared(area);
    EXPECT_EQ(map.answer([&](Point p) { return letter_of(locate(p, area)); }), expected);
    EXPECT_EQ(map.answer([&](Point p) { return letter_of(prepared.locate(p)); }), expected);
  }
}

TEST(Locate, a_square_has_an_inside_a_boundary_and_an_outside) {
  check(R"(
. . . . .
. d . c .
. . . . .
. a . b .
. . . . .
)",
        R"(
o o o o o
o b b b o
o b i b o
o b b b o
o o o o o
)");
}

TEST(Locate, a_notch_is_outside) {
  check(R"(
e . . . d
. . . . .
. . c . .
. . . . .
a . . . b
)",
        R"(
b b b b b
b i i b o
b i b o o
b i i b o
b b b b b
)");
}

TEST(Locate, a_hole_is_outside_and_its_edge_is_boundary) {
  check(R"(
d . . . . . c
. . . . . . .
. . D . C . .
. . . . . . .
. . A . B . .
. . . . . . .
a . . . . . b
)",
        R"(
b b b b b b b
b i i i i i b
b i b b b i b
b i b o b i b
b i b b b i b
b i i i i i b
b b b b b b b
)");
}

TEST(Locate, a_ray_through_vertices_and_along_edges_is_not_fooled) {
  check(R"(
. . i . . . . . .
. . . . . . . . .
j . . . h . g . .
. . . . . . . . .
. . . . . . f . e
. . . . . . . . .
a . b . . . . . d
. . . . . . . . .
. . . . c . . . .
)",
        R"(
o o b o o o o o o
o b i b o o o o o
b i i i b b b o o
b i i i i i b o o
b i i i i i b b b
b i i i i i i i b
b b b i i i i i b
o o o b i i b o o
o o o o b o o o o
)");
}

TEST(Locate, drawn_clockwise_it_is_the_same_area) {
  check(R"(
a . b
. . .
d . c
)",
        R"(
b b b
b i b
b b b
)");
}

TEST(Locate, a_bow_tie_is_taken_by_the_even_odd_rule) {
  check(R"(
d . . . b
. . . . .
. . . . .
. . . . .
a . . . c
)",
        R"(
b o o o b
b b o b b
b i b i b
b b o b b
b o o o b
)");
}

Polygon rectangle(std::int32_t west, std::int32_t south, std::int32_t east, std::int32_t north) {
  return {.outer = {{.lon_e7 = west, .lat_e7 = south},
                    {.lon_e7 = east, .lat_e7 = south},
                    {.lon_e7 = east, .lat_e7 = north},
                    {.lon_e7 = west, .lat_e7 = north}},
          .holes = {}};
}

Side both(Point p, const MultiPolygon& area) {
  const Side plain = locate(p, area);
  EXPECT_EQ(PreparedArea(area).locate(p), plain);
  return plain;
}

constexpr std::int32_t kDegree = 10'000'000;

TEST(Locate, a_seam_on_the_antimeridian_is_boundary_however_it_is_written) {
  const MultiPolygon split = {rectangle(170 * kDegree, 0, kLonMaxE7, kDegree),
                              rectangle(-kLonMaxE7, 0, -170 * kDegree, kDegree)};
  for (const std::int32_t lon : {kLonMaxE7, -kLonMaxE7}) {
    EXPECT_EQ(both({.lon_e7 = lon, .lat_e7 = kDegree / 2}, split), Side::boundary);
    EXPECT_EQ(both({.lon_e7 = lon, .lat_e7 = kDegree}, split), Side::boundary);
    EXPECT_EQ(both({.lon_e7 = lon, .lat_e7 = kDegree + 1}, split), Side::outside);
  }
  EXPECT_EQ(both({.lon_e7 = kLonMaxE7 - 1, .lat_e7 = 1}, split), Side::inside);
  EXPECT_EQ(both({.lon_e7 = -kLonMaxE7 + 1, .lat_e7 = 1}, split), Side::inside);
  EXPECT_EQ(both({.lon_e7 = 0, .lat_e7 = 1}, split), Side::outside);
}

TEST(Locate, an_area_on_one_side_of_the_antimeridian_touches_it_however_it_is_written) {
  const MultiPolygon east = {rectangle(170 * kDegree, 0, kLonMaxE7, kDegree)};
  EXPECT_EQ(both({.lon_e7 = -kLonMaxE7, .lat_e7 = 1}, east), Side::boundary);
  EXPECT_EQ(both({.lon_e7 = kLonMaxE7, .lat_e7 = 1}, east), Side::boundary);
  EXPECT_EQ(both({.lon_e7 = -kLonMaxE7 + 1, .lat_e7 = 1}, east), Side::outside);
}

TEST(Locate, over_several_polygons_the_best_answer_wins) {
  const MultiPolygon overlapping = {rectangle(0, 0, 10, 10), rectangle(5, 5, 15, 15)};
  EXPECT_EQ(both({.lon_e7 = 7, .lat_e7 = 7}, overlapping), Side::inside);
  EXPECT_EQ(both({.lon_e7 = 10, .lat_e7 = 7}, overlapping), Side::inside);
  EXPECT_EQ(both({.lon_e7 = 10, .lat_e7 = 5}, overlapping), Side::boundary);
  EXPECT_EQ(both({.lon_e7 = 12, .lat_e7 = 2}, overlapping), Side::outside);
  const MultiPolygon neighbours = {rectangle(0, 0, 10, 10), rectangle(10, 0, 20, 10)};
  EXPECT_EQ(both({.lon_e7 = 10, .lat_e7 = 5}, neighbours), Side::boundary);
}

TEST(Locate, a_part_that_fills_the_hole_of_another_is_inside) {
  Polygon ring = rectangle(0, 0, 30, 30);
  ring.holes = {rectangle(10, 10, 20, 20).outer};
  const MultiPolygon area = {ring, rectangle(12, 12, 18, 18)};
  EXPECT_EQ(both({.lon_e7 = 15, .lat_e7 = 15}, area), Side::inside);
  EXPECT_EQ(both({.lon_e7 = 11, .lat_e7 = 15}, area), Side::outside);
  EXPECT_EQ(both({.lon_e7 = 12, .lat_e7 = 15}, area), Side::boundary);
}

TEST(Locate, the_whole_globe_and_nothing_at_all) {
  const MultiPolygon globe = {rectangle(-kLonMaxE7, -kLatMaxE7, kLonMaxE7, kLatMaxE7)};
  EXPECT_EQ(both({.lon_e7 = 0, .lat_e7 = 0}, globe), Side::inside);
  EXPECT_EQ(both({.lon_e7 = 5, .lat_e7 = kLatMaxE7}, globe), Side::boundary);
  EXPECT_EQ(both({.lon_e7 = kLonMaxE7, .lat_e7 = 0}, globe), Side::boundary);
  EXPECT_EQ(both({.lon_e7 = 0, .lat_e7 = 0}, {}), Side::outside);
  EXPECT_EQ(both({.lon_e7 = 0, .lat_e7 = 0}, {Polygon{}}), Side::outside);
  EXPECT_TRUE(is_empty(PreparedArea({Polygon{}}).box()));
}

TEST(PreparedArea, visits_every_edge_that_meets_a_box_and_no_other) {
  const AsciiMap map(R"(
d . . . . . c
. . . . . . .
. . D . C . .
. . A . B . .
. . . . . . .
a . . . . . b
)",
                     {.lon_e7 = 0, .lat_e7 = 0}, 10);
  const PreparedArea area({map.polygon()});
  const auto edges_in = [&](std::int32_t west, std::int32_t south, std::int32_t east,
                            std::int32_t north) {
    std::set<std::pair<Point, Point>> seen;
    area.any_edge(
        {.low = {.lon_e7 = west, .lat_e7 = south}, .high = {.lon_e7 = east, .lat_e7 = north}},
        [&](const Segment& edge) {
          seen.insert(std::minmax(edge.from, edge.to));
          return false;
        });
    return seen.size();
  };
  EXPECT_EQ(edges_in(-100, -100, 100, 100), 8U);
  EXPECT_EQ(edges_in(1, 1, 19, 19), 0U);
  EXPECT_EQ(edges_in(1, 1, 20, 20), 2U);
  EXPECT_EQ(edges_in(0, 0, 0, 0), 2U);
  EXPECT_EQ(edges_in(61, 0, 90, 90), 0U);
  EXPECT_EQ(edges_in(30, 25, 60, 45), 3U);
  int visits = 0;
  EXPECT_TRUE(area.any_edge(area.box(), [&](const Segment&) { return ++visits == 3; }));
  EXPECT_EQ(visits, 3);
}

}  // namespace
}  // namespace truceline::geo
