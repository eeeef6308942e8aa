// SPDX-License-Identifier: Apache-2.0
#include "engine/rules/breach.hpp"

#include <gtest/gtest.h>

#include "engine/rules/run_rule.hpp"

namespace truceline::engine::rules {
namespace {

// What a clause catches and what stays in doubt: tests/scenarios. Here: what a finding carries.

class Breach : public ::testing::Test {
 protected:
  Breach() {
    domain::Agreement agreement = truce();
    agreement.provisions[0].everywhere = false;
    agreement.provisions[0].zones = {"nowhere-drawn", "north"};
    agreement.provisions[0].who = {"parties"};
    story_.say("mission", agreement);
    story_.say("mission", square("north", 36, 35));
  }
  Story story_;
};

TEST_F(Breach, CarriesWhatASentenceNeedsAndAllItRestsOn) {
  domain::Report report = shelling("2017-08-01");
  report.side_b = actors_named({"opposition", "villagers"});
  report.counts = {{"injured", 9, 9, 9}, {"deaths", 1, 2, 3}};
  report.place.name = "Saraqib";
  story_.say("ngo", report);
  const Findings findings = run_rule(breaches, story_);
  ASSERT_EQ(findings.size(), 1u);
  const domain::Finding& breach = findings[0];
  EXPECT_EQ(breach.evidence, (std::vector<base::EntryIndex>{{0}, {1}, {2}}));
  EXPECT_EQ(breach.computed_at.value, 3u);
  EXPECT_EQ(breach.severity, domain::Severity::medium);
  EXPECT_EQ(breach.when, report.when.interval);
  EXPECT_EQ(breach.point, report.place.point);
  EXPECT_EQ(breach.place_name, "Saraqib");
  EXPECT_EQ(breach.zone, "north");
  EXPECT_EQ(breach.must_act, std::vector<std::string>{"parties"});
  EXPECT_EQ(breach.facts.at("event"), "shelling");
  EXPECT_EQ(breach.facts.at("side_a"), "government");
  EXPECT_EQ(breach.facts.at("side_b"), "opposition, villagers");
  EXPECT_EQ(breach.facts.at("deaths"), "2");
  EXPECT_EQ(breach.facts.at("publisher"), "Monitor");
  EXPECT_EQ(breach.facts.at("agreement_title"), "The truce");
  EXPECT_EQ(breach.facts.at("provision_what"), "no shelling");
}

TEST_F(Breach, IsSeenByNobodyWhoMayNotSeeItsEvidence) {
  story_.audience = {domain::AudienceLabel::named, {"government", "mission"}};
  story_.say("government", shelling("2017-08-01"));
  const Findings findings = run_rule(breaches, story_);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].audience, story_.audience);
}

TEST_F(Breach, KeepsItsIdWhateverElseIsSaidLater) {
  story_.say("ngo", shelling("2017-08-01"));
  const base::Hash before = run_rule(breaches, story_).at(0).id;
  story_.say("ngo", shelling("2017-08-02"));
  const Findings after = run_rule(breaches, story_);
  ASSERT_EQ(after.size(), 2u);
  EXPECT_EQ(after[0].id, before);
  EXPECT_NE(after[1].id, before);
}

TEST_F(Breach, NeedsAPlaceWhereTheClauseIsBoundToZones) {
  domain::Report report = shelling("2017-08-01");
  report.place.point.reset();
  story_.say("ngo", report);
  EXPECT_TRUE(run_rule(breaches, story_).empty());
}

TEST(BreachEverywhere, ACoarsePlaceLeavesADoubtEvenThere) {
  Story story;
  story.say("mission", truce());
  domain::Report report = shelling("2017-08-01");
  report.place.point.reset();
  story.say("ngo", report);
  report.place.precision = domain::PlacePrecision::country;
  story.say("ngo", report);
  const Findings findings = run_rule(breaches, story);
  ASSERT_EQ(findings.size(), 2u);
  EXPECT_FALSE(findings[0].possible());
  EXPECT_EQ(findings[1].doubts, std::vector<domain::Doubt>{domain::Doubt::place});
}

TEST(BreachEverywhere, OnlyTheVersionOfAnAgreementThatCountsIsHeldAgainst) {
  Story story;
  story.say("mission", truce());
  story.say("mission", truce());
  story.say("ngo", shelling("2017-08-01"));
  EXPECT_EQ(run_rule(breaches, story).size(), 1u);
}

}  // namespace
}  // namespace truceline::engine::rules
