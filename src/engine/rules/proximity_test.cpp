// SPDX-License-Identifier: Apache-2.0
#include "engine/rules/proximity.hpp"

#include <gtest/gtest.h>

#include "engine/position_stream.hpp"
#include "engine/rules/run_rule.hpp"

namespace truceline::engine::rules {
namespace {

// What positions lead to: tests/scenarios.

using domain::Encounter;
using domain::ProximityKind;

/// A square of a fifth of a degree, from 38 E 33 N.
domain::Zone square(domain::ZoneKind kind = domain::ZoneKind::exclusion) {
  domain::Zone zone;
  zone.id = "square";
  zone.kind = kind;
  const auto corner = [](std::int32_t x, std::int32_t y) {
    return geo::Point{.lon_e7 = 380'000'000 + x, .lat_e7 = 330'000'000 + y};
  };
  zone.area = {
      {{corner(0, 0), corner(2'000'000, 0), corner(2'000'000, 2'000'000), corner(0, 2'000'000)},
       {}}};
  return zone;
}

/// So many minutes after the midnight, so many thousandths of a degree east of the square's edge.
domain::Fix fix(std::int64_t minute, std::int32_t east) {
  return {.time = {midnight("2018-03-01").value + minute * base::kMinuteMs},
          .at = {.lon_e7 = 380'000'000 + east * 10'000, .lat_e7 = 331'000'000},
          .height = std::nullopt};
}

Encounter encounter(ProximityKind event, const base::Hash& watched,
                    std::vector<domain::Fix> fixes) {
  Encounter made;
  made.event = event;
  made.object = "truck";
  made.kind = domain::MoverKind::vehicle;
  made.sender = "south";
  made.positions = std::move(fixes);
  made.watched = watched;
  return made;
}

TEST(ProximityRule, what_began_and_what_ended_are_one_finding_with_both_as_evidence) {
  Story story;
  const base::Hash zone = story.say("mission", square());
  story.say("mission", encounter(ProximityKind::entered, zone, {fix(0, -5), fix(1, 3)}));
  story.say("mission", encounter(ProximityKind::left, zone, {fix(9, 3), fix(10, -5), fix(11, -9)}));
  story.say("mission", encounter(ProximityKind::entered, zone, {fix(20, -5), fix(21, 1)}));
  const Findings findings = run_rule(proximities, story);
  ASSERT_EQ(findings.size(), 2u);
  EXPECT_EQ(findings[0].when, (base::Interval{fix(1, 0).time, fix(10, 0).time}));
  EXPECT_EQ(findings[0].evidence, (std::vector<base::EntryIndex>{{0}, {1}, {2}}));
  EXPECT_EQ(findings[0].severity, domain::Severity::high);
  EXPECT_EQ(findings[0].must_act, std::vector<std::string>{"south"});
  EXPECT_EQ(findings[1].when, (base::Interval{fix(21, 0).time, base::kTimeMax}));
  EXPECT_TRUE(findings[0].doubts.empty());
}

TEST(ProximityRule, what_the_positions_do_not_bear_out_is_no_finding) {
  Story story;
  const base::Hash zone = story.say("mission", square());
  const base::Hash no_fly = story.say("mission", [] {
    domain::Zone drawn = square(domain::ZoneKind::no_fly);
    drawn.id = "sky";
    return drawn;
  }());
  domain::Zone later = square();
  later.id = "later";
  later.valid.from = midnight("2019-01-01");
  const base::Hash not_yet = story.say("mission", later);
  const auto say = [&](Encounter said) { story.say("mission", std::move(said)); };
  say(encounter(ProximityKind::entered, zone, {fix(0, 3), fix(1, -1)}));  // outside
  say(encounter(ProximityKind::came_near, zone, {fix(0, -1)}));           // nobody asks
  say(encounter(ProximityKind::left_corridor, zone, {fix(0, -1)}));       // no corridor
  say(encounter(ProximityKind::entered, no_fly, {fix(0, 3)}));            // a truck
  say(encounter(ProximityKind::entered, not_yet, {fix(0, 3)}));           // not drawn yet
  say(encounter(ProximityKind::entered, base::Hash{}, {fix(0, 3)}));      // nothing
  EXPECT_TRUE(run_rule(proximities, story).empty());
}

TEST(ProximityRule, a_third_party_s_word_for_somebody_else_s_positions_is_not_settled) {
  Story story;
  const base::Hash zone = story.say("mission", square());
  story.say("north", encounter(ProximityKind::entered, zone, {fix(0, 3)}));
  story.say("south", encounter(ProximityKind::entered, zone, {fix(0, 3)}));
  const Findings findings = run_rule(proximities, story);
  ASSERT_EQ(findings.size(), 2u);
  EXPECT_EQ(findings[0].doubts, std::vector{domain::Doubt::source});
  EXPECT_EQ(findings[0].facts.at("said_by"), "north");
  EXPECT_TRUE(findings[1].doubts.empty());
}

TEST(ProximityRule, what_is_taken_back_or_erased_leads_to_nothing) {
  Story story;
  const base::Hash zone = story.say("mission", square());
  const base::Hash said =
      story.say("mission", encounter(ProximityKind::entered, zone, {fix(0, 3)}));
  EXPECT_EQ(run_rule(proximities, story).size(), 1u);
  story.say("mission", domain::Supersede{"drawn by mistake"},
            {{domain::ReferenceKind::supersedes, zone}});
  EXPECT_TRUE(run_rule(proximities, story).empty());
  const base::Hash again = story.say("mission", square());
  story.say("mission", encounter(ProximityKind::entered, again, {fix(0, 3)}));
  domain::Erasure erasure;
  erasure.entry = again;
  erasure.basis = "a request";
  erasure.decided_by = "the desk";
  EXPECT_EQ(run_rule(proximities, story).size(), 1u);
  story.say("mission", erasure);
  EXPECT_TRUE(run_rule(proximities, story).empty());
  static_cast<void>(said);
}

TEST(ProximityRule, an_encounter_that_is_no_entry_has_a_finding_with_an_id_of_its_own) {
  Story story;
  story.audience = {domain::AudienceLabel::named, {"mission", "north"}};
  const base::Hash zone = story.say("mission", square());
  const State state = story.state();
  const Encounter first = encounter(ProximityKind::entered, zone, {fix(0, -5), fix(1, 3)});
  Encounter other = first;
  other.object = "another truck";
  const std::vector both = {first, other};
  const Findings findings = proximities_of(both, state);
  ASSERT_EQ(findings.size(), 2u);
  EXPECT_NE(findings[0].id, findings[1].id);
  EXPECT_EQ(findings[0].evidence, std::vector<base::EntryIndex>{{0}});
  EXPECT_EQ(findings[0].audience, story.audience);
}

/// The truck drives east at a thousandth of a degree (90 m) every six seconds, from `from`.
std::vector<domain::Position> drive(std::int32_t from, std::int32_t to, std::int64_t second) {
  std::vector<domain::Position> positions;
  for (std::int32_t east = from; east <= to; ++east) {
    domain::Position now;
    now.object = "truck";
    now.sender = "south";
    now.kind = domain::MoverKind::vehicle;
    now.at = fix(0, east).at;
    now.time = {midnight("2018-03-01").value + (second + (east - from) * 6) * base::kSecondMs};
    positions.push_back(now);
  }
  return positions;
}

TEST(PositionStreamNews, a_zone_that_is_redrawn_while_somebody_is_in_it_tells_nothing_twice) {
  Story story;
  story.say("mission", square());
  auto stream = PositionStream::make(watch_list(story.state()));
  ASSERT_TRUE(stream);
  StreamNews news;
  stream->take(drive(-20, 20, 0), news);
  ASSERT_EQ(news.encounters.size(), 1u);
  EXPECT_EQ(news.encounters[0].event, ProximityKind::entered);
  const base::Hash redrawn = story.say("mission", square());  // the same again, a new version
  ASSERT_TRUE(stream->watch(watch_list(story.state())));
  stream->take(drive(21, 40, 400), news);
  EXPECT_EQ(news.encounters.size(), 1u);
  stream->take(drive(-60, -40, 900), news);  // back, and out of it
  stream->finish(news);
  ASSERT_EQ(news.encounters.size(), 2u);
  EXPECT_EQ(news.encounters[1].event, ProximityKind::left);
  EXPECT_EQ(news.encounters[1].watched, redrawn);
  EXPECT_TRUE(news.flags.empty());
}

TEST(PositionStreamNews, a_zone_that_is_taken_away_is_forgotten_and_a_new_one_is_held_against) {
  Story story;
  const base::Hash zone = story.say("mission", square());
  auto stream = PositionStream::make(watch_list(story.state()));
  ASSERT_TRUE(stream);
  StreamNews news;
  stream->take(drive(-20, 20, 0), news);
  ASSERT_EQ(news.encounters.size(), 1u);
  story.say("mission", domain::Supersede{"drawn by mistake"},
            {{domain::ReferenceKind::supersedes, zone}});
  domain::Zone other = square(domain::ZoneKind::demilitarised);
  other.id = "other";
  story.say("mission", other);
  ASSERT_TRUE(stream->watch(watch_list(story.state())));
  stream->take(drive(21, 40, 400), news);
  stream->finish(news);
  ASSERT_EQ(news.encounters.size(), 2u);
  EXPECT_EQ(news.encounters[1].event, ProximityKind::entered);
}

}  // namespace
}  // namespace truceline::engine::rules
