// SPDX-License-Identifier: Apache-2.0
//
// Whoever holds the erasure agrees on the state, whether the erased bytes are still there or not.
#include <gtest/gtest.h>

#include "engine/findings.hpp"
#include "engine/synthetic_mission.hpp"

namespace truceline::engine {
namespace {

domain::Erasure erasure_of(const base::Hash& entry) {
  return {entry, "a person asked for it", "data protection desk"};
}

const base::TimeMs kClock = midnight("2019-12-31");

/// Everything that anybody can ask of it, in one text.
std::string all_of(const State& state) {
  std::string text = base::to_hex(state.digest());
  text += " " + base::to_hex(digest(derive_findings(state, kClock)));
  const auto list = [&](const auto& all) {
    text += " [";
    for (const auto& said : all) {
      text += std::to_string(said.index.value);
      if (said.superseded_by) text += "<" + std::to_string(said.superseded_by->value);
      text += ' ';
    }
    text += "]";
  };
  list(state.agreements());
  list(state.actors());
  list(state.zones());
  list(state.posts());
  list(state.reports());
  list(state.tallies());
  list(state.assessments());
  list(state.controls());
  list(state.statuses());
  list(state.keys());
  for (const auto& said : state.agreements())
    if (const auto* counts = state.agreement(said.what.id))
      text += " " + std::to_string(counts->index.value);
  for (const auto& said : state.zones())
    for (const auto* version : state.zone_versions(said.what.zone.id))
      text += " " + std::to_string(version->index.value);
  for (const auto& said : state.actors())
    if (const auto* counts = state.actor(said.what.id))
      text += " " + std::to_string(counts->index.value);
  return text;
}

TEST(Erasure, GivesTheStateOfOneWhoNeverHeldTheBody) {
  const std::size_t said = 300;
  const Story story = SyntheticMission(7).tell(said);
  const std::size_t all = story.told().size();
  std::map<domain::StatementKind, int> erased;
  for (std::size_t target = 0; target < all; ++target) {
    if (target >= 40 && target % 5 != 0) continue;  // every kind, and some of each
    Story ending = story;
    ending.say("mission", erasure_of(story.told()[target].id));
    const State held = ending.state();
    State never;
    for (domain::Statement told : ending.told()) {
      if (told.index.value == target) told.body.reset();
      never.apply(std::move(told));
    }
    ASSERT_EQ(all_of(held), all_of(never)) << "entry " << target;
    EXPECT_FALSE(held.has_body({target}));
    EXPECT_EQ(held.erased_by({target})->value, all);
    ++erased[story.told()[target].header.kind];
  }
  EXPECT_GE(erased.size(), 7u);
}

TEST(Erasure, ErasingEverythingLeavesAStateWithoutAWord) {
  Story story = SyntheticMission(8).tell(100);
  const std::size_t all = story.told().size();
  for (std::size_t target = all; target-- > 0;)
    story.say("mission", erasure_of(story.told()[target].id));
  const State state = story.state();
  EXPECT_TRUE(state.reports().empty());
  EXPECT_TRUE(state.zones().empty());
  EXPECT_TRUE(derive_findings(state, kClock).empty());
  EXPECT_EQ(state.erased().size(), all);
  EXPECT_EQ(state.agreement("truce-0"), nullptr);
}

TEST(Erasure, AFindingGoesWithTheEvidenceItRestsOn) {
  Story story;
  story.say("mission", truce());
  const base::Hash report = story.say("ngo", shelling("2017-07-02"));
  ASSERT_EQ(derive_findings(story.state(), kClock).size(), 1u);
  story.say("ngo", erasure_of(report));
  EXPECT_TRUE(derive_findings(story.state(), kClock).empty());
}

TEST(Erasure, OnlyWhoSaidItAndTheMissionMayErase) {
  Story story;
  story.say("mission", truce());
  const base::Hash report = story.say("ngo", shelling("2017-07-02"));
  story.say("rival", erasure_of(report));
  EXPECT_TRUE(story.state().has_body({1}));
  EXPECT_FALSE(story.state().erased_by({1}));
  Story by_the_mission = story;
  by_the_mission.say("mission", erasure_of(report));
  EXPECT_EQ(by_the_mission.state().erased_by({1})->value, 3u);
}

TEST(Erasure, KeysAndErasuresAreNeverErasedAndTheFirstErasureStays) {
  Story story;
  domain::Key key;
  key.party = "mission";
  const base::Hash enrolment = story.say("mission", key);
  const base::Hash report = story.say("ngo", shelling("2017-07-02"));
  const base::Hash erasure = story.say("mission", erasure_of(report));
  story.say("mission", erasure_of(enrolment));
  story.say("mission", erasure_of(erasure));
  story.say("ngo", erasure_of(report));
  const State state = story.state();
  EXPECT_TRUE(state.has_body({0}));
  EXPECT_TRUE(state.has_body({2}));
  ASSERT_EQ(state.erased().size(), 1u);
  EXPECT_EQ(state.erased_by({1})->value, 2u);
  EXPECT_EQ(state.erasures().size(), 4u);
}

TEST(Erasure, WhatTheErasedStatementSupersededStaysSuperseded) {
  Story story;
  const base::Hash first = story.say("ngo", shelling("2017-07-02"));
  const base::Hash second =
      story.say("ngo", shelling("2017-07-03"), {{domain::ReferenceKind::supersedes, first}});
  story.say("ngo", erasure_of(second));
  const State state = story.state();
  ASSERT_EQ(state.reports().size(), 1u);
  EXPECT_EQ(state.reports()[0].superseded_by->value, 1u) << "that stands in the header";
}

}  // namespace
}  // namespace truceline::engine
