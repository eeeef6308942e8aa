// SPDX-License-Identifier: Apache-2.0
#include "engine/meetings.hpp"

#include <algorithm>
#include <gtest/gtest.h>
#include <random>

#include "engine/position_stream.hpp"
#include "engine/rules/proximity.hpp"
#include "engine/rules/run_rule.hpp"
#include "engine/story.hpp"
#include "geo/distance.hpp"

namespace truceline::engine {
namespace {

using domain::Encounter;
using domain::MoverKind;
using domain::Position;
using domain::ProximityKind;

const base::TimeMs kNoon{midnight("2018-03-01").value + 12 * base::kHourMs};

domain::Actor actor(const std::string& id, std::vector<domain::ActorRelation> relations = {}) {
  domain::Actor made;
  made.id = id;
  made.relations = std::move(relations);
  return made;
}

/// North's air force and South, who are hostile until April; their guests, who are nobody's enemy;
/// and 5 km or 300 m of height to keep from each other.
Story two_air_forces() {
  Story story;
  using domain::Relation;
  story.say("mission",
            actor("north", {{Relation::hostile, "south", {kNoon, midnight("2018-04-01")}}}));
  story.say("mission", actor("north-air", {{Relation::member_of, "north", {}}}));
  domain::Arrangement line;
  line.id = "air-safety-line";
  line.title = "Air safety line";
  line.hostile = {5'000, 30'000};
  story.say("mission", line);
  return story;
}

/// `object` from so many km east at `from_s` seconds after noon, 0.2 km/s westwards or as said.
std::vector<Position> flight(const std::string& sender, const std::string& object, double east_km,
                             double km_per_s, int from_s = 0, int to_s = 300,
                             std::optional<std::int32_t> altitude_m = {}) {
  std::vector<Position> positions;
  for (int s = from_s; s <= to_s; s += 10) {
    const double km = east_km + km_per_s * (s - from_s);
    Position one{.object = object,
                 .time = {kNoon.value + s * base::kSecondMs},
                 .at = point(38.0 + km / 93.5, 33.0),
                 .kind = MoverKind::aeroplane,
                 .sender = sender};
    if (altitude_m) one.height = domain::Height{*altitude_m * 100, geo::Datum::amsl};
    positions.push_back(one);
  }
  return positions;
}

std::vector<Position> together(std::vector<Position> a, const std::vector<Position>& b) {
  a.insert(a.end(), b.begin(), b.end());
  std::ranges::stable_sort(a, {}, &Position::time);
  return a;
}

std::vector<Encounter> met(const State& state, const std::vector<Position>& positions,
                           std::size_t batch = 1'000'000) {
  auto stream = PositionStream::make(watch_list(state)).value();
  StreamNews news;
  for (std::size_t from = 0; from < positions.size(); from += batch)
    stream.take(std::span(positions).subspan(from, std::min(batch, positions.size() - from)), news);
  stream.finish(news);
  std::erase_if(news.encounters, [](const Encounter& one) { return !one.met; });
  return news.encounters;
}

/// "120 s: falcon came-near hawk".
std::string told(const std::vector<Encounter>& encounters) {
  std::string text;
  for (const Encounter& one : encounters) {
    const base::TimeMs time = std::max(one.positions.back().time, one.met->positions.back().time);
    text += std::to_string((time.value - kNoon.value) / base::kSecondMs) + " s: " + one.object +
            " " + std::string(domain::word(one.event)) + " " + one.met->object + "\n";
  }
  return text;
}

TEST(Meetings, two_that_are_hostile_come_near_once_and_go_away_once) {
  const State state = two_air_forces().state();
  // 30 km apart, closing at 400 m/s: under 5 km after 62.5 s, past 5.1 km again after 88 s.
  const auto positions =
      together(flight("south", "hawk", 0, 0.2), flight("north-air", "falcon", 30, -0.2));
  EXPECT_EQ(told(met(state, positions)),
            "70 s: falcon came-near hawk\n"
            "150 s: falcon went-away hawk\n");
}

TEST(Meetings, nobody_meets_its_own_a_guest_or_an_enemy_of_another_time) {
  const State state = two_air_forces().state();
  EXPECT_EQ(told(met(state,
                     together(flight("south", "hawk", 0, 0.2), flight("south", "kite", 30, -0.2)))),
            "");
  EXPECT_EQ(told(met(state,
                     together(flight("south", "hawk", 0, 0.2), flight("guest", "kite", 30, -0.2)))),
            "");
  auto later = together(flight("south", "hawk", 0, 0.2), flight("north", "falcon", 30, -0.2));
  for (Position& one : later) one.time.value += 60 * base::kDayMs;
  EXPECT_EQ(told(met(state, later)), "");
}

TEST(Meetings, height_sets_apart_where_both_are_known) {
  const State state = two_air_forces().state();
  const auto at = [&](std::optional<std::int32_t> one_m, std::optional<std::int32_t> other_m) {
    return met(state, together(flight("south", "hawk", 0, 0.2, 0, 300, one_m),
                               flight("north", "falcon", 30, -0.2, 0, 300, other_m)))
        .size();
  };
  EXPECT_EQ(at(5'000, 5'300), 0u);
  EXPECT_EQ(at(5'000, 5'299), 2u);
  EXPECT_EQ(at(5'000, std::nullopt), 2u);
}

TEST(Meetings, what_was_said_too_long_ago_is_nobody_s_place) {
  const State state = two_air_forces().state();
  // Falcon falls silent 12 km away; hawk flies through where it was, 40 s later.
  EXPECT_EQ(told(met(state, together(flight("south", "hawk", 0, 0.2, 0, 300),
                                     flight("north", "falcon", 12, 0, 0, 0)))),
            "");
  EXPECT_EQ(told(met(state, together(flight("south", "hawk", 0, 0.2, 0, 300),
                                     flight("north", "falcon", 12, 0, 0, 20)))),
            "40 s: falcon came-near hawk\n");
}

/// The slow way: each two objects by themselves, all their positions in order of time.
std::vector<Encounter> slowly(const std::vector<Position>& positions, const HostileWatch& watch) {
  std::map<std::pair<std::string, std::string>, std::vector<Position>> tracks;
  for (const Position& one : positions) tracks[{one.sender, one.object}].push_back(one);
  std::vector<Encounter> found;
  for (auto a = tracks.begin(); a != tracks.end(); ++a)
    for (auto b = std::next(a); b != tracks.end(); ++b) {
      auto merged = together(a->second, b->second);
      bool near = false;
      std::int64_t beyond_ms = 0;  // 0: it is not
      std::optional<Position> last_a, last_b;
      for (const Position& one : merged) {
        (one.sender == a->first.first ? last_a : last_b) = one;
        if (!last_a || !last_b) continue;
        const std::int64_t age =
            std::max(last_a->time, last_b->time).value - std::min(last_a->time, last_b->time).value;
        if (age > Meetings::kFreshMs) continue;
        const double metres = geo::distance_m(last_a->at, last_b->at);
        const bool hostile =
            watch.enmities.between(a->first.first, b->first.first, one.time).has_value();
        std::optional<ProximityKind> event;
        if (!near && hostile && metres < static_cast<double>(watch.within_m)) {
          event = ProximityKind::came_near;
          near = true;
        } else if (near && metres < static_cast<double>(watch.within_m + 100)) {
          beyond_ms = 0;
        } else if (near) {
          if (beyond_ms == 0) beyond_ms = one.time.value;
          if (one.time.value - beyond_ms >= base::kMinuteMs) {
            event = ProximityKind::went_away;
            near = false;
          }
        }
        if (!event) continue;
        beyond_ms = 0;
        Encounter made;
        made.event = *event;
        made.object = last_a->object;
        made.positions = {{last_a->time, last_a->at, {}}};
        made.met = domain::Met{last_b->object, {}, {}, {{last_b->time, last_b->at, {}}}};
        found.push_back(made);
      }
    }
  return found;
}

/// Nine vehicles of three parties that wander about in 30 km, each saying where it is every 1 to 20
/// seconds.
std::vector<Position> wandering(std::uint64_t seed) {
  std::mt19937_64 dice(seed);
  std::vector<Position> positions;
  for (int object = 0; object < 9; ++object) {
    const char* const kSenders[] = {"north", "south", "guest"};
    double east = static_cast<double>(dice() % 30);
    double north = static_cast<double>(dice() % 30);
    const double v_east = static_cast<double>(dice() % 60) / 1000 - 0.03;
    const double v_north = static_cast<double>(dice() % 60) / 1000 - 0.03;
    std::int64_t at_ms = 0;
    while (at_ms < base::kHourMs) {
      const auto step_ms = static_cast<std::int64_t>(1'100 + dice() % 19'000);
      at_ms += step_ms;
      east += v_east * static_cast<double>(step_ms) / 1000;
      north += v_north * static_cast<double>(step_ms) / 1000;
      positions.push_back({.object = "car-" + std::to_string(object),
                           .time = {kNoon.value + at_ms},
                           .at = point(38.0 + east / 93.5, 33.0 + north / 111),
                           .kind = MoverKind::vehicle,
                           .sender = kSenders[object % 3]});
    }
  }
  std::ranges::stable_sort(positions, {}, &Position::time);
  return positions;
}

std::vector<std::string> lines(const std::vector<Encounter>& encounters) {
  std::vector<std::string> all;
  for (const Encounter& one : encounters) all.push_back(told({&one, &one + 1}));
  std::ranges::sort(all);
  return all;
}

TEST(Meetings, agree_with_the_slow_way_at_any_batch_size_and_after_shuffling_within_a_second) {
  const State state = two_air_forces().state();
  const HostileWatch watch = watch_list(state).hostile;
  std::size_t found = 0;
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    std::vector<Position> positions = wandering(seed);
    const auto expected = lines(slowly(positions, watch));
    found += expected.size();
    EXPECT_EQ(lines(met(state, positions)), expected) << seed;
    EXPECT_EQ(lines(met(state, positions, 1)), expected) << seed;
    std::mt19937_64 dice(seed);
    std::vector<std::pair<std::int64_t, Position>> late;
    for (const Position& one : positions)
      late.emplace_back(one.time.value + static_cast<std::int64_t>(dice() % 1000), one);
    std::ranges::stable_sort(late, {}, [](const auto& one) { return one.first; });
    std::ranges::transform(late, positions.begin(), [](const auto& one) { return one.second; });
    EXPECT_EQ(lines(met(state, positions, 7)), expected) << seed;
  }
  EXPECT_GT(found, 100u);
}

TEST(Meetings, are_one_finding_that_anybody_can_measure_again) {
  Story story = two_air_forces();
  const auto positions =
      together(flight("south", "hawk", 0, 0.2), flight("north", "falcon", 30, -0.2));
  for (const Encounter& one : met(story.state(), positions)) story.say("mission", one);
  const rules::Findings findings = run_rule(rules::proximities, story);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].rule, domain::Rule::proximity_hostile);
  EXPECT_EQ(findings[0].must_act, (std::vector<std::string>{"north", "south"}));
  EXPECT_EQ(findings[0].evidence, (std::vector<base::EntryIndex>{{0}, {2}, {3}, {4}}));
  EXPECT_EQ(findings[0].facts.at("object_b"), "hawk");
  EXPECT_EQ(findings[0].when->to.value, kNoon.value + 150 * base::kSecondMs);
}

TEST(Meetings, that_the_positions_do_not_bear_out_are_no_finding) {
  Story story = two_air_forces();
  const auto encounters = met(story.state(), together(flight("south", "hawk", 0, 0.2),
                                                      flight("north", "falcon", 30, -0.2)));
  ASSERT_FALSE(encounters.empty());
  const auto finds = [&](auto&& change) {
    Story told = story;
    Encounter changed = encounters.front();
    change(changed);
    told.say("mission", changed);
    return !run_rule(rules::proximities, told).empty();
  };
  EXPECT_TRUE(finds([](Encounter&) {}));
  EXPECT_FALSE(finds([](Encounter& one) { one.sender = "guest"; }));
  EXPECT_FALSE(finds([](Encounter& one) { one.within_m = 6'000; }));  // nobody asks for so much
  EXPECT_FALSE(finds([](Encounter& one) { one.met->positions.back().time.value += 40'000; }));
  EXPECT_FALSE(finds([](Encounter& one) { one.positions.back().at.lat_e7 += 1'000'000; }));
  EXPECT_FALSE(finds([](Encounter& one) { one.watched = *one.arrangement; }));
}

}  // namespace
}  // namespace truceline::engine
