// SPDX-License-Identifier: Apache-2.0
//
// Streams of positions from end to end: the same findings as the slow way, at any batch size and
// after shuffling within a second; on made tracks, and on a day of air traffic over Switzerland.
// That recording lies beside the repository and is not part of it.
#include "formats/positions.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <map>
#include <random>

#include "engine/plausible.hpp"
#include "engine/position_stream.hpp"
#include "engine/rules/proximity.hpp"
#include "engine/story.hpp"
#include "formats/gunzip.hpp"
#include "geo/random_volumes.hpp"
#include "slow_positions.hpp"

namespace truceline::engine {
namespace {

using domain::MoverKind;
using domain::Position;

using Positions = std::vector<Position>;

/// The answer of the machines, in batches of so many.
SlowAnswer answer_in_batches(const Positions& positions, const std::vector<Watched>& watched,
                             Hysteresis hysteresis, std::size_t batch) {
  SlowAnswer answer;
  auto proximity = Proximity::make(watched, hysteresis);
  EXPECT_TRUE(proximity) << proximity.error().to_string();
  Tracks tracks;
  const auto take = [&](TrackNews& news) {
    proximity->take(news, answer.events);
    for (const BelievedPosition& one : news.believed) answer.believed.push_back(one.position);
    answer.flags.insert(answer.flags.end(), news.flags.begin(), news.flags.end());
  };
  for (std::size_t from = 0; from < positions.size(); from += batch) {
    TrackNews news;
    tracks.take(std::span(positions).subspan(from, std::min(batch, positions.size() - from)), news);
    take(news);
  }
  TrackNews news;
  tracks.finish(news);
  take(news);
  std::ranges::sort(answer.believed);
  std::ranges::sort(answer.flags);
  std::ranges::sort(answer.events);
  return answer;
}

/// In another order, in which none comes after one that is a second younger.
Positions shuffled(const Positions& positions, std::uint64_t seed) {
  std::mt19937_64 dice(seed);
  std::vector<std::pair<std::int64_t, std::size_t>> order;
  for (std::size_t i = 0; i < positions.size(); ++i)
    order.push_back({positions[i].time.value + static_cast<std::int64_t>(dice() % 1000), i});
  std::ranges::sort(order);
  Positions made;
  for (const auto& [key, i] : order) made.push_back(positions[i]);
  return made;
}

/// Tracks that wander about a spot, with every fault that is no lateness.
class Wanderers {
 public:
  Wanderers(std::uint64_t seed, double lon, double lat, double size_deg)
      : dice_(seed, lon, lat, size_deg), size_deg_(size_deg) {}

  std::vector<Watched> watched(std::size_t count) {
    std::vector<Watched> watched;
    while (watched.size() < count) {
      Watched one{.id = "w" + std::to_string(watched.size()),
                  .footprint = dice_.footprint(),
                  .within_m = dice_.one_in(2) ? 0 : dice_.whole(1, metres(0.2)),
                  .active = {}};
      if (dice_.one_in(3)) one.active = {kFromMs + dice_.whole(0, 1'000'000), kFromMs + 2'000'000};
      if (dice_.one_in(4)) one.keeps_in = "o" + std::to_string(dice_.whole(0, 3));
      if (check_watched({&one, 1})) watched.push_back(std::move(one));
    }
    return watched;
  }

  Positions positions() {
    Positions all;
    for (int object = 0; object < 4; ++object) walk("o" + std::to_string(object), all);
    std::ranges::stable_sort(all, {}, &Position::time);
    return all;
  }

