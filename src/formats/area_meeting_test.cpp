// SPDX-License-Identifier: Apache-2.0
#include "formats/area_meeting.hpp"

#include <gtest/gtest.h>

namespace truceline::formats {
namespace {

geo::Ring box(std::int32_t west, std::int32_t south, std::int32_t east, std::int32_t north) {
  return {{.lon_e7 = west, .lat_e7 = south},
          {.lon_e7 = east, .lat_e7 = south},
          {.lon_e7 = east, .lat_e7 = north},
          {.lon_e7 = west, .lat_e7 = north}};
}
geo::MultiPolygon area(geo::Ring outer, std::vector<geo::Ring> holes = {}) {
  return {{std::move(outer), std::move(holes)}};
}
bool meet(const geo::MultiPolygon& a, const geo::MultiPolygon& b) {
  EXPECT_EQ(areas_meet(a, b), areas_meet(b, a)) << "the question has no direction";
  return areas_meet(a, b);
}

TEST(AreaMeeting, areas_that_overlap_meet) {
  EXPECT_TRUE(meet(area(box(0, 0, 100, 100)), area(box(50, 50, 150, 150))));
  EXPECT_TRUE(meet(area(box(0, 0, 100, 100)), area(box(20, 20, 80, 80))));
  EXPECT_TRUE(meet(area(box(0, 0, 100, 100)), area(box(0, 0, 100, 100))));
}

TEST(AreaMeeting, sharing_edges_does_not_hide_an_overlap) {
  EXPECT_TRUE(meet(area(box(0, 0, 100, 100)), area(box(80, 0, 180, 100))));
  EXPECT_TRUE(meet(area(box(0, 0, 100, 100)), area(box(0, 0, 50, 100))));
}

TEST(AreaMeeting, neighbours_that_only_touch_do_not_meet) {
  EXPECT_FALSE(meet(area(box(0, 0, 100, 100)), area(box(100, 0, 200, 100))));
  EXPECT_FALSE(meet(area(box(0, 0, 100, 100)), area(box(100, 30, 200, 60))));
  EXPECT_FALSE(meet(area(box(0, 0, 100, 100)), area(box(100, 100, 200, 200))));
  // Two triangles on either side of a slanted line that no midpoint lies on exactly.
  const geo::Point a{.lon_e7 = 0, .lat_e7 = 0};
  const geo::Point b{.lon_e7 = 101, .lat_e7 = 33};
  EXPECT_FALSE(meet(area({a, b, {.lon_e7 = 0, .lat_e7 = 90}}),
                    area({b, a, {.lon_e7 = 101, .lat_e7 = -90}})));
}

TEST(AreaMeeting, what_lies_in_a_hole_lies_outside) {
  const geo::MultiPolygon ring = area(box(0, 0, 100, 100), {box(20, 20, 80, 80)});
  EXPECT_FALSE(meet(ring, area(box(30, 30, 70, 70))));
  EXPECT_FALSE(meet(ring, area(box(20, 20, 80, 80))));
  EXPECT_TRUE(meet(ring, area(box(10, 30, 70, 70))));
}

}  // namespace
}  // namespace truceline::formats
