// SPDX-License-Identifier: Apache-2.0
//
// What the table of tests/vectors/coordinates.csv cannot say: columns of errors, rounding,
// limits, and that every form written is read back.
#include "formats/coordinate.hpp"

#include <gtest/gtest.h>
#include <random>

#include "base/limits.hpp"
#include "formats/coordinate_format.hpp"
#include "geo/distance.hpp"

namespace truceline::formats {
namespace {

constexpr geo::Point kAleppo{.lon_e7 = 371'343'000, .lat_e7 = 362'021'000};

CoordinateText read(std::string_view text) {
  auto read = read_coordinates(text);
  EXPECT_TRUE(read) << text << "\n" << (read ? "" : read.error().to_string());
  return read ? *std::move(read) : CoordinateText{};
}

CoordinateReading first(std::string_view text) {
  const CoordinateText read_text = read(text);
  return read_text.places.empty() ? CoordinateReading{} : read_text.places[0].readings[0];
}

base::Error refused(std::string_view text) {
  const auto read = read_coordinates(text);
  EXPECT_FALSE(read) << text;
  return read ? base::Error{} : read.error();
}

TEST(Coordinate, the_text_is_kept_as_it_came) {
  const std::string typed = "  ٣٦٫٢٠٢١ ، ٣٧٫١٣٤٣ ";
  EXPECT_EQ(read(typed).raw, typed);
  EXPECT_EQ(first(typed).point, kAleppo);
}

TEST(Coordinate, seconds_become_whole_numbers_without_floating_point) {
  // A third of 1e-7 degree is 0.00012 seconds: digits beyond nine never matter.
  EXPECT_EQ(first("0 0 0.00018 N, 0 0 0.00017999999999 E").point,
            (geo::Point{.lon_e7 = 0, .lat_e7 = 1}));
  EXPECT_EQ(first("-0.00000005, 0.000000049999999999").point,
            (geo::Point{.lon_e7 = 0, .lat_e7 = -1}));
  EXPECT_EQ(first("36 59 59.99999 N, 37 E").point,
            (geo::Point{.lon_e7 = 370'000'000, .lat_e7 = 370'000'000}));
}

TEST(Coordinate, precision_is_what_the_digits_allow) {
  EXPECT_EQ(first("36.2021, 37.1343").precision_mm, 11'132);
  EXPECT_EQ(first("36.2021343, 37.1").precision_mm, 11'131'950) << "the coarser counts";
  EXPECT_EQ(first("36°12'07\"N 37°08'03\"E").precision_mm, 30'923);
  EXPECT_EQ(first("36°12.126'N 37°08.058'E").precision_mm, 1856);
  EXPECT_EQ(first("37S CA 323 076").precision_mm, 100'000);
  EXPECT_EQ(first("37 north 332345.5 4007654.5").precision_mm, 100);
}

TEST(Coordinate, an_error_names_the_column_of_the_text_as_typed) {
  EXPECT_EQ(refused("36°75'N 37°08'E").place, "column 4");
  EXPECT_EQ(refused("٣٦°٧٥' ش ٣٧° ق").place, "column 4") << "characters, not bytes";
  EXPECT_EQ(refused("\u200e36.2 x37,1 abc 3").place, "column 13");
  EXPECT_FALSE(refused("36.2N").mend.empty());
  EXPECT_EQ(refused("").reason, "there is nothing here");
}

TEST(Coordinate, limits_are_errors_and_never_a_cut) {
  const std::string long_text(base::limits::kCoordinateText + 1, '1');
  EXPECT_EQ(refused(long_text).code, base::ErrorCode::too_large);
  std::string many;
  for (std::size_t i = 0; i <= base::limits::kCoordinatePoints; ++i) many += "36.2,37.1\n";
  EXPECT_EQ(refused(many).code, base::ErrorCode::too_large);
  EXPECT_FALSE(read_coordinates("\xff\xfe 36.2 37.1"));
}

TEST(Coordinate, several_places_are_told_apart_and_a_closed_row_is_an_area) {
  const CoordinateText two = read("36.2021, 37.1343\n35.9306, 36.6339");
  EXPECT_EQ(two.places.size(), 2u);
  EXPECT_FALSE(two.is_area);
  const CoordinateText ring = read("POLYGON((37.1 36.2, 37.2 36.2, 37.2 36.3, 37.1 36.2))");
  EXPECT_EQ(ring.places.size(), 3u);
  EXPECT_TRUE(ring.is_area);
  EXPECT_TRUE(read("36.2,37.1; 36.2,37.2; 36.3,37.2; 36.2,37.1").is_area);
}

TEST(Coordinate, each_form_of_any_place_is_read_back_within_a_metre) {
  std::mt19937_64 random(20170504);
  for (int i = 0; i < 500; ++i) {
    const geo::Point p{.lon_e7 = static_cast<std::int32_t>(
                           static_cast<std::int64_t>(random() % 3'600'000'001) - geo::kLonMaxE7),
                       .lat_e7 = static_cast<std::int32_t>(
                           static_cast<std::int64_t>(random() % 1'800'000'001) - geo::kLatMaxE7)};
    const CoordinateForms forms = coordinate_forms(p);
    for (const std::string& form : {forms.decimal, forms.degrees_minutes,
                                    forms.degrees_minutes_seconds, forms.utm, forms.mgrs}) {
      const CoordinateText back = read(form);
      ASSERT_FALSE(back.places.empty()) << form;
      EXPECT_LT(geo::distance_m(p, back.places[0].readings[0].point), 1.0) << form;
    }
  }
}

TEST(Coordinate, poles_equator_and_antimeridian_are_read_back_too) {
  for (const std::int32_t lat : {-geo::kLatMaxE7, -1, 0, 1, geo::kLatMaxE7, 840'000'000})
    for (const std::int32_t lon : {-geo::kLonMaxE7, -1, 0, 1, geo::kLonMaxE7, 60'000'000}) {
      const geo::Point p{.lon_e7 = lon, .lat_e7 = lat};
      const CoordinateForms forms = coordinate_forms(p);
      for (const std::string& form : {forms.decimal, forms.degrees_minutes,
                                      forms.degrees_minutes_seconds, forms.utm, forms.mgrs})
        EXPECT_LT(geo::distance_m(p, first(form).point), 1.0) << form;
    }
}

TEST(Coordinate, the_decimal_form_is_exact) {
  for (const geo::Point p : {kAleppo, geo::Point{.lon_e7 = -1, .lat_e7 = 1}})
    EXPECT_EQ(first(coordinate_forms(p).decimal).point, p);
}

}  // namespace
}  // namespace truceline::formats
