// SPDX-License-Identifier: Apache-2.0
#include "engine/actors.hpp"

#include <gtest/gtest.h>

#include "engine/story.hpp"

namespace truceline::engine {
namespace {

domain::Actor actor(std::string id) {
  domain::Actor one;
  one.id = std::move(id);
  return one;
}

TEST(ActorRegister, FindsByCodeThenByNameWithoutRegardToAsciiCase) {
  Story story;
  domain::Actor front = actor("nusra-front");
  front.names = {{"en", "Jabhat al-Nusra"}};
  front.aliases = {"JN"};
  front.codes = {"ucdp:1"};
  story.say("mission", front);
  const State state = story.state();
  const ActorRegister actors(state);
  EXPECT_EQ(*actors.resolve({"anything", "nusra-front"}), "nusra-front");
  EXPECT_EQ(*actors.resolve({"anything", "ucdp:1"}), "nusra-front");
  EXPECT_EQ(*actors.resolve({"JABHAT AL-NUSRA", ""}), "nusra-front");
  EXPECT_EQ(*actors.resolve({"jn", "ucdp:999"}), "nusra-front");
  EXPECT_EQ(actors.resolve({"somebody", ""}), nullptr);
}

TEST(ActorRegister, ANameThatTwoActorsBearIsNobodys) {
  Story story;
  for (const char* id : {"brigade-1", "brigade-2"}) {
    domain::Actor one = actor(id);
    one.aliases = {"The Brigade"};
    story.say("mission", one);
  }
  const State state = story.state();
  EXPECT_EQ(ActorRegister(state).resolve({"the brigade", ""}), nullptr);
}

TEST(ActorRegister, KnowsTheIdsThatAgreementsName) {
  Story story;
  story.say("mission", truce());
  const State state = story.state();
  EXPECT_NE(ActorRegister(state).resolve({"Russia", ""}), nullptr);
}

TEST(ActorRegister, BelongingIsDatedTransitiveAndSurvivesCircles) {
  Story story;
  using domain::Relation;
  domain::Actor unit = actor("unit");
  unit.relations = {{Relation::member_of, "army", {midnight("2017-01-01"), midnight("2018-01-01")}},
                    {Relation::allied, "friend", {}}};
  domain::Actor army = actor("army");
  army.relations = {{Relation::successor_of, "old-army", {}}};
  domain::Actor old_army = actor("old-army");
  old_army.relations = {{Relation::member_of, "unit", {}}};  // a circle
  for (const domain::Actor& one : {unit, army, old_army}) story.say("mission", one);
  const State state = story.state();
  const ActorRegister actors(state);
  EXPECT_TRUE(actors.belongs("unit", "old-army", midnight("2017-06-01")));
  EXPECT_FALSE(actors.belongs("unit", "old-army", midnight("2018-06-01")));
  EXPECT_FALSE(actors.belongs("unit", "friend", midnight("2017-06-01")));
  EXPECT_NE(actors.epoch(midnight("2017-12-31")), actors.epoch(midnight("2018-01-01")));
  EXPECT_EQ(actors.epoch(midnight("2017-01-01")), actors.epoch(midnight("2017-12-31")));
}

}  // namespace
}  // namespace truceline::engine
