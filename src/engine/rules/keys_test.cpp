// SPDX-License-Identifier: Apache-2.0
#include "engine/rules/keys.hpp"

#include <gtest/gtest.h>

#include "engine/findings.hpp"
#include "engine/story.hpp"

namespace truceline::engine::rules {
namespace {

using domain::KeyAction;
using domain::KeyRole;

domain::Key root(KeyAction action, const std::string& party, std::uint8_t number) {
  domain::Key key;
  key.action = action;
  key.party = party;
  key.role = KeyRole::root;
  key.key[0] = number;
  return key;
}

TEST(KeyRules, A_root_that_the_mission_replaced_is_a_finding_with_both_entries) {
  Story story;
  story.say("mission", root(KeyAction::enrol, "mission", 1));
  story.say("mission", root(KeyAction::enrol, "north", 2));
  domain::Key other = root(KeyAction::rotate, "north", 3);
  other.replaces = root(KeyAction::enrol, "north", 2).key;
  other.reason = "its safe burnt";
  story.say("mission", other);
  const auto findings = derive_findings(story.state(), {0});
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].rule, domain::Rule::root_replaced);
  EXPECT_EQ(findings[0].evidence, (std::vector<base::EntryIndex>{{1}, {2}}));
  EXPECT_EQ(findings[0].facts.at("party"), "north");
  EXPECT_EQ(findings[0].facts.at("reason"), "its safe burnt");
}

TEST(KeyRules, A_party_that_rotates_its_own_root_is_no_finding) {
  Story story;
  story.say("mission", root(KeyAction::enrol, "north", 2));
  domain::Key other = root(KeyAction::rotate, "north", 3);
  other.replaces = root(KeyAction::enrol, "north", 2).key;
  story.say("north", other);
  EXPECT_TRUE(derive_findings(story.state(), {0}).empty());
}

TEST(KeyRules, What_a_key_without_right_signed_is_a_finding_and_says_nothing_else) {
  Story story;
  story.say("mission", truce());
  story.say("thief", shelling("2017-07-02"));
  EXPECT_EQ(derive_findings(story.state(), {0}).at(0).rule, domain::Rule::breach_prohibited_event);
  State state;
  for (domain::Statement told : story.told()) {
    told.key_in_force = told.header.party != "thief";
    state.apply(std::move(told));
  }
  const auto findings = derive_findings(state, {0});
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].rule, domain::Rule::key_not_in_force);
  EXPECT_EQ(findings[0].evidence, (std::vector<base::EntryIndex>{{1}}));
  EXPECT_TRUE(state.reports().empty());
}

}  // namespace
}  // namespace truceline::engine::rules
