// SPDX-License-Identifier: Apache-2.0
#include "engine/on_duty.hpp"

#include <algorithm>
#include <gtest/gtest.h>
#include <random>

#include "engine/story.hpp"

namespace truceline::engine {
namespace {

constexpr std::int64_t kHourMs = 60 * base::kMinuteMs;
const base::TimeMs kNoon{midnight("2020-05-01").value + 12 * kHourMs};

base::TimeMs hour(std::int64_t number) {
  return {kNoon.value + number * kHourMs};
}

domain::Shift shift(std::string officer, domain::RankClass rank, std::int64_t from,
                    std::int64_t until, std::vector<std::string> languages = {}) {
  return {{std::move(officer), std::move(languages), {}}, rank, {hour(from), hour(until)}};
}

TEST(OnDuty, TheHighestRankIsCalledFirst) {
  Story story;
  using enum domain::RankClass;
  story.say("north", domain::Roster{"day", {}, {}, {shift("Captain A", junior, -2, 2)}});
  story.say("north",
            domain::Roster{"night",
                           {},
                           {},
                           {shift("General B", flag, -1, 1), shift("Colonel C", field, 0, 9),
                            shift("Major D", field, 1, 9)}});
  story.say("south", domain::Roster{"day", {}, {}, {shift("General E", flag, -2, 2)}});
  const State state = story.state();
  std::vector<std::string> names;
  for (const OnDuty& one : on_duty(state, "north", kNoon)) names.push_back(one.shift->officer.name);
  EXPECT_EQ(names, (std::vector<std::string>{"General B", "Colonel C", "Captain A"}));
  EXPECT_TRUE(on_duty(state, "north", hour(9)).empty()) << "a shift is over at its end";
  EXPECT_TRUE(is_on_roster(state, "north", "Major D", kNoon)) << "an hour before his shift";
  EXPECT_FALSE(is_on_roster(state, "north", "Major D", hour(-1)));
  EXPECT_FALSE(is_on_roster(state, "south", "Major D", hour(2)));
}

TEST(OnDuty, ANewVersionReplacesARosterAndAWithdrawnOneCountsNoMore) {
  Story story;
  story.say("north", domain::Roster{"desk", {}, {}, {shift("A", domain::RankClass::other, -2, 2)}});
  const base::Hash second = story.say(
      "north", domain::Roster{"desk", {}, {}, {shift("B", domain::RankClass::other, -2, 2)}});
  const State both = story.state();
  ASSERT_EQ(on_duty(both, "north", kNoon).size(), 1U);
  EXPECT_EQ(on_duty(both, "north", kNoon).front().shift->officer.name, "B");
  story.say("north", domain::Supersede{"entered twice"},
            {{domain::ReferenceKind::supersedes, second}});
  const State first = story.state();
  EXPECT_EQ(on_duty(first, "north", kNoon).front().shift->officer.name, "A");
}

TEST(OnDuty, OnlyTheMissionKeepsARosterForAnother) {
  Story story;
  story.say("mission", domain::Actor{});  // the first entry is the mission's
  const std::vector<domain::Shift> shifts = {shift("A", domain::RankClass::other, -2, 2)};
  story.say("mission", domain::Roster{"phone-list", "south", {}, shifts});
  story.say("agency", domain::Roster{"phone-list", "north", {}, shifts});
  const State state = story.state();
  EXPECT_EQ(on_duty(state, "south", kNoon).size(), 1U);
  EXPECT_TRUE(on_duty(state, "north", kNoon).empty());
  EXPECT_TRUE(on_duty(state, "agency", kNoon).empty());
}

/// Hour by hour, asking each shift: slow, and plain.
bool is_covered(const std::vector<domain::Shift>& shifts, const domain::Cover& cover,
                base::TimeMs at) {
  const auto there = [&](const std::string& language) {
    return std::ranges::any_of(shifts, [&](const domain::Shift& one) {
      return one.interval.contains(at) && one.rank >= cover.rank &&
             (language.empty() || std::ranges::count(one.officer.languages, language) != 0);
    });
  };
  return there({}) && std::ranges::all_of(cover.languages, there);
}

TEST(OnDuty, WhatIsUncoveredIsWhatEachHourSays) {
  std::mt19937_64 random(2020);
  const auto below = [&](std::uint64_t bound) {
    return static_cast<std::int64_t>(random() % bound);
  };
  for (int round = 0; round < 500; ++round) {
    std::vector<domain::Shift> shifts;
    for (std::int64_t i = below(6); i > 0; --i) {
      const std::int64_t from = below(40) - 10;
      std::vector<std::string> languages;
      for (const char* const one : {"ar", "ru"})
        if (below(2) == 0) languages.emplace_back(one);
      shifts.push_back(shift("x", static_cast<domain::RankClass>(below(4)), from,
                             from + 1 + below(20), languages));
    }
    domain::Cover cover;
    cover.parties = {"north"};
    cover.rank = static_cast<domain::RankClass>(below(4));
    if (below(2) == 0) cover.languages = {"ar"};
    if (below(4) == 0) cover.languages = {"ar", "ru"};
    Story story;
    story.say("north", domain::Roster{"desk", {}, {}, shifts});
    const State state = story.state();
    const base::Interval within{hour(0), hour(24)};
    const auto left = uncovered(state, "north", cover, within);
    for (std::int64_t n = 0; n < 24; ++n) {
      const bool is_left = std::ranges::any_of(
          left, [&](const base::Interval& part) { return part.contains(hour(n)); });
      ASSERT_EQ(is_left, !is_covered(shifts, cover, hour(n))) << round << ", hour " << n;
    }
    for (std::size_t i = 1; i < left.size(); ++i) ASSERT_LT(left[i - 1].to, left[i].from) << round;
  }
}

}  // namespace
}  // namespace truceline::engine
