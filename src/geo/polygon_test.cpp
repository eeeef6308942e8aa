// SPDX-License-Identifier: Apache-2.0
#include "geo/polygon.hpp"

#include <gtest/gtest.h>

#include "geo/box.hpp"

namespace truceline::geo {
namespace {

constexpr Point at(std::int32_t lon_e7, std::int32_t lat_e7) {
  return {.lon_e7 = lon_e7, .lat_e7 = lat_e7};
}

const Ring kAnticlockwise = {at(0, 0), at(9, 0), at(9, 9), at(0, 9)};
const Ring kClockwise = {at(0, 0), at(0, 9), at(9, 9), at(9, 0)};

TEST(NormaliseWinding, outer_runs_counter_clockwise_and_holes_clockwise_from_the_same_vertex) {
  const Polygon wanted = {.outer = kAnticlockwise, .holes = {kClockwise}};
  EXPECT_EQ(normalise_winding(wanted), wanted);
  EXPECT_EQ(normalise_winding(Polygon{.outer = kClockwise, .holes = {kAnticlockwise}}), wanted);
  const MultiPolygon both = {Polygon{.outer = kClockwise, .holes = {}}, Polygon{}};
  EXPECT_EQ(normalise_winding(both)[0].outer, kAnticlockwise);
  EXPECT_EQ(normalise_winding(both)[1], Polygon{});
}

TEST(NormaliseWinding, is_right_for_the_whole_globe) {
  const Ring globe = {at(-kLonMaxE7, -kLatMaxE7), at(-kLonMaxE7, kLatMaxE7),
                      at(kLonMaxE7, kLatMaxE7), at(kLonMaxE7, -kLatMaxE7)};
  EXPECT_EQ(normalise_winding(Polygon{.outer = globe, .holes = {}}).outer[1],
            at(kLonMaxE7, -kLatMaxE7));
}

TEST(Box, holds_its_ends_and_meets_what_it_touches) {
  const Box box = box_of(kClockwise);
  EXPECT_EQ(box, (Box{.low = at(0, 0), .high = at(9, 9)}));
  EXPECT_TRUE(contains(box, at(0, 9)));
  EXPECT_FALSE(contains(box, at(10, 9)));
  EXPECT_FALSE(contains(box, at(5, -1)));
  EXPECT_TRUE(meets(box, Box{.low = at(9, 9), .high = at(20, 20)}));
  EXPECT_FALSE(meets(box, Box{.low = at(10, 0), .high = at(20, 9)}));
  EXPECT_FALSE(meets(box, Box{.low = at(0, 10), .high = at(9, 20)}));
}

TEST(Box, is_empty_until_something_is_included) {
  EXPECT_TRUE(is_empty(Box{}));
  EXPECT_FALSE(contains(Box{}, at(0, 0)));
  EXPECT_FALSE(
      meets(Box{}, Box{.low = at(-kLonMaxE7, -kLatMaxE7), .high = at(kLonMaxE7, kLatMaxE7)}));
  EXPECT_TRUE(is_empty(box_of(MultiPolygon{})));
  const MultiPolygon two = {Polygon{.outer = kClockwise, .holes = {}},
                            Polygon{.outer = {at(-5, 3), at(2, 30), at(1, 1)}, .holes = {}}};
  EXPECT_EQ(box_of(two), (Box{.low = at(-5, 0), .high = at(9, 30)}));
}

}  // namespace
}  // namespace truceline::geo
