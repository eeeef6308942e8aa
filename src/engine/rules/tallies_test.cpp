// SPDX-License-Identifier: Apache-2.0
#include "engine/rules/tallies.hpp"

#include <gtest/gtest.h>

#include "engine/rules/run_rule.hpp"

namespace truceline::engine::rules {
namespace {

domain::Tally figure(std::int64_t count) {
  domain::Tally tally;
  tally.unit = "shots";
  tally.scope = "everywhere";
  tally.when = on("2017-08-01");
  tally.count = count;
  tally.source.publisher = "Bulletin";
  return tally;
}

TEST(Tallies, ThePartsAreWrittenOut) {
  Story story;
  domain::Tally tally = figure(10);
  tally.parts = {{"north", 7}, {"", 4}};
  story.say("mission", tally);
  const Findings findings = run_rule(sums_that_do_not_add_up, story);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].facts.at("parts"), "7 north + 4");
  EXPECT_EQ(findings[0].facts.at("sum"), "11");
}

TEST(Tallies, EachFigureThatDiffersIsHeldAgainstTheFirst) {
  Story story;
  for (const std::int64_t count : {65, 143, 65, 150}) story.say("mission", figure(count));
  domain::Tally cumulative = figure(900);
  cumulative.cumulative = true;  // another thing
  story.say("mission", cumulative);
  const Findings findings = run_rule(two_figures_for_one_thing, story);
  ASSERT_EQ(findings.size(), 2u);
  EXPECT_EQ(findings[0].evidence, (std::vector<base::EntryIndex>{{0}, {1}}));
  EXPECT_EQ(findings[1].facts.at("figure_2"), "150");
}

TEST(Tallies, ACorrectedFigureIsNoSecondOne) {
  Story story;
  const base::Hash first = story.say("mission", figure(65));
  story.say("mission", figure(143), {{domain::ReferenceKind::supersedes, first}});
  EXPECT_TRUE(run_rule(two_figures_for_one_thing, story).empty());
}

}  // namespace
}  // namespace truceline::engine::rules
