// SPDX-License-Identifier: Apache-2.0
#include "base/time.hpp"

#include <gtest/gtest.h>
#include <random>

namespace truceline::base {
namespace {

std::uint32_t month_length(int year, std::uint32_t month) {
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  if (month == 2) return leap ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

TEST(Calendar, KnowsDaysThatAreWrittenInBooks) {
  EXPECT_EQ(days_from_date({1970, 1, 1}), 0);
  EXPECT_EQ(days_from_date({1969, 12, 31}), -1);
  EXPECT_EQ(days_from_date({2000, 3, 1}), 11'017);
  EXPECT_EQ(days_from_date({2017, 5, 6}), 17'292);
  EXPECT_EQ(days_from_date({1, 1, 1}), -719'162);
  EXPECT_EQ(date_from_days(17'292), (Date{2017, 5, 6}));
}

TEST(Calendar, CountsEveryDayOfTenThousandYearsOneByOne) {
  std::int64_t days = days_from_date({1, 1, 1});
  for (int year = 1; year <= 9999; ++year)
    for (std::uint32_t month = 1; month <= 12; ++month)
      for (std::uint32_t day = 1; day <= month_length(year, month); ++day, ++days) {
        const Date date{year, month, day};
        ASSERT_EQ(days_from_date(date), days) << to_string(date);
        ASSERT_EQ(date_from_days(days), date) << days;
      }
}

TEST(Calendar, ComesBackFarOutsideOfWrittenHistory) {
  std::mt19937_64 random(10);
  for (int i = 0; i < 100'000; ++i) {
    const auto days = static_cast<std::int64_t>(random() % 200'000'000'000) - 100'000'000'000;
    ASSERT_EQ(days_from_date(date_from_days(days)), days);
  }
}

TEST(Calendar, KnowsWhichDatesExist) {
  EXPECT_TRUE(is_valid({2016, 2, 29}));
  EXPECT_TRUE(is_valid({2000, 2, 29}));
  EXPECT_FALSE(is_valid({1900, 2, 29}));
  EXPECT_FALSE(is_valid({2017, 2, 29}));
  EXPECT_FALSE(is_valid({2017, 4, 31}));
  EXPECT_FALSE(is_valid({2017, 13, 1}));
  EXPECT_FALSE(is_valid({2017, 0, 1}));
  EXPECT_FALSE(is_valid({2017, 1, 0}));
  EXPECT_FALSE(is_valid({0, 1, 1}));
  EXPECT_FALSE(is_valid({10'000, 1, 1}));
}

TEST(Calendar, AddsMonthsAndClipsTheDay) {
  EXPECT_EQ(add_months({2017, 5, 6}, 6), (Date{2017, 11, 6}));
  EXPECT_EQ(add_months({2017, 1, 31}, 1), (Date{2017, 2, 28}));
  EXPECT_EQ(add_months({2016, 1, 31}, 1), (Date{2016, 2, 29}));
  EXPECT_EQ(add_months({2016, 2, 29}, 12), (Date{2017, 2, 28}));
  EXPECT_EQ(add_months({2017, 11, 30}, 3), (Date{2018, 2, 28}));
  EXPECT_EQ(add_months({2017, 1, 15}, -1), (Date{2016, 12, 15}));
  EXPECT_EQ(add_months({2017, 3, 31}, -25), (Date{2015, 2, 28}));
  EXPECT_EQ(add_months({2017, 12, 31}, 0), (Date{2017, 12, 31}));
}

TEST(Instants, AreWrittenInUtcAndInLocalTime) {
  const TimeMs t = instant({{2017, 5, 6}, 0}, 3 * 3600);
  EXPECT_EQ(to_utc_string(t), "2017-05-05T21:00:00Z");
  EXPECT_EQ(to_local_string(t, 3 * 3600), "2017-05-06T00:00:00+03:00");
  EXPECT_EQ(to_local_string(t, -(9 * 3600 + 1800)), "2017-05-05T11:30:00-09:30");
  EXPECT_EQ(to_local_string(t, 8712), "2017-05-05T23:25:12+02:25:12");
  EXPECT_EQ(to_utc_string({t.value + 7}), "2017-05-05T21:00:00.007Z");
  EXPECT_EQ(to_utc_string({-1}), "1969-12-31T23:59:59.999Z");
  EXPECT_EQ(to_utc_string({0}), "1970-01-01T00:00:00Z");
}

TEST(Instants, TheUnboundedOnesCanBeWrittenToo) {
  EXPECT_EQ(to_utc_string(kTimeMin), "-292275055-05-16T16:47:04.192Z");
  EXPECT_EQ(to_utc_string(kTimeMax), "292278994-08-17T07:12:55.807Z");
  EXPECT_EQ(to_local_string(kTimeMax, 3600), "292278994-08-17T08:12:55.807+01:00");
}

TEST(Instants, WhatWeWriteIsReadBackTheSame) {
  std::mt19937_64 random(11);
  const std::int64_t first = days_from_date({1, 1, 2}) * kDayMs;
  const std::int64_t last = days_from_date({9999, 12, 30}) * kDayMs;
  for (int i = 0; i < 50'000; ++i) {
    const auto range = static_cast<std::uint64_t>(last - first);
    const TimeMs t{first + static_cast<std::int64_t>(random() % range)};
    const auto offset_s = (static_cast<std::int32_t>(random() % 2879) - 1439) * 60;
    ASSERT_EQ(instant(local_time(t, offset_s), offset_s), t);
    const std::string text = to_local_string(t, offset_s);
    const auto written = parse_written_time(text);
    ASSERT_TRUE(written.has_value()) << text;
    ASSERT_EQ(written->offset_s, offset_s) << text;
    ASSERT_EQ(instant(written->local, offset_s), t) << text;
    const std::string utc = to_utc_string(t);
    ASSERT_EQ(instant(parse_written_time(utc)->local, 0), t) << utc;
  }
}

TEST(Interval, HoldsItsFirstMomentAndNotItsLast) {
  const Interval day{{0}, {kDayMs}};
  EXPECT_TRUE(day.contains(TimeMs{0}));
  EXPECT_TRUE(day.contains(TimeMs{kDayMs - 1}));
  EXPECT_FALSE(day.contains(TimeMs{kDayMs}));
  EXPECT_FALSE(day.contains(TimeMs{-1}));
  EXPECT_FALSE(day.meets({{kDayMs}, {2 * kDayMs}})) << "they touch and share no moment";
  EXPECT_TRUE(day.meets({{kDayMs - 1}, {2 * kDayMs}}));
  EXPECT_TRUE(Interval{}.contains(day));
  EXPECT_FALSE(day.contains(Interval{}));
}

}  // namespace
}  // namespace truceline::base
