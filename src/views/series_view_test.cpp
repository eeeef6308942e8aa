// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "base/json.hpp"
#include "views/handlers.hpp"
#include "views/sample_mission.hpp"

namespace truceline::views {
namespace {

class SeriesView : public testing::Test {
 protected:
  /// A shelling in the middle of the lake, from `from_ms` for `hours`.
  void shell(std::int64_t from_ms, std::int64_t hours) {
    domain::Report report;
    report.event = domain::EventKind::shelling;
    report.place.point = geo::Point{.lon_e7 = 371'000'000, .lat_e7 = 361'000'000};
    report.place.precision = domain::PlacePrecision::exact;
    report.when.interval = {{from_ms}, {from_ms + hours * base::kHourMs}};
    report.counts = {{"deaths", 0, 2, 3}};
    mission.say(report);
  }

  /// The numbers of one column of a series.
  std::vector<std::int64_t> column(const char* name, const char* unit, std::int64_t from_ms,
                                   std::int64_t to_ms) {
    Ask ask;
    ask.path = {"lake"};
    ask.texts = {{"unit", unit}};
    ask.numbers = {{"from", from_ms}, {"to", to_ms}};
    const auto snapshot = mission.snapshot();
    const auto answer = series_answer(*snapshot, ask);
    EXPECT_TRUE(answer) << answer.error().to_string();
    const auto document = base::parse_json(answer->body, {1024 * 1024, 8, 4096});
    std::vector<std::int64_t> numbers;
    for (const base::JsonValue& value : document->root().find(name)->elements())
      numbers.push_back(*value.as_integer());
    return numbers;
  }

  // Local days of the mission, two hours ahead of UTC until 27 March.
  static constexpr std::int64_t kMonday = 1'583'704'800'000;  // 9 March 2020, 00:00
  static constexpr std::int64_t kDay = base::kDayMs;
  SampleMission mission;
};

using Numbers = std::vector<std::int64_t>;

TEST_F(SeriesView, days_begin_at_the_mission_s_midnight_and_weeks_on_monday) {
  EXPECT_EQ(column("starts_ms", "day", kMonday + 5, kMonday + kDay + 5),
            (Numbers{kMonday, kMonday + kDay}));
  EXPECT_EQ(column("starts_ms", "week", kMonday + 3 * kDay, kMonday + 7 * kDay),
            (Numbers{kMonday}));
  EXPECT_EQ(column("starts_ms", "week", kMonday - 1, kMonday), (Numbers{kMonday - 7 * kDay}));
}

TEST_F(SeriesView, a_day_of_the_clock_change_is_an_hour_shorter) {
  const std::int64_t change = 1'585'260'000'000;  // 27 March 2020, when midnight became 01:00
  EXPECT_EQ(column("starts_ms", "day", change, change + 2 * kDay),
            (Numbers{change, change + kDay - base::kHourMs, change + 2 * kDay - base::kHourMs}));
}

TEST_F(SeriesView, what_spans_two_buckets_is_possible_in_the_first) {
  shell(kMonday, 24);
  shell(kMonday + 12 * base::kHourMs, 24);
  EXPECT_EQ(column("reports", "day", kMonday, kMonday + 2 * kDay), (Numbers{1, 0}));
  EXPECT_EQ(column("possible", "day", kMonday, kMonday + 2 * kDay), (Numbers{1, 0}));
  EXPECT_EQ(column("reports", "week", kMonday, kMonday + 7 * kDay), (Numbers{2}));
  EXPECT_EQ(column("deaths_best", "day", kMonday, kMonday + 2 * kDay), (Numbers{2, 0}));
}

TEST_F(SeriesView, reaches_back_before_the_line_was_drawn) {
  const std::int64_t before = kMonday - 100 * kDay;  // the zone is valid from 10 January 2020
  shell(before, 1);
  EXPECT_EQ(column("reports", "day", before, before + kDay), (Numbers{1}));
}

TEST_F(SeriesView, nothing_asked_is_the_span_of_the_reports) {
  Ask ask;
  ask.path = {"lake"};
  const auto snapshot = mission.snapshot();
  const auto answer = series_answer(*snapshot, ask);
  ASSERT_TRUE(answer);
  EXPECT_NE(answer->body.find("\"reports\":[1,2]"), std::string::npos) << answer->body;
}

}  // namespace
}  // namespace truceline::views
