// SPDX-License-Identifier: Apache-2.0
#include "engine/state.hpp"

#include <gtest/gtest.h>

#include "engine/story.hpp"

namespace truceline::engine {
namespace {

Story::References supersedes(const base::Hash& id) {
  return {{domain::ReferenceKind::supersedes, id}};
}

TEST(State, KeepsWhatIsSaidInOrderOfEntry) {
  Story story;
  story.say("mission", truce());
  story.say("mission", shelling("2017-07-02"));
  const State state = story.state();
  EXPECT_EQ(state.size().value, 2u);
  ASSERT_EQ(state.reports().size(), 1u);
  EXPECT_EQ(state.reports()[0].index.value, 1u);
  EXPECT_EQ(state.find(story.told()[1].id)->value, 1u);
  EXPECT_EQ(state.kind_of({0}), domain::StatementKind::agreement);
  EXPECT_EQ(state.mission_party(), "mission");
}

TEST(State, APartyMayReplaceItsOwnWord) {
  Story story;
  story.say("mission", truce());
  const base::Hash report = story.say("ngo", shelling("2017-07-02"));
  story.say("ngo", shelling("2017-07-03"), supersedes(report));
  const State state = story.state();
  EXPECT_EQ(state.reports()[0].superseded_by->value, 2u);
  EXPECT_FALSE(state.reports()[1].superseded_by);
}

TEST(State, TheMissionMayReplaceAnybodysWordAndNobodyElseMay) {
  Story story;
  story.say("mission", truce());
  const base::Hash report = story.say("ngo", shelling("2017-07-02"));
  story.say("rival", domain::Supersede{"it never happened"}, supersedes(report));
  EXPECT_FALSE(story.state().reports()[0].superseded_by);
  story.say("mission", domain::Supersede{"entered twice"}, supersedes(report));
  EXPECT_EQ(story.state().reports()[0].superseded_by->value, 3u);
}

TEST(State, WhatIsNotifiedIsTheNewestVersionOfEachPartysOwn) {
  const auto notice = [](const std::string& id, std::int64_t radius_m) {
    domain::Notification notification;
    notification.id = id;
    notification.circle = geo::Circle{{}, radius_m};
    return notification;
  };
  Story story;
  story.say("north", notice("depot", 100));
  story.say("south", notice("depot", 200));
  story.say("north", notice("clinic", 300));
  const base::Hash newest = story.say("north", notice("depot", 400));
  const auto radii = [&] {
    std::vector<std::int64_t> all;
    const State state = story.state();
    for (const auto* said : state.notified()) all.push_back(said->what.circle->radius_m);
    return all;
  };
  EXPECT_EQ(radii(), (std::vector<std::int64_t>{200, 300, 400}));
  story.say("north", domain::Supersede{"entered by mistake"}, supersedes(newest));
  EXPECT_EQ(radii(), (std::vector<std::int64_t>{100, 200, 300})) << "the one before stands again";
}

TEST(State, AHeaderCountsThoughItsBodyIsWithheld) {
  Story story;
  const base::Hash report = story.say("ngo", shelling("2017-07-02"));
  story.say("ngo", shelling("2017-07-03"), supersedes(report));
  story.withhold_last();
  const State state = story.state();
  EXPECT_EQ(state.reports().size(), 1u);
  EXPECT_EQ(state.reports()[0].superseded_by->value, 1u);
  EXPECT_FALSE(state.has_body({1}));
}

TEST(State, TheNewestVersionByTheSameSpeakerCounts) {
  Story story;
  story.say("mission", domain::Supersede{"the first entry only names the mission"});
  domain::Actor actor;
  actor.id = "front";
  actor.note = "one";
  story.say("ngo", actor);
  actor.note = "two";
  story.say("rival", actor);
  EXPECT_EQ(story.state().actor("front")->what.note, "one");
  actor.note = "three";
  story.say("ngo", actor);
  EXPECT_EQ(story.state().actor("front")->what.note, "three");
  actor.note = "four";
  story.say("mission", actor);
  EXPECT_EQ(story.state().actor("front")->what.note, "four");
  EXPECT_EQ(story.state().actor("nobody"), nullptr);
}

TEST(State, TwoStatementsUnderOneNumberAreKeptSideBySide) {
  Story story;
  story.say_numbered("ngo", 0, shelling("2017-07-02"));
  story.say_numbered("ngo", 2, shelling("2017-07-03"));
  story.say_numbered("ngo", 1, shelling("2017-07-04"));
  EXPECT_TRUE(story.state().equivocations().empty()) << "a gap and its filling are no lie";
  story.say_numbered("ngo", 2, shelling("2017-07-05"));
  const State state = story.state();
  ASSERT_EQ(state.equivocations().size(), 1u);
  EXPECT_EQ(state.equivocations()[0].first.value, 1u);
  EXPECT_EQ(state.equivocations()[0].second.value, 3u);
}

TEST(State, DropsTextsOfReportsAndNothingElse) {
  Story story;
  domain::Report report = shelling("2017-07-02");
  report.text = "a long account";
  report.source.cites = {"a newspaper"};
  story.say("ngo", report);
  const State state = story.state();
  report.text.clear();
  report.source.cites.clear();
  EXPECT_EQ(state.reports()[0].what, report);
}

TEST(State, TheDigestTellsApartWhatWasSaidHeldAndSuperseded) {
  Story story;
  const base::Hash report = story.say("ngo", shelling("2017-07-02"));
  const base::Hash one = story.state().digest();
  story.withhold_last();
  EXPECT_NE(story.state().digest(), one) << "a body that is not held";
  Story with;
  with.say("ngo", shelling("2017-07-02"));
  EXPECT_EQ(with.state().digest(), one) << "the same story";
  with.say("ngo", domain::Supersede{"x"}, supersedes(report));
  Story without;
  without.say("ngo", shelling("2017-07-02"));
  without.say("ngo", domain::Supersede{"x"});
  EXPECT_NE(with.state().digest(), without.state().digest());
}

TEST(State, ACopyIsWholeAndGoesItsOwnWay) {
  Story story;
  story.say("mission", truce());
  story.say("ngo", shelling("2017-07-02"));
  State state = story.state(1);
  State copy = state;
  state = State();
  copy.apply(story.told()[1]);
  EXPECT_EQ(copy.digest(), story.state().digest());
  EXPECT_EQ(copy.party_of({1}), "ngo");
  EXPECT_EQ(copy.audience_of({0}).label, domain::AudienceLabel::everyone);
}

TEST(State, WhatIsReplacedIsKeptOnceForAllWhoReadIt) {
  Story story;
  story.say("mission", truce());
  const base::Hash report = story.say("ngo", shelling("2017-07-02"));
  story.say("ngo", shelling("2017-07-03"), supersedes(report));
  State whole, along;
  for (const domain::Statement& told : story.told()) {
    whole.apply(told);
    along.apply(domain::Statement(told), &whole);
  }
  EXPECT_TRUE(along.reports()[0].superseded_by);
  EXPECT_EQ(&along.reports()[0], &whole.reports()[0]);
}

TEST(State, WhoSharesWithOneThatIsAheadKnowsNoEntryBeforeItComes) {
  Story story;
  story.say("mission", truce());
  story.say("ngo", shelling("2017-07-02"));
  story.say("ngo", shelling("2017-07-03"));
  const State whole = story.state();
  State behind;
  behind.apply(domain::Statement(story.told()[0]), &whole);
  EXPECT_FALSE(behind.find(story.told()[2].id));
  EXPECT_FALSE(behind.find(base::Hash{}));
  behind.apply(domain::Statement(story.told()[1]), &whole);
  EXPECT_EQ(behind.find(story.told()[1].id), base::EntryIndex{1});
  behind.apply(story.told()[2]);
  EXPECT_EQ(behind.find(story.told()[2].id), base::EntryIndex{2});
  EXPECT_EQ(behind.digest(), whole.digest());
}

}  // namespace
}  // namespace truceline::engine
