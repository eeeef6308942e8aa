// SPDX-License-Identifier: Apache-2.0
#include "engine/proximity.hpp"

#include <gtest/gtest.h>

#include "engine/tracks.hpp"

namespace truceline::engine {
namespace {

using domain::MoverKind;
using domain::Position;

constexpr std::int64_t kMidnightMs = 1'533'081'600'000;  // 2018-08-01

struct Fix {
  int minute;
  double north;
  double east;
};

/// A vehicle's positions, minutes after midnight.
std::vector<Position> drive(const std::string& object, const std::vector<Fix>& fixes) {
  std::vector<Position> positions;
  for (const Fix& fix : fixes)
    positions.push_back({.object = object,
                         .time = base::TimeMs{kMidnightMs + fix.minute * base::kMinuteMs},
                         .at = {.lon_e7 = static_cast<std::int32_t>(fix.east * 1e7),
                                .lat_e7 = static_cast<std::int32_t>(fix.north * 1e7)},
                         .height = std::nullopt,
                         .kind = MoverKind::vehicle});
  return positions;
}

/// "00:20 convoy entered tanf at 0 m", each on a line.
std::string told(const std::vector<Watched>& watched, const std::vector<Position>& positions,
                 Hysteresis hysteresis = {}) {
  auto proximity = Proximity::make(watched, hysteresis);
  if (!proximity) return proximity.error().to_string();
  Tracks tracks;
  TrackNews news;
  tracks.take(positions, news);
  tracks.finish(news);
  EXPECT_TRUE(news.flags.empty());
  std::vector<ProximityEvent> events;
  proximity->take(news, events);
  std::string text = "\n";
  for (const ProximityEvent& event : events) {
    const Position& last = event.positions.back();
    text += base::to_utc_string(last.time).substr(11, 5) + " " + last.object + " " +
            std::string(domain::word(event.kind)) + " " + event.watched + " at " +
            std::to_string(event.distance_m) + " m\n";
  }
  return text;
}

constexpr geo::Point kTanf{.lon_e7 = 386'180'000, .lat_e7 = 335'060'000};

//   37.80      37.96     38.03                        38.618
//     |          |         |                             |
//     1 --- 2 -- 3 -- 4 -- ( 5 -- 6 -- 7                 + Tanf     ( is 55 km away
TEST(Proximity, a_convoy_that_enters_the_55_km_around_tanf_is_seen_near_then_inside) {
  const Watched tanf{
      .id = "tanf", .footprint = geo::Circle{kTanf, 55'000}, .within_m = 5'000, .active = {}};
  EXPECT_EQ(told({tanf}, drive("convoy", {{0, 33.506, 37.80},
                                          {8, 33.506, 37.88},
                                          {16, 33.506, 37.96},
                                          {20, 33.506, 38.00},
                                          {24, 33.506, 38.04},
                                          {28, 33.500, 38.08},
                                          {32, 33.500, 38.12}})),
            R"(
00:20 convoy came-near tanf at 2422 m
00:24 convoy entered tanf at 0 m
)");
}

TEST(Proximity, a_convoy_that_leaves_its_corridor_is_seen_when_it_stays_out_for_a_minute) {
  //  a road east along 33.5 N; a kilometre to each side is allowed
  const Watched corridor{
      .id = "road",
      .footprint = geo::Corridor{{{{.lon_e7 = 380'000'000, .lat_e7 = 335'000'000}},
                                  {{.lon_e7 = 390'000'000, .lat_e7 = 335'000'000}}},
                                 1'000,
                                 0},
      .active = {},
      .keeps_in = "convoy"};
  std::vector<Position> positions = drive("convoy", {{0, 33.500, 38.1},
                                                     {5, 33.505, 38.12},
                                                     {10, 33.513, 38.14},  // 440 m out
                                                     {12, 33.520, 38.14},
                                                     {20, 33.515, 38.16},
                                                     {25, 33.505, 38.17}});
  const std::vector<Position> taxi = drive("taxi", {{0, 33.6, 38.1}, {20, 33.6, 38.12}});
  positions.insert(positions.end(), taxi.begin(), taxi.end());
  EXPECT_EQ(told({corridor}, positions), R"(
00:12 convoy left-corridor road at 1218 m
00:25 convoy back-in-corridor road at 0 m
)");
}

TEST(Proximity, who_was_never_in_its_corridor_has_left_it) {
  const Watched zone{
      .id = "zone", .footprint = geo::Circle{kTanf, 1'000}, .active = {}, .keeps_in = "convoy"};
  EXPECT_EQ(told({zone}, drive("convoy", {{0, 33.6, 38.6}, {1, 33.6, 38.6}})), R"(
00:01 convoy left-corridor zone at 9559 m
)");
}

TEST(Proximity, who_trembles_on_the_edge_enters_once_and_leaves_once) {
  const Watched site{.id = "site", .footprint = geo::Circle{kTanf, 1'000}, .active = {}};
  std::vector<Fix> fixes;
  for (int minute = 0; minute < 60; ++minute)  // 1000 m is 0.009017 degrees of latitude
    fixes.push_back({minute, 33.506 + 0.009 + (minute % 2 == 0 ? 0.0005 : -0.0005), 38.618});
  fixes.push_back({60, 33.506 + 0.0105, 38.618});
  fixes.push_back({61, 33.506 + 0.0105, 38.618});
  EXPECT_EQ(told({site}, drive("truck", fixes)), R"(
00:01 truck entered site at 0 m
01:01 truck left site at 164 m
)");
}

TEST(Proximity, a_window_of_time_that_closes_ends_the_watch_without_a_word) {
  const Watched site{
      .id = "site",
      .footprint = geo::Circle{kTanf, 1'000},
      .active = {kMidnightMs + 10 * base::kMinuteMs, kMidnightMs + 20 * base::kMinuteMs}};
  EXPECT_EQ(told({site}, drive("truck", {{0, 33.506, 38.618},
                                         {9, 33.506, 38.618},
                                         {10, 33.506, 38.619},
                                         {19, 33.506, 38.618},
                                         {20, 33.506, 38.619},
                                         {40, 33.6, 38.618}})),
            R"(
00:10 truck entered site at 0 m
)");
}

TEST(Proximity, what_is_watched_is_checked) {
  const geo::Circle circle{kTanf, 1'000};
  const auto error = [](Watched watched) {
    const auto made = Proximity::make({std::move(watched)}, {});
    return made ? "" : made.error().to_string();
  };
  EXPECT_EQ(error({.id = "a", .footprint = circle, .active = {}}), "");
  EXPECT_NE(error({.id = "", .footprint = circle, .active = {}}), "");
  EXPECT_NE(error({.id = "a", .footprint = circle, .within_m = -1, .active = {}}), "");
  EXPECT_NE(error({.id = "a", .footprint = circle, .active = {5, 5}}), "");
  EXPECT_NE(error({.id = "a", .footprint = geo::Circle{kTanf, 0}, .active = {}}), "");
  const Watched one{.id = "a", .footprint = circle, .active = {}};
  EXPECT_FALSE(Proximity::make({one, one}, {}));
  EXPECT_FALSE(Proximity::make({one}, {.metres = -1}));
}

}  // namespace
}  // namespace truceline::engine
