// SPDX-License-Identifier: Apache-2.0
#include "formats/row_fields.hpp"

#include <gtest/gtest.h>

namespace truceline::formats {
namespace {

constexpr ColumnSpec kSpecs[] = {{"a"}, {"b"}};

RowFields row_of(std::string_view a, std::string_view b = {}) {
  return {kSpecs, {a, b}};
}

TEST(RowFields, counts_are_whole_numbers_from_zero) {
  EXPECT_EQ(*read_count(row_of("12"), 0), 12);
  EXPECT_EQ(*read_count(row_of("12.0"), 0), 12);
  EXPECT_EQ(*read_count(row_of("0"), 0), 0);
  EXPECT_EQ(*read_count(row_of("9007199254740991"), 0), 9007199254740991);
  for (const char* bad : {"", "-1", "1.5", "1,000", "twelve", "9007199254740992", "1e3", ".0",
                          "99999999999999999999", "12 "})
    EXPECT_FALSE(read_count(row_of(bad), 0)) << bad;
  EXPECT_EQ(read_count(row_of("x"), 0).error().to_string(),
            "a: 'x' is not a whole number (write digits only: 12)");
  EXPECT_FALSE(read_optional_count(row_of(""), 0)->has_value());
}

TEST(RowFields, days_are_read_in_every_published_form) {
  const base::Date day{2017, 5, 6};
  for (const char* text : {"2017-05-06", "2017-05-06 00:00:00", "2017-05-06 00:00:00.000",
                           "2017-05-06T00:00:00Z", "5/6/2017", "05/06/2017", "5/6/2017 0:00",
                           "5/6/2017 12:00:00 AM", "06 May 2017", "6-May-17", "6-may-2017"}) {
    const auto read = read_day(row_of(text), 0, SlashDates::month_first);
    ASSERT_TRUE(read) << text;
    EXPECT_EQ(*read, day) << text;
  }
  EXPECT_EQ(read_day(row_of("31-December-97"), 0, SlashDates::refused)->year, 1997);
  for (const char* bad : {"", "2017", "2017-02-30", "2017-13-01", "13/13/2017", "May 2017",
                          "2017-05-06x", "6-Foo-17", "17-5-6", "0017-05-06", "2017-5-6"})
    EXPECT_FALSE(read_day(row_of(bad), 0, SlashDates::month_first)) << bad;
}

TEST(RowFields, a_time_of_day_or_an_ambiguous_slash_is_no_day) {
  EXPECT_NE(read_day(row_of("2017-05-05 21:00:00"), 0, SlashDates::month_first)
                .error()
                .reason.find("may stand for another day"),
            std::string::npos);
  EXPECT_FALSE(read_day(row_of("5/6/2017 12:00:00 PM"), 0, SlashDates::month_first));
  EXPECT_NE(read_day(row_of("5/6/2017"), 0, SlashDates::refused).error().reason.find("month/day"),
            std::string::npos);
}

TEST(RowFields, points_out_of_range_name_their_column_or_the_swap) {
  const auto point = read_point(row_of("36.2", "37.1612345"), 0, 1);
  ASSERT_TRUE(point);
  EXPECT_EQ(*point, (geo::Point{.lon_e7 = 371'612'345, .lat_e7 = 362'000'000}));
  EXPECT_NE(read_point(row_of("120.5", "33.1"), 0, 1).error().reason.find("look swapped"),
            std::string::npos);
  EXPECT_EQ(read_point(row_of("36.2", "x"), 0, 1).error().place, "b");
  EXPECT_EQ(read_point(row_of("", "37"), 0, 1).error().place, "a");
  EXPECT_EQ(read_point(row_of("36,2", "37"), 0, 1).error().mend,
            "write a decimal point, not a comma");
  EXPECT_FALSE(read_point(row_of("36.2", "181"), 0, 1));
}

}  // namespace
}  // namespace truceline::formats
