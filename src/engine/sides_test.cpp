// SPDX-License-Identifier: Apache-2.0
#include "engine/sides.hpp"

#include <gtest/gtest.h>

#include "engine/story.hpp"

namespace truceline::engine {
namespace {

class Sides : public ::testing::Test {
 protected:
  Sides() {
    story_.say("mission", truce());
    domain::Actor faction;
    faction.id = "faction";
    faction.relations = {{domain::Relation::member_of, "opposition", {}}};
    story_.say("mission", faction);
    domain::Actor heir;
    heir.id = "heir";
    heir.relations = {{domain::Relation::successor_of, "islamic-state", {}},
                      {domain::Relation::member_of, "opposition", {}}};
    story_.say("mission", heir);
    state_ = story_.state();
  }
  SideVerdict verdict(std::vector<std::string> names) const {
    return standing(actors_named(std::move(names)), truce(), {"parties"}, midnight("2017-07-02"),
                    ActorRegister(state_))
        .verdict;
  }
  ActorMatch match(std::vector<std::string> a, std::vector<std::string> b,
                   const domain::EventMatch& how, bool directed = false) const {
    domain::Report report;
    report.side_a = actors_named(std::move(a));
    report.side_b = actors_named(std::move(b));
    report.directed = directed;
    return match_actors(report, truce(), how, midnight("2017-07-02"), ActorRegister(state_));
  }
  Story story_;
  State state_;
  domain::EventMatch between_parties_{{}, {"parties"}, {}, {}};
};

TEST_F(Sides, ASideIsWhatItsMembersAre) {
  EXPECT_EQ(verdict({"government"}), SideVerdict::covered);
  EXPECT_EQ(verdict({"faction"}), SideVerdict::covered);
  EXPECT_EQ(verdict({"faction", "who knows"}), SideVerdict::covered);
  EXPECT_EQ(verdict({"faction", "islamic-state"}), SideVerdict::mixed);
  EXPECT_EQ(verdict({"islamic-state"}), SideVerdict::excluded);
  EXPECT_EQ(verdict({"heir"}), SideVerdict::excluded) << "exclusion wins over membership";
  EXPECT_EQ(verdict({"russia"}), SideVerdict::uncovered);
  EXPECT_EQ(verdict({"russia", "islamic-state"}), SideVerdict::uncovered);
  EXPECT_EQ(verdict({"who knows", "islamic-state"}), SideVerdict::unresolved);
  EXPECT_EQ(verdict({}), SideVerdict::unresolved);
}

TEST_F(Sides, BetweenWantsTwoDifferentParties) {
  EXPECT_EQ(match({"government"}, {"faction"}, between_parties_), ActorMatch::yes);
  EXPECT_EQ(match({"faction"}, {"opposition"}, between_parties_), ActorMatch::no);
  EXPECT_EQ(match({"russia"}, {"opposition"}, between_parties_), ActorMatch::no);
  EXPECT_EQ(match({"government"}, {"islamic-state"}, between_parties_), ActorMatch::no);
  EXPECT_EQ(match({"government"}, {"faction", "heir"}, between_parties_), ActorMatch::doubtful);
  EXPECT_EQ(match({"government"}, {"who knows"}, between_parties_), ActorMatch::doubtful);
  EXPECT_EQ(match({"who knows"}, {"who else"}, between_parties_), ActorMatch::doubtful);
}

TEST_F(Sides, BetweenOneActorAndAnyone) {
  const domain::EventMatch how{{}, {"russia", "anyone"}, {}, {}};
  EXPECT_EQ(match({"russia"}, {"faction"}, how), ActorMatch::yes);
  EXPECT_EQ(match({"russia"}, {"who knows"}, how), ActorMatch::doubtful);
  EXPECT_EQ(match({"islamic-state"}, {"faction"}, how), ActorMatch::no);
}

TEST_F(Sides, ByAndAgainstFollowTheDirectionWhereThereIsOne) {
  const domain::EventMatch by{{}, {}, {"government"}, {}};
  EXPECT_EQ(match({"government"}, {}, by, true), ActorMatch::yes);
  EXPECT_EQ(match({"opposition"}, {"government"}, by, true), ActorMatch::no);
  EXPECT_EQ(match({"opposition"}, {"government"}, by, false), ActorMatch::yes);
  const domain::EventMatch against{{}, {}, {"government"}, {"opposition"}};
  EXPECT_EQ(match({"government"}, {"faction"}, against, true), ActorMatch::yes);
  EXPECT_EQ(match({"government"}, {"russia"}, against, true), ActorMatch::no);
  EXPECT_EQ(match({"government"}, {"islamic-state"}, by, true), ActorMatch::no);
}

TEST_F(Sides, WithoutSelectorsOnlyExclusionCounts) {
  EXPECT_EQ(match({"russia"}, {"who knows"}, {}), ActorMatch::yes);
  EXPECT_EQ(match({"russia"}, {"islamic-state"}, {}), ActorMatch::no);
}

}  // namespace
}  // namespace truceline::engine
