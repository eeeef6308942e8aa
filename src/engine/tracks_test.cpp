// SPDX-License-Identifier: Apache-2.0
#include "engine/tracks.hpp"

#include <algorithm>
#include <gtest/gtest.h>

namespace truceline::engine {
namespace {

using domain::MoverKind;
using domain::Position;

constexpr std::int64_t kNoonMs = 1'533'124'800'000;
constexpr std::int32_t kKilometreE7 = 90'000;  // of latitude, nearly

/// So many seconds after noon, so many kilometres north of 33.5 N 38.6 E.
Position at(double seconds, double kilometres, MoverKind kind = MoverKind::vehicle) {
  return {.object = "a",
          .time = base::TimeMs{kNoonMs + static_cast<std::int64_t>(seconds * 1000)},
          .at = {.lon_e7 = 386'000'000,
                 .lat_e7 = 335'000'000 + static_cast<std::int32_t>(kilometres * kKilometreE7)},
          .height = std::nullopt,
          .kind = kind};
}

TrackNews news_of(const std::vector<Position>& positions) {
  Tracks tracks;
  TrackNews news;
  tracks.take(positions, news);
  tracks.finish(news);
  return news;
}

std::vector<Position> believed(const TrackNews& news) {
  std::vector<Position> positions;
  for (const BelievedPosition& one : news.believed) positions.push_back(one.position);
  return positions;
}

std::vector<TrackFlagKind> flags(const TrackNews& news) {
  std::vector<TrackFlagKind> kinds;
  for (const TrackFlag& flag : news.flags) kinds.push_back(flag.kind);
  return kinds;
}

using Kinds = std::vector<TrackFlagKind>;
using enum TrackFlagKind;

TEST(Tracks, what_arrives_in_disorder_within_a_second_comes_out_in_order_and_once) {
  const auto a = at(0, 0), b = at(0.4, 0.01), c = at(1, 0.02), d = at(9, 0.1);
  const TrackNews news = news_of({b, c, a, b, a, d});
  EXPECT_EQ(believed(news), std::vector({a, b, c, d}));
  EXPECT_EQ(flags(news), Kinds());
  EXPECT_EQ(news.counts, (TrackCounts{.taken = 6, .believed = 4, .duplicates = 2}));
}

TEST(Tracks, what_comes_after_its_turn_is_late_and_not_believed) {
  const TrackNews news = news_of({at(0, 0), at(10, 0.1), at(8.9, 0.09), at(9, 0.09)});
  EXPECT_EQ(believed(news), std::vector({at(0, 0), at(9, 0.09), at(10, 0.1)}));
  EXPECT_EQ(news.flags, std::vector({TrackFlag{late, {at(8.9, 0.09)}}}));
}

TEST(Tracks, a_clock_that_runs_back_is_flagged_and_followed_after_the_third_time) {
  const TrackNews news =
      news_of({at(0, 0), at(1000, 0.1), at(10, 0.1), at(20, 0.2), at(30, 0.3), at(40, 0.4)});
  EXPECT_EQ(flags(news), Kinds({backwards, backwards, clock_reset}));
  EXPECT_EQ(believed(news), std::vector({at(0, 0), at(1000, 0.1), at(30, 0.3), at(40, 0.4)}));
  EXPECT_NE(news.believed[1].track, news.believed[2].track);
}

TEST(Tracks, a_vehicle_faster_than_any_is_not_believed) {
  // 1 km in 10 s is 100 m/s; 0.1 km is allowed for the place, and a second for the clock.
  const TrackNews news = news_of({at(0, 0), at(10, 1), at(20, 1)});
  EXPECT_EQ(flags(news), Kinds({implausible_speed, jump_returned}));
  EXPECT_EQ(news.flags[0].positions, std::vector({at(0, 0), at(10, 1)}));
  EXPECT_EQ(believed(news), std::vector({at(0, 0), at(20, 1)}));
  EXPECT_EQ(flags(news_of({at(0, 0, MoverKind::aeroplane), at(10, 1, MoverKind::aeroplane)})),
            Kinds());
}

TEST(Tracks, a_jump_that_returns_looks_forged_and_is_never_believed) {
  const TrackNews news = news_of({at(0, 0), at(10, 300), at(20, 300.1), at(30, 0.3)});
  EXPECT_EQ(flags(news), Kinds({implausible_speed, implausible_speed, jump_returned}));
  EXPECT_EQ(news.flags[2].positions, std::vector({at(0, 0), at(10, 300), at(30, 0.3)}));
  EXPECT_EQ(believed(news), std::vector({at(0, 0), at(30, 0.3)}));
}

TEST(Tracks, where_a_jump_stays_for_a_minute_the_track_goes_on) {
  const TrackNews news =
      news_of({at(0, 0), at(10, 300), at(40, 300.1), at(71, 300.2), at(80, 300.3)});
  EXPECT_EQ(flags(news),
            Kinds({implausible_speed, implausible_speed, implausible_speed, jump_stayed}));
  EXPECT_EQ(believed(news), std::vector({at(0, 0), at(71, 300.2), at(80, 300.3)}));
}

TEST(Tracks, a_climb_that_its_kind_cannot_do_is_not_believed) {
  Position low = at(0, 0, MoverKind::helicopter), high = at(10, 0.1, MoverKind::helicopter);
  low.height = domain::Height{100'000, geo::Datum::amsl};
  high.height = domain::Height{200'000, geo::Datum::amsl};
  EXPECT_EQ(flags(news_of({low, high})), Kinds({implausible_climb}));
  high.height->datum = geo::Datum::wgs84;  // measured from something else: not comparable
  EXPECT_EQ(flags(news_of({low, high})), Kinds());
}

TEST(Tracks, an_aeroplane_that_stands_in_the_air_is_frozen_until_it_moves) {
  std::vector<Position> positions;
  for (int i = 0; i <= 9; ++i) positions.push_back(at(i * 10, 0, MoverKind::aeroplane));
  positions.push_back(at(100, 5, MoverKind::aeroplane));
  const TrackNews news = news_of(positions);
  EXPECT_EQ(news.flags, std::vector({TrackFlag{frozen, {positions[0], positions[7]}}}));
  EXPECT_EQ(news.counts.believed, 8u);  // until 60 s, and the last
  EXPECT_EQ(news.counts.not_believed, 3u);
  for (Position& position : positions) position.kind = MoverKind::vehicle;
  EXPECT_EQ(flags(news_of({positions.begin(), positions.end() - 1})), Kinds());
}

TEST(Tracks, places_that_do_not_exist_are_never_believed) {
  Position nowhere = at(0, 0), no_fix = at(1, 0), before_time = at(2, 0);
  nowhere.at.lat_e7 = 900'000'001;
  no_fix.at = {};
  before_time.time.value = -1;
  const TrackNews news = news_of({nowhere, no_fix, before_time});
  EXPECT_EQ(flags(news), Kinds({impossible, impossible, impossible}));
  EXPECT_TRUE(news.believed.empty());
}

TEST(Tracks, a_position_from_the_future_does_not_make_those_that_follow_late) {
  Tracks tracks;
  TrackNews news;
  const std::vector positions = {at(0, 0), at(500'000'000, 0), at(10, 0.1)};
  tracks.take(positions, news, at(20, 0).time);
  tracks.finish(news);
  EXPECT_EQ(news.flags, std::vector({TrackFlag{future, {at(500'000'000, 0)}}}));
  EXPECT_EQ(believed(news), std::vector({at(0, 0), at(10, 0.1)}));
}

TEST(Tracks, the_object_heard_of_longest_ago_is_forgotten_and_counted) {
  Tracks tracks(2);
  TrackNews news;
  std::vector<Position> positions = {at(0, 0), at(5, 0), at(3, 0), at(6, 0), at(7, 0)};
  const char* const objects[] = {"a", "b", "c", "a", "d"};
  for (std::size_t i = 0; i < positions.size(); ++i) positions[i].object = objects[i];
  tracks.take(positions, news);
  EXPECT_EQ(tracks.objects(), 2u);
  EXPECT_EQ(news.counts.forgotten, 3u);  // a for c, then c for a, then b for d
  EXPECT_EQ(news.ended.size(), 3u);
  tracks.finish(news);
  EXPECT_EQ(news.counts.believed, 5u);  // what was held is not lost
}

TEST(Tracks, no_more_is_held_of_a_second_than_the_limit) {
  std::vector<Position> positions;
  for (std::size_t i = 0; i <= base::limits::kUnorderedPositions; ++i)
    positions.push_back(at(static_cast<double>(i) / 1000, 0));
  EXPECT_EQ(flags(news_of(positions)), Kinds({crowded}));
}

TEST(Tracks, a_live_stream_need_not_wait_for_the_next_position) {
  Tracks tracks;
  TrackNews news;
  const std::vector first = {at(0, 0), at(0.5, 0.01)};
  tracks.take(first, news);
  tracks.release_quiet(news);
  EXPECT_TRUE(news.believed.empty()) << "it was heard of just now";
  tracks.release_quiet(news);
  EXPECT_EQ(believed(news), first);
  const std::vector second = {at(0.2, 0), at(0.7, 0)};
  tracks.take(second, news);
  EXPECT_EQ(news.flags, std::vector({TrackFlag{late, {at(0.2, 0)}}}));
}

TEST(Tracks, objects_of_two_senders_are_two_objects_whatever_they_are_called) {
  Tracks tracks;
  TrackNews news;
  std::vector<Position> positions = {at(0, 0), at(5, 40), at(10, 0)};  // no object moves like that
  positions[1].sender = "north";
  tracks.take(positions, news);
  EXPECT_EQ(tracks.objects(), 2u);
  tracks.finish(news);
  EXPECT_TRUE(news.flags.empty());
}

}  // namespace
}  // namespace truceline::engine
