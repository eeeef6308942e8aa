// SPDX-License-Identifier: Apache-2.0
#include "formats/moment_expression.hpp"

#include <gtest/gtest.h>

namespace truceline::formats {
namespace {

/// Clocks like those of Damascus in 2017: +03:00 from 31 March, +02:00 from 27 October.
const base::TimeZone& damascus() {
  static const base::TimeZone zone(
      "Asia/Damascus", 7200,
      {{base::TimeMs{1'490'911'200'000}, 10800}, {base::TimeMs{1'509'051'600'000}, 7200}});
  return zone;
}

struct Reading {
  std::optional<FixedMoment> moment;
  base::Diagnostics diagnostics;
  std::string code() const { return diagnostics.empty() ? "" : diagnostics.front().code; }
};

Reading read(std::string_view text) {
  MomentContext context;
  context.zone = damascus();
  context.lookup = [](std::string_view name) {
    return name == "Asia/Damascus" ? &damascus() : nullptr;
  };
  context.signed_on =
      FixedMoment{damascus().instant_of({{2017, 5, 4}, 0}), {{2017, 5, 4}, 0}, true, "2017-05-04"};
  Reading reading;
  Remarks remarks("a.yaml", reading.diagnostics);
  reading.moment = read_moment({std::string(text), {}}, context, remarks);
  return reading;
}

std::string utc(std::string_view text) {
  const Reading reading = read(text);
  return reading.moment ? base::to_utc_string(reading.moment->time) : reading.code();
}

TEST(MomentExpression, a_date_begins_at_midnight_of_the_agreements_zone) {
  EXPECT_EQ(utc("2017-06-04"), "2017-06-03T21:00:00Z");
  EXPECT_TRUE(read("2017-06-04").moment->whole_day);
  EXPECT_EQ(utc("2017-05-06T12:00"), "2017-05-06T09:00:00Z");
  EXPECT_EQ(utc("2017-05-06T12:00Z"), "2017-05-06T12:00:00Z");
  EXPECT_EQ(utc("2017-05-06T00:00+03:00[Asia/Damascus]"), "2017-05-05T21:00:00Z");
}

TEST(MomentExpression, so_long_after_signing_counts_by_the_calendar) {
  EXPECT_EQ(utc("signed"), "2017-05-03T21:00:00Z");
  EXPECT_EQ(utc("signed + 1 day"), "2017-05-04T21:00:00Z");
  EXPECT_EQ(utc("signed + 2 weeks"), "2017-05-17T21:00:00Z");
  // Six months later the clocks are on winter time, and midnight is midnight there.
  EXPECT_EQ(utc("signed + 6 months"), "2017-11-03T22:00:00Z");
  EXPECT_EQ(utc("signed + 1 year"), "2018-05-03T22:00:00Z");
  EXPECT_EQ(utc("signed + 36 hours"), "2017-05-05T09:00:00Z");
  EXPECT_EQ(utc("2017-01-31 + 1 month"), "2017-02-27T22:00:00Z");
}

TEST(MomentExpression, the_last_day_belongs_to_what_ends_with_it) {
  EXPECT_EQ(base::to_utc_string(read("2017-06-04").moment->end(damascus())),
            "2017-06-04T21:00:00Z");
  EXPECT_EQ(base::to_utc_string(read("2017-06-04T12:00").moment->end(damascus())),
            "2017-06-04T09:00:00Z");
}

TEST(MomentExpression, keeps_the_words_it_was_written_in) {
  EXPECT_EQ(read("signed + 2 weeks").moment->as_written, "signed + 2 weeks");
}

TEST(MomentExpression, what_is_no_moment_is_named_by_its_mistake) {
  EXPECT_EQ(utc("2017-02-30"), "bad-time");
  EXPECT_EQ(utc("soon"), "bad-time");
  EXPECT_EQ(utc("signed + two weeks"), "bad-time");
  EXPECT_EQ(utc("signed + 2 moons"), "bad-time");
  EXPECT_EQ(utc("signed + 99999 days"), "bad-time");
  EXPECT_EQ(utc("in_force + 2 weeks"), "no-such-base");
  EXPECT_EQ(utc("2017-05-06T00:00[Asia/Damaskus]"), "unknown-time-zone");
  EXPECT_EQ(utc("2017-05-06T00:00+02:00[Asia/Damascus]"), "offset-contradicts-zone");
}

}  // namespace
}  // namespace truceline::formats
