// SPDX-License-Identifier: Apache-2.0
#include "base/time_zone.hpp"

#include <algorithm>
#include <gtest/gtest.h>
#include <random>

namespace truceline::base {
namespace {

constexpr std::int32_t kHour_s = 3600;

TimeMs utc(const char* text) {
  return instant(parse_written_time(text)->local, 0);
}

/// Syria in 2016 and 2017: clocks sprang forward at midnight and fell back at midnight.
const TimeZone& damascus() {
  static const TimeZone zone("Asia/Damascus", 2 * kHour_s,
                             {{utc("2016-03-31T22:00"), 3 * kHour_s},
                              {utc("2016-10-27T21:00"), 2 * kHour_s},
                              {utc("2017-03-30T22:00"), 3 * kHour_s},
                              {utc("2017-10-26T21:00"), 2 * kHour_s}});
  return zone;
}

const TimeZone* lookup(std::string_view name) {
  return name == "Asia/Damascus" ? &damascus() : nullptr;
}

std::string in_damascus(const char* local) {
  return to_utc_string(damascus().instant_of(parse_written_time(local)->local));
}

TEST(TimeZone, KnowsItsOffsetAtEveryChange) {
  EXPECT_EQ(damascus().offset_s_at(kTimeMin), 2 * kHour_s);
  EXPECT_EQ(damascus().offset_s_at(utc("2016-03-31T21:59:59.999")), 2 * kHour_s);
  EXPECT_EQ(damascus().offset_s_at(utc("2016-03-31T22:00")), 3 * kHour_s);
  EXPECT_EQ(damascus().offset_s_at(utc("2017-05-06T00:00")), 3 * kHour_s);
  EXPECT_EQ(damascus().offset_s_at(kTimeMax), 2 * kHour_s);
  EXPECT_EQ(TimeZone::utc().offset_s_at(TimeMs{0}), 0);
}

TEST(TimeZone, PlacesLocalTimes) {
  EXPECT_EQ(in_damascus("2017-05-06T00:00"), "2017-05-05T21:00:00Z");
  EXPECT_EQ(in_damascus("2017-01-01T00:00"), "2016-12-31T22:00:00Z");
  EXPECT_EQ(in_damascus("1999-01-01T00:00"), "1998-12-31T22:00:00Z");
  EXPECT_EQ(in_damascus("2018-07-01T00:00"), "2018-06-30T22:00:00Z");
}

TEST(TimeZone, ATimeThatClocksNeverShowedIsTheMomentOfTheChange) {
  EXPECT_EQ(in_damascus("2017-03-30T23:59:59"), "2017-03-30T21:59:59Z");
  EXPECT_EQ(in_damascus("2017-03-31T00:00"), "2017-03-30T22:00:00Z");
  EXPECT_EQ(in_damascus("2017-03-31T00:30"), "2017-03-30T22:00:00Z");
  EXPECT_EQ(in_damascus("2017-03-31T01:00"), "2017-03-30T22:00:00Z");
  EXPECT_EQ(in_damascus("2017-03-31T01:01"), "2017-03-30T22:01:00Z");
}

TEST(TimeZone, ATimeThatClocksShowedTwiceIsTheEarlierOne) {
  EXPECT_EQ(in_damascus("2017-10-26T22:59"), "2017-10-26T19:59:00Z");
  EXPECT_EQ(in_damascus("2017-10-26T23:00"), "2017-10-26T20:00:00Z");
  EXPECT_EQ(in_damascus("2017-10-26T23:30"), "2017-10-26T20:30:00Z");
  EXPECT_EQ(in_damascus("2017-10-27T00:00"), "2017-10-26T22:00:00Z");
}

TEST(TimeZone, LocalTimesComeBackOrAreTheEarlierTwin) {
  std::mt19937_64 random(12);
  for (int i = 0; i < 100'000; ++i) {
    const std::uint64_t two_years_min = 2 * 366 * 24 * 60;
    const TimeMs t{utc("2016-01-01T00:00").value +
                   static_cast<std::int64_t>(random() % two_years_min) * kMinuteMs};
    const LocalTime shown = damascus().local_time_at(t);
    const TimeMs placed = damascus().instant_of(shown);
    ASSERT_LE(placed, t);
    ASSERT_EQ(damascus().local_time_at(placed), shown);
  }
}

/// Tries every minute: the first at which clocks show `local`; else the change that skipped it.
TimeMs by_trying(const TimeZone& zone, TimeMs first, int minutes, const LocalTime& local) {
  TimeMs t = first;
  for (int i = 0; i < minutes; ++i, t.value += kMinuteMs)
    if (zone.local_time_at(t) == local) return t;
  for (t = first;; t.value += kMinuteMs)
    if (zone.local_time_at(t) > local) return t;
}

TEST(TimeZone, AgreesWithTryingEveryMinuteInZonesThatChangeWildly) {
  std::mt19937_64 random(13);
  for (int round = 0; round < 60; ++round) {
    std::vector<TimeZone::Transition> changes;
    TimeMs at{0};
    for (int i = 0; i < 3; ++i) {
      at.value += static_cast<std::int64_t>(300 + random() % 600) * kMinuteMs;
      changes.push_back({at, static_cast<std::int32_t>(random() % 9) * 1800 - 7200});
    }
    const TimeZone zone("Test/Wild", 0, changes);
    for (int i = 0; i < 40; ++i) {
      const LocalTime local =
          local_time({static_cast<std::int64_t>(random() % 2800) * kMinuteMs}, 0);
      const TimeMs expected = by_trying(zone, {-600 * kMinuteMs}, 4000, local);
      ASSERT_EQ(zone.instant_of(local), expected) << round << ' ' << i;
    }
  }
}

TEST(TimeLine, ItsOwnOffsetComesFirstThenItsZoneThenTheFallback) {
  const auto place = [](const char* text) {
    const auto t = place_on_time_line(*parse_written_time(text), damascus(), lookup);
    return t ? to_utc_string(*t) : t.error().to_string();
  };
  EXPECT_EQ(place("2017-05-06T00:00+03:00[Asia/Damascus]"), "2017-05-05T21:00:00Z");
  EXPECT_EQ(place("2017-05-06T00:00Z"), "2017-05-06T00:00:00Z");
  EXPECT_EQ(place("2017-05-06T00:00[Asia/Damascus]"), "2017-05-05T21:00:00Z");
  EXPECT_EQ(place("2017-05-06"), "2017-05-05T21:00:00Z");
  EXPECT_EQ(place("2017-05-06T00:00+02:00[Asia/Damascus]"),
            "the offset +02:00 is not that of Asia/Damascus at that moment, which is +03:00 (keep "
            "the offset or the zone, whichever is meant)");
  EXPECT_EQ(place("2017-05-06T00:00Z[Asia/Damascus]"), "2017-05-06T00:00:00Z")
      << "RFC 9557: Z says the instant, not what the zone's clocks showed";
  EXPECT_EQ(place("2017-05-06T00:00+00:00[Asia/Damascus]"),
            "the offset +00:00 is not that of Asia/Damascus at that moment, which is +03:00 (keep "
            "the offset or the zone, whichever is meant)");
  EXPECT_EQ(place("2017-05-06T00:00Z[Asia/Damascos]"),
            "no time zone is called Asia/Damascos (write an IANA name, such as Asia/Damascus)");
  EXPECT_EQ(place("2017-05-06T00:00+03:00[Asia/Damascos]"),
            "no time zone is called Asia/Damascos (write an IANA name, such as Asia/Damascus)");
}

TEST(TimeLine, AnOffsetSettlesATimeThatClocksShowedTwice) {
  const auto place = [](const char* text) {
    return to_utc_string(*place_on_time_line(*parse_written_time(text), TimeZone::utc(), lookup));
  };
  EXPECT_EQ(place("2017-10-26T23:30+03:00[Asia/Damascus]"), "2017-10-26T20:30:00Z");
  EXPECT_EQ(place("2017-10-26T23:30+02:00[Asia/Damascus]"), "2017-10-26T21:30:00Z");
}

TEST(TimeLine, WithoutALookupNoZoneIsKnown) {
  const auto written = parse_written_time("2017-05-06[Asia/Damascus]");
  EXPECT_FALSE(place_on_time_line(*written, TimeZone::utc(), nullptr).has_value());
}

TEST(TimeZoneDeathTest, ChangesThatDoNotAscendAreOurBug) {
  EXPECT_DEATH(TimeZone("X", 0, {{{5}, 0}, {{5}, 1}}), "transitions_");
}

}  // namespace
}  // namespace truceline::base
