// SPDX-License-Identifier: Apache-2.0
#include "engine/escalation.hpp"

#include <gtest/gtest.h>

#include "engine/findings.hpp"
#include "engine/story.hpp"

namespace truceline::engine {
namespace {

using domain::RankClass;

const base::TimeMs kNoon{midnight("2018-03-01").value + 12 * base::kHourMs};

base::TimeMs after(std::int64_t minutes) {
  return {kNoon.value + minutes * base::kMinuteMs};
}

domain::Arrangement chain() {
  domain::Arrangement arrangement;
  arrangement.id = "rules";
  arrangement.title = "Rules";
  arrangement.answer_within_ms = 5 * base::kMinuteMs;
  arrangement.escalation = {{15 * base::kMinuteMs, RankClass::field},
                            {30 * base::kMinuteMs, RankClass::flag}};
  return arrangement;
}

TEST(Escalation, goes_up_step_by_step) {
  EXPECT_EQ(escalated_to(chain(), kNoon, after(14)), std::nullopt);
  EXPECT_EQ(escalated_to(chain(), kNoon, after(15)), RankClass::field);
  EXPECT_EQ(escalated_to(chain(), kNoon, after(29)), RankClass::field);
  EXPECT_EQ(escalated_to(chain(), kNoon, after(30)), RankClass::flag);
  EXPECT_EQ(escalated_to(domain::Arrangement{}, kNoon, after(999)), std::nullopt);
}

TEST(Escalation, of_a_call_that_nobody_answers_counts_from_its_beginning) {
  Story story;
  story.say("mission", chain());
  domain::Call call;
  call.id = "call-1";
  call.caller = "duty officer";
  call.called = "north";
  call.at.time = kNoon;
  story.say("mission", call);
  call.at.time = after(14);  // tried again
  story.say("mission", call);
  const State state = story.state();
  const auto rank = [&](std::int64_t minutes) {
    for (const domain::Finding& finding : derive_findings(state, after(minutes)))
      if (finding.rule == domain::Rule::overdue_call)
        return finding.facts.contains("escalate") ? finding.facts.at("escalate") : "nobody yet";
    return std::string("none");
  };
  EXPECT_EQ(rank(18), "none") << "the second try may still be answered";
  EXPECT_EQ(rank(20), "field");
  EXPECT_EQ(rank(30), "flag");
}

TEST(Escalation, calls_the_lowest_who_is_high_enough_first) {
  Story story;
  domain::Roster roster;
  roster.id = "desk";
  for (const auto& [name, rank] :
       std::vector<std::pair<std::string, RankClass>>{{"captain", RankClass::junior},
                                                      {"general", RankClass::flag},
                                                      {"colonel", RankClass::field}})
    roster.shifts.push_back(
        {{.name = name, .languages = {}, .reach = {}}, rank, {kNoon, after(600)}});
  story.say("north", roster);
  const State state = story.state();
  const auto names = [&](std::optional<RankClass> from) {
    auto officers = on_duty(state, "north", after(1));
    if (from) put_in_order_of_calling(officers, *from);
    std::string all;
    for (const OnDuty& one : officers) all += one.shift->officer.name + " ";
    return all;
  };
  EXPECT_EQ(names({}), "general colonel captain ");
  EXPECT_EQ(names(RankClass::field), "colonel general captain ");
  EXPECT_EQ(names(RankClass::flag), "general colonel captain ");
}

}  // namespace
}  // namespace truceline::engine
