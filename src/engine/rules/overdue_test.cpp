// SPDX-License-Identifier: Apache-2.0
#include "engine/rules/overdue.hpp"

#include <gtest/gtest.h>

#include "engine/rules/run_rule.hpp"

namespace truceline::engine::rules {
namespace {

domain::Agreement with_duty(std::string_view due) {
  domain::Agreement agreement = truce();
  domain::Provision duty;
  duty.id = "2";
  duty.modality = domain::Modality::commits;
  duty.who = {"guarantors"};
  duty.what = "form the group";
  duty.in_effect = agreement.in_force;
  duty.due = domain::Moment{midnight(due), "in time"};
  duty.met_by = "group-formed";
  agreement.provisions.push_back(duty);
  return agreement;
}

TEST(Overdue, SaysWhoMustActOnWhatSinceWhen) {
  Story story;
  story.say("mission", with_duty("2017-08-01"));
  const Findings findings = run_rule(overdue_duties, story);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].rule, domain::Rule::overdue_duty);
  EXPECT_EQ(findings[0].must_act, std::vector<std::string>{"guarantors"});
  EXPECT_EQ(findings[0].due, midnight("2017-08-01"));
  EXPECT_EQ(findings[0].severity, domain::Severity::high);
  EXPECT_EQ(findings[0].facts.at("days_late"), "304");
  EXPECT_EQ(findings[0].facts.at("due"), "in time");
  EXPECT_EQ(findings[0].facts.at("step"), "group-formed");
}

TEST(Overdue, WhatFallsDueAfterTheEndIsNotOwed) {
  Story story;
  story.say("mission", with_duty("2018-02-01"));
  EXPECT_TRUE(run_rule(overdue_duties, story).empty());
}

TEST(Overdue, APermissionIsNoDuty) {
  domain::Agreement agreement = with_duty("2017-08-01");
  agreement.provisions[1].modality = domain::Modality::permits;
  Story story;
  story.say("mission", agreement);
  EXPECT_TRUE(run_rule(overdue_duties, story).empty());
}

}  // namespace
}  // namespace truceline::engine::rules
