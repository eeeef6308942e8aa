// SPDX-License-Identifier: Apache-2.0
#include "geo/grid_reference.hpp"

#include <gtest/gtest.h>
#include <random>

#include "geo/distance.hpp"

namespace truceline::geo {
namespace {

constexpr Point kAleppo{.lon_e7 = 371'343'000, .lat_e7 = 362'021'000};

// The tower of Toronto, as the usual example of UTM has it: 17T 630084 4833438.
TEST(GridReference, a_published_place_comes_out_as_published) {
  const Point tower{.lon_e7 = -793'871'389, .lat_e7 = 436'425'667};  // 43 38 33.24 79 23 13.70
  const UtmPlace utm = utm_of(tower);
  EXPECT_EQ(utm.zone, 17);
  EXPECT_TRUE(utm.north);
  EXPECT_NEAR(static_cast<double>(utm.easting_mm), 630'084'000.0, 1000.0);
  EXPECT_NEAR(static_cast<double>(utm.northing_mm), 4'833'438'000.0, 1000.0);
}

TEST(GridReference, there_and_back_is_within_a_centimetre_or_the_square) {
  std::mt19937_64 random(20170504);
  for (int i = 0; i < 2000; ++i) {
    const Point p{.lon_e7 = static_cast<std::int32_t>(
                      static_cast<std::int64_t>(random() % 3'600'000'001) - kLonMaxE7),
                  .lat_e7 = static_cast<std::int32_t>(
                      static_cast<std::int64_t>(random() % 1'800'000'001) - kLatMaxE7)};
    const auto back = point_of(utm_of(p));
    ASSERT_TRUE(back) << p.lat_e7 << " " << p.lon_e7 << " " << back.error().to_string();
    EXPECT_LT(distance_m(p, *back), 0.02);
    const auto square = point_of_mgrs(mgrs_of(p, 5));
    ASSERT_TRUE(square) << mgrs_of(p, 5);
    EXPECT_EQ(square->digits, 5);
    EXPECT_LT(distance_m(p, square->centre), 0.75) << "half the diagonal of a square metre";
  }
}

TEST(GridReference, poles_antimeridian_and_zone_exceptions_have_a_place) {
  EXPECT_EQ(utm_of({.lon_e7 = 0, .lat_e7 = kLatMaxE7}).zone, 0);
  EXPECT_EQ(latitude_band({.lon_e7 = 0, .lat_e7 = -kLatMaxE7}), 'B');
  EXPECT_EQ(utm_of({.lon_e7 = kLonMaxE7, .lat_e7 = 0}).zone, 1);
  EXPECT_EQ(utm_of({.lon_e7 = 50'000'000, .lat_e7 = 600'000'000}).zone, 32) << "Bergen";
  EXPECT_EQ(latitude_band(kAleppo), 'S');
}

TEST(GridReference, the_coarser_the_square_the_further_its_centre) {
  for (int digits = 0; digits <= 5; ++digits) {
    const auto square = point_of_mgrs(mgrs_of(kAleppo, digits));
    ASSERT_TRUE(square);
    EXPECT_LE(distance_m(kAleppo, square->centre), 75'000.0 / std::pow(10, digits));
  }
}

TEST(GridReference, what_the_library_throws_at_is_an_error) {
  for (const char* text : {"", "37", "37S", "37SCA123", "37ICA1234567890", "61SCA1212", "99999",
                           "37SZZ1212", "37SCA12345678901234567890", "INVALID", "\xff"}) {
    const auto square = point_of_mgrs(text);
    ASSERT_FALSE(square) << text;
    EXPECT_EQ(square.error().code, base::ErrorCode::invalid_input);
    EXPECT_FALSE(square.error().mend.empty());
  }
  EXPECT_FALSE(point_of({.zone = 61, .north = true, .easting_mm = 500'000'000}));
  EXPECT_FALSE(point_of({.zone = 37, .north = true, .easting_mm = 4'012'345'000}));
  EXPECT_FALSE(point_of({.zone = 37, .easting_mm = 500'000'000, .northing_mm = INT64_MAX}));
}

}  // namespace
}  // namespace truceline::geo
