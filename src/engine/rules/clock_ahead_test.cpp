// SPDX-License-Identifier: Apache-2.0
#include "engine/rules/clock_ahead.hpp"

#include <gtest/gtest.h>

#include "engine/rules/run_rule.hpp"

namespace truceline::engine::rules {
namespace {

Findings at(const Story& story, base::TimeMs now) {
  const State state = story.state();
  const ActorRegister actors(state);
  return clocks_ahead({state, actors, now});
}

TEST(ClockAhead, is_one_finding_for_each_party_until_that_time_has_come) {
  const base::TimeMs now = midnight("2018-03-01");
  Story story;
  domain::Roster roster;
  roster.id = "desk";
  story.time = base::TimeMs{now.value + kClockToleranceMs};
  story.say("north", roster);  // as good as right
  EXPECT_TRUE(at(story, now).empty());
  story.time = base::TimeMs{now.value + base::kDayMs};  // a phone that is a day off
  story.say("south", roster);
  story.time = base::TimeMs{now.value + base::kHourMs};
  roster.id = "other-desk";
  story.say("south", roster);
  const Findings findings = at(story, now);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].must_act, std::vector<std::string>{"south"});
  EXPECT_EQ(findings[0].evidence, std::vector<base::EntryIndex>{{1}});
  EXPECT_EQ(findings[0].facts.at("minutes"), "1440");
  EXPECT_TRUE(at(story, {now.value + base::kDayMs}).empty());
}

}  // namespace
}  // namespace truceline::engine::rules
