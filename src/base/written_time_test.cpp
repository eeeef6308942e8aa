// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "base/time.hpp"

namespace truceline::base {
namespace {

constexpr std::int64_t kHalfPastTwoMs = 14 * kHourMs + 30 * kMinuteMs;

TEST(WrittenTime, ReadsEveryFormPeopleWrite) {
  struct Form {
    std::string_view text;
    std::int64_t time_of_day_ms;
    bool date_only;
    std::optional<std::int32_t> offset_s;
    std::string_view zone;
  };
  const Form forms[] = {
      {"2017-05-06", 0, true, {}, ""},
      {"2017-05-06[Asia/Damascus]", 0, true, {}, "Asia/Damascus"},
      {"2017-05-06T14:30", kHalfPastTwoMs, false, {}, ""},
      {"2017-05-06 14:30", kHalfPastTwoMs, false, {}, ""},
      {"2017-05-06 00:00:00", 0, false, {}, ""},
      {"2017-05-06T14:30:07", kHalfPastTwoMs + 7000, false, {}, ""},
      {"2017-05-06T14:30:07.250", kHalfPastTwoMs + 7250, false, {}, ""},
      {"2017-05-06T14:30:07.2", kHalfPastTwoMs + 7200, false, {}, ""},
      {"2017-05-06T14:30:07.250000", kHalfPastTwoMs + 7250, false, {}, ""},
      {"2017-05-06T14:30Z", kHalfPastTwoMs, false, 0, ""},
      {"2017-05-06t14:30z", kHalfPastTwoMs, false, 0, ""},
      {"2017-05-06T14:30Z[Asia/Damascus]", kHalfPastTwoMs, false, 0, "Asia/Damascus"},
      {"2017-05-06T14:30+03:00", kHalfPastTwoMs, false, 10'800, ""},
      {"2017-05-06T14:30-09:30", kHalfPastTwoMs, false, -34'200, ""},
      {"2017-05-06T00:00+03:00[Asia/Damascus]", 0, false, 10'800, "Asia/Damascus"},
      {"2017-05-06T00:00[!Etc/GMT+3]", 0, false, {}, "Etc/GMT+3"},
      {"2017-05-06T23:59:59.999Z", kDayMs - 1, false, 0, ""}};
  for (const Form& form : forms) {
    const auto written = parse_written_time(form.text);
    ASSERT_TRUE(written.has_value()) << form.text << ": " << written.error().to_string();
    EXPECT_EQ(written->local.date, (Date{2017, 5, 6})) << form.text;
    EXPECT_EQ(written->local.time_of_day_ms, form.time_of_day_ms) << form.text;
    EXPECT_EQ(written->date_only, form.date_only) << form.text;
    EXPECT_EQ(written->offset_s, form.offset_s) << form.text;
    EXPECT_EQ(written->zone, form.zone) << form.text;
    const bool has_z = form.text.find_first_of("Zz") != std::string_view::npos;
    EXPECT_EQ(written->utc, has_z) << form.text;
  }
}

TEST(WrittenTime, RefusalsSayWhatIsWrongAndWhatWouldMendIt) {
  const std::pair<std::string_view, std::string_view> refusals[] = {
      {"", "this is not a date (write year-month-day, such as 2017-05-06)"},
      {"06/05/2017", "this is not a date (write year-month-day, such as 2017-05-06)"},
      {"2017-5-6", "this is not a date (write year-month-day, such as 2017-05-06)"},
      {"2017-05-066", "this is not a date (write year-month-day, such as 2017-05-06)"},
      {"0000-01-01", "there is no year 0000 (write a year from 0001 to 9999)"},
      {"2017-13-01", "there is no month 13 (write year-month-day, such as 2017-05-06)"},
      {"2017-02-29", "there is no day 29 in that month (its last day is 2017-02-28)"},
      {"2017-04-00", "there is no day 0 in that month (its last day is 2017-04-30)"},
      {"2017-05-06T",
       "this is not a time of day (write hours and minutes, such as "
       "2017-05-06T14:30)"},
      {"2017-05-06T24:00", "hours go from 00 to 23 (write 24:00 as 00:00 of the next day)"},
      {"2017-05-06T23:59:60Z",
       "leap seconds are not counted (write second 59, or 00 of the next minute)"},
      {"2017-05-06T00:00:00.0001", "finer than a millisecond (write three digits after the point)"},
      {"2017-05-06T00:00+0300",
       "this is not an offset from UTC (write hours and minutes, such as +03:00)"},
      {"2017-05-06T00:00-00:00",
       "-00:00 says that the offset is not known (write Z for UTC, or the offset of the place)"},
      {"2017-05-06[Asia/Damascus",
       "the zone's closing bracket is missing (write it as [Asia/Damascus])"},
      {"2017-05-06T00:00Z[u-ca=hebrew]",
       "what stands in the brackets is not the name of a time zone (write an IANA name, such as "
       "[Asia/Damascus])"},
      {"2017-05-06T00:00 Damascus",
       "something stands after the time that does not belong to it (write it like "
       "2017-05-06T00:00:00+03:00[Asia/Damascus])"}};
  for (const auto& [text, expected] : refusals) {
    const auto written = parse_written_time(text);
    ASSERT_FALSE(written.has_value()) << text;
    EXPECT_EQ(written.error().to_string(), expected) << text;
  }
}

TEST(WrittenTime, RefusesWhatOnlyLooksLikeATime) {
  for (const char* text : {"2017-05-06T25:00",
                           "2017-05-06T00:60",
                           "2017-05-06T00:00:61",
                           "2017-05-06T0:00",
                           "2017-05-06T00:00:",
                           "2017-05-06T00:00:0",
                           "2017-05-06T00:00:00.",
                           "2017-05-06T00",
                           "2017-05-06T00:00:00.0000000000",
                           "2017-05-06T00:00+24:00",
                           "2017-05-06T00:00+03:60",
                           "2017-05-06T00:00+03",
                           "2017-05-06T00:00Z ",
                           " 2017-05-06",
                           "2017-05-06T00:00[]",
                           "2017-05-06T00:00[../etc/passwd]",
                           "2017-05-06T00:00[/etc]",
                           "2017-05-06T00:00[a//b]",
                           "2017-05-06T00:00[a/]",
                           "2017-05-06T00:00[A][B]",
                           "2017-05-06T00:00Z+03:00",
                           "-2017-05-06",
                           "+2017-05-06",
                           "2017-05-06T-1:00",
                           "12017-05-06",
                           "2017-05-06T00:00Zz"})
    EXPECT_FALSE(parse_written_time(text).has_value()) << text;
  const std::string long_name = "2017-05-06[" + std::string(65, 'a') + "]";
  EXPECT_FALSE(parse_written_time(long_name).has_value());
  EXPECT_FALSE(parse_written_time(std::string_view("2017-05-06\0", 11)).has_value());
}

TEST(WrittenDate, TakesADayAndNothingAfterIt) {
  EXPECT_EQ(parse_date("2017-05-06").value(), (Date{2017, 5, 6}));
  EXPECT_EQ(parse_date("0001-01-01").value(), (Date{1, 1, 1}));
  EXPECT_EQ(parse_date("9999-12-31").value(), (Date{9999, 12, 31}));
  EXPECT_EQ(parse_date("2017-05-06 ").error().reason, "something stands after the date");
  EXPECT_FALSE(parse_date("2017-05").has_value());
  EXPECT_FALSE(parse_date("2017-05-06T00:00").has_value());
}

}  // namespace
}  // namespace truceline::base
