// SPDX-License-Identifier: Apache-2.0
#include "geo/point.hpp"

#include <gtest/gtest.h>
#include <limits>
#include <random>

namespace truceline::geo {
namespace {

struct Reading {
  const char* text;
  std::int32_t e7;
  int decimals;
};

TEST(ReadDegrees, reads_decimal_text_exactly) {
  for (const Reading& r : {
           Reading{"36.2", 362'000'000, 1},
           Reading{"36.20", 362'000'000, 2},
           Reading{"36", 360'000'000, 0},
           Reading{"-0.5", -5'000'000, 1},
           Reading{"+7", 70'000'000, 0},
           Reading{".5", 5'000'000, 1},
           Reading{"5.", 50'000'000, 0},
           Reading{"0", 0, 0},
           Reading{"-0", 0, 0},
           Reading{"-0.0", 0, 1},
           Reading{"0e99", 0, 0},
           Reading{"000036.2000", 362'000'000, 4},
           Reading{"1e-5", 100, 5},
           Reading{"1E-7", 1, 7},
           Reading{"3.62e1", 362'000'000, 1},
           Reading{"3.62E+01", 362'000'000, 1},
           Reading{"1e2", 1'000'000'000, 0},
           Reading{"1800e-1", 1'800'000'000, 1},
           Reading{"180", 1'800'000'000, 0},
           Reading{"-180.0000000", -1'800'000'000, 7},
           Reading{"36.1234567", 361'234'567, 7},
       }) {
    const auto read = read_degrees(r.text, kLonMaxE7);
    ASSERT_TRUE(read.has_value()) << r.text << ": " << read.error().to_string();
    EXPECT_EQ(read->e7, r.e7) << r.text;
    EXPECT_EQ(read->decimals, r.decimals) << r.text;
  }
}

TEST(ReadDegrees, rounds_half_away_from_zero_beyond_seven_decimals) {
  for (const Reading& r : {
           Reading{"0.00000005", 1, 8},
           Reading{"-0.00000005", -1, 8},
           Reading{"0.000000049999999999", 0, 18},
           Reading{"0.00000015", 2, 8},
           Reading{"0.00000025", 3, 8},
           Reading{"36.12345674999999", 361'234'567, 14},
           Reading{"36.12345675", 361'234'568, 8},
           Reading{"5e-8", 1, 8},
           Reading{"5e-9", 0, 9},
           Reading{"9e-99", 0, 99},
           Reading{"180.00000004", 1'800'000'000, 8},
       }) {
    const auto read = read_degrees(r.text, kLonMaxE7);
    ASSERT_TRUE(read.has_value()) << r.text << ": " << read.error().to_string();
    EXPECT_EQ(read->e7, r.e7) << r.text;
    EXPECT_EQ(read->decimals, r.decimals) << r.text;
  }
}

TEST(ReadDegrees, refuses_what_is_not_one_plain_number) {
  for (const char* text :
       {"",    " ",   "36.2 ", " 36.2", "36,2", "36.2.1", "36.2N",  "N36.2",      "36°12'",
        "abc", "nan", "inf",   "0x10",  "1e",   "1e+",    "1e1.5",  "1e-",        "--1",
        "+-1", "-",   ".",     "e5",    "-.e1", "1e100",  "1e-100", "1e-0000005", "3 6"}) {
    const auto read = read_degrees(text, kLonMaxE7);
    ASSERT_FALSE(read.has_value()) << text;
    EXPECT_EQ(read.error().code, base::ErrorCode::invalid_input) << text;
    EXPECT_FALSE(read.error().reason.empty());
    EXPECT_FALSE(read.error().mend.empty());
  }
  const std::string nul("36.2\0", 5);
  EXPECT_FALSE(read_degrees(nul, kLonMaxE7).has_value());
  const auto comma = read_degrees("36,2", kLonMaxE7);
  EXPECT_EQ(comma.error().to_string(), "'36,2' has a comma (write a decimal point: 36.2)");
}

TEST(ReadDegrees, refuses_what_lies_beyond_the_globe) {
  EXPECT_TRUE(read_degrees("90", kLatMaxE7).has_value());
  EXPECT_TRUE(read_degrees("-90", kLatMaxE7).has_value());
  for (const char* text : {"90.0000001", "-90.0000001", "90.00000005", "1e2", "9e9", "9e99",
                           "99999999999999999999999", "180"}) {
    const auto read = read_degrees(text, kLatMaxE7);
    ASSERT_FALSE(read.has_value()) << text;
    EXPECT_EQ(read.error().reason, std::string(text) + " lies beyond +-90 degrees");
  }
  EXPECT_FALSE(read_degrees("180.00000005", kLonMaxE7).has_value());
}

TEST(ReadDegrees, refuses_text_that_is_too_long) {
  const std::string zeros(63, '0');
  EXPECT_TRUE(read_degrees("." + zeros, kLonMaxE7).has_value());
  const auto read = read_degrees(".0" + zeros, kLonMaxE7);
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().code, base::ErrorCode::too_large);
}

TEST(ToDecimal, writes_the_shortest_text) {
  EXPECT_EQ(to_decimal(0), "0");
  EXPECT_EQ(to_decimal(362'000'000), "36.2");
  EXPECT_EQ(to_decimal(360'000'000), "36");
  EXPECT_EQ(to_decimal(-1), "-0.0000001");
  EXPECT_EQ(to_decimal(-1'800'000'000), "-180");
  EXPECT_EQ(to_decimal(10'000'010), "1.000001");
  EXPECT_EQ(to_decimal(std::numeric_limits<std::int32_t>::min()), "-214.7483648");
}

TEST(ToDecimal, reads_back_as_the_same_number) {
  std::mt19937 random(7);
  for (int i = 0; i < 100'000; ++i) {
    std::int32_t e7 = static_cast<std::int32_t>(random() % (kLonMaxE7 + 1UL));
    if (i % 2 == 0) e7 = -e7;
    if (i % 3 == 0) e7 = e7 / 100'000 * 100'000;
    const auto read = degrees_e7_from_decimal(to_decimal(e7), kLonMaxE7);
    ASSERT_TRUE(read.has_value());
    ASSERT_EQ(*read, e7);
  }
}

TEST(Point, is_valid_up_to_and_with_the_ends_of_the_globe) {
  EXPECT_TRUE(is_valid(Point{.lon_e7 = kLonMaxE7, .lat_e7 = -kLatMaxE7}));
  EXPECT_FALSE(is_valid(Point{.lon_e7 = kLonMaxE7 + 1, .lat_e7 = 0}));
  EXPECT_FALSE(is_valid(Point{.lon_e7 = 0, .lat_e7 = -kLatMaxE7 - 1}));
}

}  // namespace
}  // namespace truceline::geo
