// SPDX-License-Identifier: Apache-2.0
#include "geo/circle.hpp"

#include <gtest/gtest.h>

#include "geo/area.hpp"
#include "geo/containment.hpp"
#include "geo/distance.hpp"
#include "geo/validity.hpp"

namespace truceline::geo {
namespace {

constexpr Point kDamascus = {.lon_e7 = 362'922'000, .lat_e7 = 335'102'000};

TEST(Circle, every_vertex_is_the_radius_away_and_the_ring_is_valid) {
  for (const std::int64_t radius : {1, 50, 5'000, 100'000, 1'000'000}) {
    const auto circle = circle_polygon(kDamascus, radius, 64);
    ASSERT_TRUE(circle.has_value()) << circle.error().to_string();
    ASSERT_EQ(circle->outer.size(), 64U);
    for (const Point p : circle->outer)
      EXPECT_NEAR(distance_m(kDamascus, p), static_cast<double>(radius), 0.01);
    EXPECT_TRUE(flaws(*circle).empty());
    EXPECT_EQ(normalise_winding(*circle), *circle);
    EXPECT_EQ(locate(kDamascus, {*circle}), Side::inside);
    EXPECT_EQ(circle->outer[0].lon_e7, kDamascus.lon_e7);
    EXPECT_GT(circle->outer[0].lat_e7, kDamascus.lat_e7);
  }
}

TEST(Circle, vertices_that_round_to_one_place_are_given_once) {
  const auto circle = circle_polygon(kDamascus, 1, kCircleVerticesMax);
  ASSERT_TRUE(circle.has_value());
  EXPECT_LT(circle->outer.size(), kCircleVerticesMax);
  for (const Flaw& flaw : flaws(*circle)) EXPECT_NE(flaw.kind, FlawKind::repeated_vertex);
}

TEST(Circle, refuses_what_it_cannot_draw) {
  EXPECT_FALSE(circle_polygon(kDamascus, 0, 64).has_value());
  EXPECT_FALSE(circle_polygon(kDamascus, kCircleRadiusMaxM + 1, 64).has_value());
  EXPECT_FALSE(circle_polygon(kDamascus, 100, 2).has_value());
  EXPECT_FALSE(circle_polygon(kDamascus, 100, kCircleVerticesMax + 1).has_value());
  const Point near_pole = {.lon_e7 = 0, .lat_e7 = 899'000'000};
  EXPECT_EQ(circle_polygon(near_pole, 20'000, 64).error().reason, "the circle reaches a pole");
  EXPECT_TRUE(circle_polygon(near_pole, 10'000, 64).has_value());
  const Point near_south = {.lon_e7 = 0, .lat_e7 = -899'000'000};
  EXPECT_FALSE(circle_polygon(near_south, 20'000, 64).has_value());
  for (const std::int32_t lon_e7 : {1'799'000'000, -1'799'000'000}) {
    const Point near_seam = {.lon_e7 = lon_e7, .lat_e7 = 0};
    EXPECT_EQ(circle_polygon(near_seam, 20'000, 64).error().reason,
              "the circle reaches the antimeridian");
    EXPECT_TRUE(circle_polygon(near_seam, 10'000, 64).has_value());
  }
}

}  // namespace
}  // namespace truceline::geo