 private:
  static constexpr std::int64_t kFromMs = 1'533'081'600'000;
  std::int64_t metres(double share) const {
    return 1 + static_cast<std::int64_t>(size_deg_ * 111'000 * share);
  }
  static std::int32_t wrapped(std::int64_t lon_e7) {
    if (lon_e7 > geo::kLonMaxE7) lon_e7 -= 2LL * geo::kLonMaxE7;
    if (lon_e7 < -geo::kLonMaxE7) lon_e7 += 2LL * geo::kLonMaxE7;
    return static_cast<std::int32_t>(lon_e7);
  }

  void walk(const std::string& object, Positions& all) {
    const auto kind = static_cast<MoverKind>(dice_.whole(0, 5));
    Position now{object, base::TimeMs{kFromMs}, dice_.somewhere(), std::nullopt, kind};
    if (dice_.one_in(2)) now.height = domain::Height{50'000, geo::Datum::amsl};
    std::int64_t east = 0, north = 0;
    const auto speed = static_cast<std::int64_t>(size_deg_ * 1e5);  // of 1e-7 degree in a second
    for (int i = 0; i < 300; ++i) {
      const std::int64_t step_ms = dice_.one_in(4) ? dice_.whole(1, 1'000) : dice_.whole(1, 15'000);
      if (dice_.one_in(12)) {  // turns
        east = dice_.whole(-speed, speed);
        north = dice_.whole(-speed, speed);
      }
      if (dice_.one_in(30)) east = north = 0;  // stands
      now.time.value += step_ms;
      now.at.lon_e7 = wrapped(now.at.lon_e7 + east * step_ms / 1000);
      now.at.lat_e7 = static_cast<std::int32_t>(std::clamp<std::int64_t>(
          now.at.lat_e7 + north * step_ms / 1000, -geo::kLatMaxE7, geo::kLatMaxE7));
      if (now.height) now.height->altitude_cm += static_cast<std::int32_t>(dice_.whole(-500, 500));
      if (north == 0 && now.height) now.height->altitude_cm = 50'000;
      if (dice_.one_in(60)) jumping_ = dice_.whole(1, 12);
      all.push_back(jumping_ > 0 ? elsewhere(now) : now);
      if (dice_.one_in(15)) all.push_back(all.back());  // said twice
      if (dice_.one_in(80)) all.push_back(impossible(now));
    }
    jumping_ = 0;
  }

  Position elsewhere(Position position) {
    if (--jumping_ % 2 == 0 && position.height) {
      position.height->altitude_cm += 4'000'000;
      return position;
    }
    position.at.lat_e7 = -position.at.lat_e7 / 2;
    return position;
  }
  Position impossible(Position position) {
    position.at = dice_.one_in(2) ? geo::Point{} : geo::Point{.lon_e7 = 0, .lat_e7 = 900'000'001};
    return position;
  }

  geo::RandomVolumes dice_;
  double size_deg_;
  std::int64_t jumping_ = 0;
};

TEST(PositionStreams, are_judged_as_the_slow_way_does_however_they_are_cut_and_shuffled) {
  struct Spot {
    double lon, lat, size_deg;
  };
  std::map<TrackFlagKind, std::size_t> flags;
  std::map<ProximityKind, std::size_t> events;
  std::uint64_t seed = 1;
  for (const Spot spot : {Spot{38.6, 33.5, 0.3}, Spot{8.2, 46.8, 0.05}, Spot{179.9, -17, 0.3},
                          Spot{20, 84, 0.5}, Spot{-60, 0.05, 1}})
    for (int round = 0; round < 8; ++round, ++seed) {
      Wanderers wanderers(seed, spot.lon, spot.lat, spot.size_deg);
      const auto watched = wanderers.watched(6);
      const Positions positions = wanderers.positions();
      const Hysteresis hysteresis{static_cast<std::int64_t>(spot.size_deg * 1'000),
                                  round % 3 * 20'000};
      const SlowAnswer expected = answer_slowly(positions, watched, hysteresis);
      for (const TrackFlag& flag : expected.flags) ++flags[flag.kind];
      for (const ProximityEvent& event : expected.events) ++events[event.kind];
      for (const std::size_t batch :
           {std::size_t{1}, std::size_t{7}, std::size_t{1000}, positions.size()}) {
        const SlowAnswer answer =
            answer_in_batches(shuffled(positions, seed * 10 + batch), watched, hysteresis, batch);
        ASSERT_TRUE(answer.believed == expected.believed) << "seed " << seed << " batch " << batch;
        ASSERT_TRUE(answer.flags == expected.flags) << "seed " << seed << " batch " << batch;
        ASSERT_TRUE(answer.events == expected.events) << "seed " << seed << " batch " << batch;
      }
      ASSERT_TRUE(answer_in_batches(positions, watched, hysteresis, 64) == expected) << seed;
    }
  // A test of nothing proves nothing.
  for (const auto kind : {TrackFlagKind::impossible, TrackFlagKind::implausible_speed,
                          TrackFlagKind::implausible_climb, TrackFlagKind::jump_returned,
                          TrackFlagKind::jump_stayed, TrackFlagKind::frozen})
    EXPECT_GT(flags[kind], 10u) << static_cast<int>(kind);
  for (const auto kind :
       {ProximityKind::came_near, ProximityKind::entered, ProximityKind::left,
        ProximityKind::went_away, ProximityKind::left_corridor, ProximityKind::back_in_corridor})
    EXPECT_GT(events[kind], 10u) << static_cast<int>(kind);
}

TEST(PositionStreams, have_every_word_in_the_guide) {
  std::ifstream file(TRUCELINE_SOURCE_DIR "/docs/guides/positions.md");
  const std::string guide{std::istreambuf_iterator<char>(file), {}};
  const auto expect_all = [&](const auto& words) {
    for (const auto& [value, word] : words)
      EXPECT_NE(guide.find("`" + std::string(word) + "`"), std::string::npos) << word;
  };
  expect_all(domain::kWords<TrackFlagKind>);
  expect_all(domain::kWords<ProximityKind>);
  expect_all(domain::kWords<MoverKind>);
  // The bounds of each kind stand in one row of the table there.
  for (const auto& [kind, word] : domain::kWords<MoverKind>) {
    const MotionBounds bounds = motion_bounds(kind);
    const std::string row =
        "| " + std::to_string(bounds.speed_m_s) + " | " + std::to_string(bounds.climb_m_s) + " |";
    const std::size_t at = guide.find(row);
    ASSERT_NE(at, std::string::npos) << row;
    const std::size_t begin = guide.rfind('\n', at);
    EXPECT_NE(guide.substr(begin, at - begin).find("`" + std::string(word) + "`"),
              std::string::npos)
        << word;
  }
}

Positions air_traffic() {
  std::ifstream file(TRUCELINE_SOURCE_DIR "/../shared/data/adsb_switzerland_2018-08-01.csv.gz",
                     std::ios::binary);
  const std::string packed{std::istreambuf_iterator<char>(file), {}};
  std::string text;
  formats::Gunzip gunzip([&](std::string_view bytes) -> base::Result<void> {
    text += bytes;
    return {};
  });
  if (packed.empty() || !gunzip.feed(packed) || !gunzip.finish()) return {};
  auto read = formats::read_positions_csv(text, MoverKind::aeroplane);
  if (!read) return {};
  return std::move(read->positions);
}

/// Zones over Switzerland: circles, areas and corridors, some with surroundings and times.
std::vector<Watched> over_switzerland(const Positions& positions, std::size_t count) {
  geo::RandomVolumes dice(41, 8.2, 46.8, 0.8);
  std::vector<Watched> watched;
  while (watched.size() < count) {
    Watched one{.id = "zone-" + std::to_string(watched.size()),
                .footprint = dice.footprint(),
                .within_m = dice.one_in(2) ? 0 : 5'000,
                .active = {}};
    if (dice.one_in(3)) one.active = {positions[10'000].time.value, positions[30'000].time.value};
    if (dice.one_in(10))
      one.keeps_in = positions[static_cast<std::size_t>(dice.whole(0, 30'000))].object;
    if (check_watched({&one, 1})) watched.push_back(std::move(one));
  }
  return watched;
}

TEST(PositionStreams, a_day_over_switzerland_gives_the_same_findings_cut_and_shuffled_anyhow) {
  Positions positions = air_traffic();
  if (positions.empty())
    GTEST_SKIP() << "../shared/data/adsb_switzerland_2018-08-01.csv.gz is not here";
  ASSERT_EQ(positions.size(), 139'098u);
  if (std::getenv("TRUCELINE_SOAK") == nullptr) positions.resize(40'000);
  const auto watched = over_switzerland(positions, 40);
  const SlowAnswer expected = answer_in_batches(positions, watched, {}, positions.size());
  EXPECT_GT(expected.events.size(), 1'000u);
  RecordProperty("believed", std::to_string(expected.believed.size()));
  RecordProperty("flags", std::to_string(expected.flags.size()));
  RecordProperty("events", std::to_string(expected.events.size()));
  for (const std::size_t batch : {std::size_t{1}, std::size_t{7}, std::size_t{1000}})
    ASSERT_TRUE(answer_in_batches(shuffled(positions, batch), watched, {}, batch) == expected)
        << batch;
}

/// The same footprints as a mission says them: zones, sites that keep flights 5 km off, and flights
/// that are to stay in their corridors.
Story mission_over_switzerland(const Positions& positions) {
  Story story;
  domain::Arrangement arrangement;
  arrangement.id = "rules";
  arrangement.title = "rules";
  arrangement.separations = {
      {domain::SubjectKind::site, domain::SubjectKind::flight, 5'000, std::nullopt, 0}};
  story.say("mission", arrangement);
  for (const Watched& watched : over_switzerland(positions, 40)) {
    if (const auto* area = std::get_if<geo::MultiPolygon>(&watched.footprint)) {
      domain::Zone zone;
      zone.id = watched.id;
      zone.kind = domain::ZoneKind::no_fly;
      zone.area = *area;
      story.say("mission", zone);
      continue;
    }
    domain::Notification notice;
    notice.id = watched.id;
    notice.when.interval = {positions.front().time, base::kTimeMax};
    if (const auto* corridor = std::get_if<geo::Corridor>(&watched.footprint)) {
      notice.corridor = *corridor;
      for (geo::Waypoint& waypoint : notice.corridor->route) waypoint.passage.reset();
      notice.kind = domain::NotificationKind::flight;
      notice.objects = {watched.keeps_in.value_or(positions[notice.id.size() * 977].object)};
    } else {
      notice.circle = std::get<geo::Circle>(watched.footprint);
    }
    story.say("north", notice);
  }
  return story;
}

/// What replaying them leads to, encoded and in order.
std::vector<std::string> findings_of(const Positions& positions, const State& state,
                                     std::size_t batch) {
  auto stream = PositionStream::make(watch_list(state));
  EXPECT_TRUE(stream) << stream.error().to_string();
  StreamNews news;
  for (std::size_t from = 0; from < positions.size(); from += batch)
    stream->take(std::span(positions).subspan(from, std::min(batch, positions.size() - from)),
                 news);
  stream->finish(news);
  std::vector<std::string> all;
  for (const domain::Finding& finding : rules::proximities_of(news.encounters, state))
    all.push_back(domain::encode(finding));
  std::ranges::sort(all);
  return all;
}

TEST(PositionStreams, lead_to_the_same_findings_of_a_mission_cut_and_shuffled_anyhow) {
  Positions positions = air_traffic();
  if (positions.empty())
    GTEST_SKIP() << "../shared/data/adsb_switzerland_2018-08-01.csv.gz is not here";
  const State state = mission_over_switzerland(positions).state();
  if (std::getenv("TRUCELINE_SOAK") == nullptr) positions.resize(20'000);
  const std::vector<std::string> expected = findings_of(positions, state, positions.size());
  std::map<std::string, std::size_t> rules;
  for (const std::string& finding : expected) {
    const std::size_t at = finding.find("\"rule\":\"") + 8;
    ++rules[finding.substr(at, finding.find('"', at) - at)];
  }
  EXPECT_EQ(rules.size(), 3u) << "a rule that nothing tests";
  EXPECT_GT(expected.size(), 300u);
  for (const std::size_t batch : {std::size_t{1}, std::size_t{1000}})
    ASSERT_TRUE(findings_of(shuffled(positions, batch), state, batch) == expected) << batch;
}

}  // namespace
}  // namespace truceline::engine
