// SPDX-License-Identifier: Apache-2.0
#include "geo/validity.hpp"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <random>
#include <set>

#include "geo/ascii_map.hpp"
#include "geo/orientation.hpp"

namespace truceline::geo {
namespace {

constexpr Point at(std::int32_t lon_e7, std::int32_t lat_e7) {
  return {.lon_e7 = lon_e7, .lat_e7 = lat_e7};
}

Polygon drawn(const char* drawing) {
  return AsciiMap(drawing, at(0, 0), 10'000'000).polygon();
}

/// "kind ring.vertex/ring.vertex lon,lat" of each flaw, in whole degrees.
std::vector<std::string> told(const std::vector<Flaw>& found) {
  static constexpr const char* kNames[] = {
      "out_of_range", "too_few_vertices",  "too_many_vertices", "repeated_vertex", "spike",
      "zero_area",    "self_intersection", "rings_cross",       "hole_outside",    "holes_overlap"};
  std::vector<std::string> lines;
  for (const Flaw& flaw : found) {
    EXPECT_FALSE(flaw.reason.empty() || flaw.mend.empty());
    lines.push_back(std::string(kNames[static_cast<int>(flaw.kind)]) + " " +
                    std::to_string(flaw.ring) + "." + std::to_string(flaw.vertex) + "/" +
                    std::to_string(flaw.other_ring) + "." + std::to_string(flaw.other_vertex) +
                    " " + to_decimal(flaw.at.lon_e7) + "," + to_decimal(flaw.at.lat_e7));
  }
  return lines;
}
using Lines = std::vector<std::string>;

TEST(Flaws, a_good_polygon_with_a_hole_has_none_drawn_either_way) {
  EXPECT_EQ(told(flaws(drawn(R"(
d . . . . c
. D . . C .
. . . . . .
. A . . B .
a . . . . b
)"))),
            Lines{});
  EXPECT_EQ(told(flaws(drawn(R"(
b . . c
. . . .
a . . d
)"))),
            Lines{});
}

TEST(Flaws, a_vertex_on_a_straight_line_is_no_flaw) {
  EXPECT_EQ(told(flaws(drawn(R"(
e . d
. . .
a b c
)"))),
            Lines{});
}

TEST(Flaws, a_bow_tie_names_the_two_edges_and_where_they_cross) {
  const std::vector<Flaw> found = flaws(drawn(R"(
d . b
. . .
a . c
)"));
  EXPECT_EQ(told(found), Lines{"self_intersection 0.0/0.2 1,1"});
  EXPECT_EQ(found[0].reason,
            "edge 0-1 of the outer ring crosses edge 2-3 of the outer ring at longitude 1, "
            "latitude 1");
}

TEST(Flaws, a_ring_that_touches_itself_in_a_vertex_is_told) {
  EXPECT_EQ(told(flaws(Polygon{
                .outer = {at(0, 0), at(40, 0), at(20, 20), at(40, 40), at(0, 40), at(20, 20)},
                .holes = {}})),
            Lines{"self_intersection 0.1/0.5 0.000002,0.000002"});
}

TEST(Flaws, a_vertex_that_lies_on_another_edge_is_told) {
  EXPECT_EQ(told(flaws(drawn(R"(
e . . . d
. . . . .
. . . . .
a . c . b
)"))),
            // b-c runs back along a-b, so c is no dent but the tip of the way back.
            Lines{"spike 0.1/0.1 4,0"});
  EXPECT_EQ(told(flaws(Polygon{.outer = {at(0, 0), at(40, 0), at(40, 40), at(20, 0), at(0, 40)},
                               .holes = {}})),
            Lines{"self_intersection 0.0/0.3 0.000002,0"});
}

TEST(Flaws, a_spike_is_told_at_its_tip) {
  EXPECT_EQ(told(flaws(Polygon{.outer = {at(0, 0), at(10'000'000, 0), at(10'000'000, 10'000'000),
                                         at(10'000'000, 90'000'000), at(10'000'000, 10'000'000),
                                         at(0, 10'000'000)},
                               .holes = {}})),
            Lines{"spike 0.3/0.3 1,9"});
}

TEST(Flaws, what_is_wrong_with_single_vertices_is_told_first) {
  EXPECT_EQ(told(flaws(Polygon{})), Lines{"too_few_vertices 0.0/0.0 0,0"});
  EXPECT_EQ(told(flaws(Polygon{.outer = {at(0, 0), at(1, 1)}, .holes = {}})),
            Lines{"too_few_vertices 0.0/0.0 0,0"});
  EXPECT_EQ(told(flaws(Polygon{.outer = {at(0, 0), at(10'000'000, 0), at(10'000'000, 0), at(0, 9)},
                               .holes = {}})),
            Lines{"repeated_vertex 0.1/0.1 1,0"});
  // A ring closed as GeoJSON closes it: the reader should have dropped the last.
  EXPECT_EQ(told(flaws(Polygon{.outer = {at(0, 0), at(10, 0), at(10, 10), at(0, 0)}, .holes = {}})),
            Lines{"repeated_vertex 0.3/0.3 0,0"});
  EXPECT_EQ(told(flaws(Polygon{.outer = {at(0, 0), at(10, 0), at(0, kLatMaxE7 + 1)}, .holes = {}})),
            Lines{"out_of_range 0.2/0.2 0,90.0000001"});
}

TEST(Flaws, a_ring_on_one_line_encloses_nothing) {
  EXPECT_EQ(told(flaws(Polygon{.outer = {at(0, 0), at(20, 20), at(10, 10)}, .holes = {}})),
            Lines{"zero_area 0.0/0.0 0,0"});
  EXPECT_EQ(told(flaws(Polygon{.outer = {at(5, 5), at(5, 5), at(5, 5)}, .holes = {}})),
            Lines{"zero_area 0.0/0.0 0.0000005,0.0000005"});
}

TEST(Flaws, a_hole_must_lie_in_its_polygon) {
  EXPECT_EQ(told(flaws(drawn(R"(
d . c . . .
. . . . . .
a . b . . .
. . . . D C
. . . . A B
)"))),
            Lines{"hole_outside 1.0/1.0 4,0"});
  EXPECT_EQ(told(flaws(drawn(R"(
d . . c . .
. . D . . C
. . A . . B
a . . b . .
)"))),
            (Lines{"rings_cross 0.1/1.0 3,1", "rings_cross 0.1/1.2 3,2"}));
}

TEST(Flaws, a_hole_may_touch_the_outer_ring_once_but_not_twice) {
  EXPECT_EQ(told(flaws(drawn(R"(
d . . . c
. . . . .
A . . B .
. . C . .
a . . . b
)"))),
            Lines{});
  const std::vector<Flaw> twice = flaws(drawn(R"(
d . . . c
. . . . .
A . . . B
. . C . .
a . . . b
)"));
  EXPECT_EQ(told(twice).size(), 2U);  // both edges that meet in the second point
  EXPECT_EQ(twice[0].kind, FlawKind::rings_cross);
  EXPECT_NE(twice[0].reason.find("touches for a second time"), std::string::npos);
}

TEST(Flaws, a_hole_that_bridges_a_notch_outside_the_ring_is_told) {
  // All vertices of the hole lie on the ring or in it; its edge A-B runs outside, over the notch.
  EXPECT_FALSE(flaws(drawn(R"(
g . f . d . c
. . . . . . .
. . A . B . .
. . . e . . .
. . . C . . .
a . . . . . b
)"))
                   .empty());
}

TEST(Flaws, holes_must_not_overlap) {
  Polygon polygon = drawn(R"(
d . . . . . . . c
. D . . . C . . .
. . . . . . . . .
. . . . . . . . .
. A . . . B . . .
a . . . . . . . b
)");
  polygon.holes.push_back(
      {at(20'000'000, 20'000'000), at(30'000'000, 20'000'000), at(30'000'000, 30'000'000)});
  EXPECT_EQ(told(flaws(polygon)), Lines{"holes_overlap 2.0/2.0 2,2"});
  polygon.holes[1] = {at(20'000'000, 20'000'000), at(70'000'000, 20'000'000),
                      at(30'000'000, 30'000'000)};
  for (const Flaw& flaw : flaws(polygon)) {
    EXPECT_EQ(flaw.kind, FlawKind::rings_cross);
    EXPECT_EQ(flaw.ring, 1U);
    EXPECT_EQ(flaw.other_ring, 2U);
  }
  EXPECT_EQ(flaws(polygon).size(), 2U);
  polygon.holes[1] = polygon.holes[0];
  EXPECT_FALSE(flaws(polygon).empty());
}

TEST(Flaws, each_polygon_of_an_area_is_numbered) {
  const MultiPolygon area = {drawn("c .\na b"), Polygon{}, drawn("d b\na c")};
  const std::vector<Flaw> found = flaws(area);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].polygon, 1U);
  EXPECT_EQ(found[1].polygon, 2U);
}

TEST(Flaws, a_hopeless_drawing_is_told_about_up_to_a_limit) {
  std::mt19937 random(5);
  Polygon scribble;
  for (int i = 0; i < 10'000; ++i)
    scribble.outer.push_back(at(static_cast<std::int32_t>(random() % 1'000'000'000),
                                static_cast<std::int32_t>(random() % 900'000'000)));
  EXPECT_EQ(flaws(scribble).size(), kFlawsMax);
  scribble.outer.push_back(at(0, 0));
  const std::vector<Flaw> found = flaws(scribble);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].kind, FlawKind::too_many_vertices);
}

/// A ring of `size` vertices around the origin, jagged but simple: the radius varies, the angle
/// only grows.
Ring jagged_ring(int size) {
  std::mt19937 random(9);
  Ring ring;
  for (int i = 0; i < size; ++i) {
    const double angle = 2 * 3.14159265358979 * i / size;
    const double radius = 1e8 * (1 + 0.3 * static_cast<double>(random() % 1000) / 1000);
    ring.push_back(at(static_cast<std::int32_t>(radius * std::cos(angle)),
                      static_cast<std::int32_t>(radius * std::sin(angle))));
  }
  return ring;
}

TEST(Flaws, finds_the_one_crossing_among_ten_thousand_vertices) {
  Ring ring = jagged_ring(10'000);
  EXPECT_EQ(told(flaws(Polygon{.outer = ring, .holes = {}})), Lines{});
  std::swap(ring[5'000], ring[5'001]);
  const std::vector<Flaw> found = flaws(Polygon{.outer = ring, .holes = {}});
  ASSERT_FALSE(found.empty());
  for (const Flaw& flaw : found) {
    EXPECT_EQ(flaw.kind, FlawKind::self_intersection);
    EXPECT_NEAR(static_cast<double>(flaw.vertex), 5'000, 3);
  }
}

/// Every pair, without a sweep: the plain question that the sweep must answer the same.
std::size_t meetings_by_brute_force(const Ring& ring) {
  std::size_t count = 0;
  std::set<Point> touched;
  const std::size_t size = ring.size();
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t j = i + 2; j < size; ++j) {
      if (i == 0 && j == size - 1) continue;
      const Segment a = {.from = ring[i], .to = ring[i + 1]};
      const Segment b = {.from = ring[j], .to = ring[(j + 1) % size]};
      const Meeting meeting = meeting_of(a, b);
      if (meeting.contact == Contact::touch) {
        touched.insert(meeting.at);
      } else if (meeting.contact != Contact::none) {
        ++count;
      }
    }
  }
  return count + touched.size();
}

TEST(Flaws, the_sweep_misses_no_pair_of_edges) {
  std::mt19937 random(13);
  int compared = 0;
  for (int i = 0; i < 20'000; ++i) {
    Ring ring;
    const std::size_t size = 4 + random() % 5;
    const auto width = 3 + random() % 30, height = 3 + random() % 30;
    for (std::size_t v = 0; v < size; ++v)
      ring.push_back(at(static_cast<std::int32_t>(random() % width),
                        static_cast<std::int32_t>(random() % height)));
    const std::vector<Flaw> found = flaws(Polygon{.outer = ring, .holes = {}});
    const bool of_pairs = std::ranges::all_of(
        found, [](const Flaw& flaw) { return flaw.kind == FlawKind::self_intersection; });
    if (!of_pairs) continue;  // a flaw in a single vertex was told first
    ++compared;
    ASSERT_EQ(found.size(), meetings_by_brute_force(ring)) << i;
  }
  EXPECT_GT(compared, 10'000);
}

}  // namespace
}  // namespace truceline::geo
