// SPDX-License-Identifier: Apache-2.0
#include "engine/rules/equivocation.hpp"

#include <gtest/gtest.h>

#include "engine/rules/run_rule.hpp"

namespace truceline::engine::rules {
namespace {

TEST(Equivocation, IsFoundInTheHeadersAlone) {
  Story story;
  story.say_numbered("ngo", 0, shelling("2017-08-01"));
  story.withhold_last();
  story.say_numbered("ngo", 0, shelling("2017-08-02"));
  story.withhold_last();
  const Findings findings = run_rule(equivocations, story);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].facts.at("party"), "ngo");
  EXPECT_EQ(findings[0].evidence, (std::vector<base::EntryIndex>{{0}, {1}}));
}

}  // namespace
}  // namespace truceline::engine::rules
