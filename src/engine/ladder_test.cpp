// SPDX-License-Identifier: Apache-2.0
#include "engine/ladder.hpp"

#include <gtest/gtest.h>

#include "engine/story.hpp"

namespace truceline::engine {
namespace {

using domain::AcknowledgementStep;

domain::Notification site(std::int64_t radius_m) {
  domain::Notification notice;
  notice.id = "clinic";
  notice.when = on("2020-05-01");
  notice.when.interval.to = base::kTimeMax;
  notice.circle = geo::Circle{point(36, 35), radius_m};
  return notice;
}

domain::Acknowledgement answer(const base::Hash& notification, AcknowledgementStep step) {
  domain::Acknowledgement said;
  said.notification = notification;
  said.step = step;
  said.officer = "Colonel A";
  said.unit = "Northern brigade";
  said.reason = "not there";
  said.at.time = midnight("2020-05-02");
  return said;
}

Answers answers_of(const Story& story, const std::string& recipient) {
  static State state;  // what is returned points into it
  state = story.state();
  return Ladder(state).answers(*state.notified().front(), {recipient}).front();
}

TEST(LadderOfProof, GoesUpStepByStepForEachRecipientByItself) {
  Story story;
  const base::Hash notice = story.say("ngo", site(100));
  EXPECT_EQ(answers_of(story, "north").level(), 0);
  story.say("north", answer(notice, AcknowledgementStep::received));
  EXPECT_EQ(answers_of(story, "north").level(), 3);
  story.say("north", answer(notice, AcknowledgementStep::relayed));
  EXPECT_EQ(answers_of(story, "north").level(), 4);
  story.say("north", answer(notice, AcknowledgementStep::in_effect));
  EXPECT_EQ(answers_of(story, "north").level(), 5);
  EXPECT_EQ(answers_of(story, "south").level(), 0) << "nobody answers for another";
}

TEST(LadderOfProof, ALaterStepStandsForThoseBeforeIt) {
  Story story;
  story.say("north", answer(story.say("ngo", site(100)), AcknowledgementStep::in_effect));
  const Answers answers = answers_of(story, "north");
  EXPECT_EQ(answers.level(), 5);
  EXPECT_NE(answers.reached(AcknowledgementStep::received), nullptr);
}

TEST(LadderOfProof, WhatAnotherEnteredCountsForWhoseOfficerItWas) {
  Story story;
  domain::Acknowledgement said = answer(story.say("ngo", site(100)), AcknowledgementStep::received);
  said.recipient = "south";
  said.channel = domain::Channel::phone;
  said.witness = "Head of programme";
  story.say("ngo", said);
  EXPECT_EQ(answers_of(story, "south").level(), 3);
  EXPECT_EQ(answers_of(story, "ngo").level(), 0);
}

TEST(LadderOfProof, SaidAgainUnchangedItStaysChangedItBeginsAnew) {
  Story story;
  const base::Hash first = story.say("ngo", site(100));
  story.say("north", answer(first, AcknowledgementStep::relayed));
  domain::Notification again = site(100);
  again.verified = domain::Verification{"site manager", {midnight("2020-06-01"), {}}};
  story.say("ngo", again);
  EXPECT_EQ(answers_of(story, "north").level(), 4) << "verified again, and the same place";
  story.say("ngo", site(120));
  EXPECT_EQ(answers_of(story, "north").level(), 0);
  story.say("ngo", site(100));
  EXPECT_EQ(answers_of(story, "north").level(), 4) << "back where it was";
}

TEST(LadderOfProof, AnObjectionStandsUntilItIsTakenBack) {
  Story story;
  const base::Hash notice = story.say("ngo", site(100));
  story.say("north", answer(notice, AcknowledgementStep::received));
  story.say("north", answer(notice, AcknowledgementStep::objected));
  EXPECT_NE(answers_of(story, "north").standing_objection(), nullptr);
  const base::Hash later = story.say("north", answer(notice, AcknowledgementStep::relayed));
  EXPECT_EQ(answers_of(story, "north").standing_objection(), nullptr);
  story.say("north", domain::Supersede{"sent to the wrong unit"},
            {{domain::ReferenceKind::supersedes, later}});
  EXPECT_NE(answers_of(story, "north").standing_objection(), nullptr);
}

TEST(LadderOfProof, AReplayedOrForeignAcknowledgementChangesNothing) {
  Story story;
  const base::Hash other = story.say("agency", site(100));  // the same id, another party's
  story.say("north", answer(other, AcknowledgementStep::in_effect));
  story.say("ngo", site(100));
  const State state = story.state();
  const auto notified = state.notified();
  ASSERT_EQ(notified.size(), 2U);
  EXPECT_EQ(Ladder(state).answers(*notified[0], {"north"}).front().level(), 5);
  EXPECT_EQ(Ladder(state).answers(*notified[1], {"north"}).front().level(), 0);
}

}  // namespace
}  // namespace truceline::engine
