// SPDX-License-Identifier: Apache-2.0
#include "engine/zone_history.hpp"

#include <gtest/gtest.h>

#include "engine/story.hpp"

namespace truceline::engine {
namespace {

class Redrawn : public ::testing::Test {
 protected:
  Redrawn() {
    domain::Zone first = square("north", 36, 35);
    first.valid = {midnight("2017-01-01"), base::kTimeMax};
    story_.say("mission", first);
    domain::Zone second = square("north", 38, 35);  // elsewhere
    second.valid = {midnight("2017-06-01"), midnight("2018-01-01")};
    story_.say("mission", second);
    state_ = story_.state();
  }
  ZoneRelation at_first_square(const domain::When& when,
                               domain::PlacePrecision precision = domain::PlacePrecision::exact) {
    return relate(ZoneHistory(state_, "north"), when.interval, precision,
                  [](const Said<PreparedZone>& version) {
                    return geo::relate_disc(point(36.5, 35.5), 100, *version.what.area);
                  });
  }
  Story story_;
  State state_;
};

TEST_F(Redrawn, TheNewestDrawingValidGovernsAndTheOlderReturns) {
  const ZoneHistory history(state_, "north");
  ASSERT_EQ(history.reigns().size(), 3u);
  EXPECT_EQ(history.reigns()[0].version->index.value, 0u);
  EXPECT_EQ(history.reigns()[1].version->index.value, 1u);
  EXPECT_EQ(history.reigns()[2].version->index.value, 0u);
}

TEST_F(Redrawn, WithoutGapsTheFirstDrawingReachesBackAndEachOnToTheNext) {
  domain::Zone late = square("south", 36, 34);
  late.valid = {midnight("2018-01-01"), midnight("2018-02-01")};
  story_.say("mission", late);
  late.valid = {midnight("2019-01-01"), midnight("2019-02-01")};
  story_.say("mission", late);
  const State state = story_.state();
  const ZoneHistory whole = ZoneHistory(state, "south").without_gaps();
  ASSERT_EQ(whole.reigns().size(), 2u);
  EXPECT_EQ(whole.reigns()[0].interval, (base::Interval{base::kTimeMin, midnight("2019-01-01")}));
  EXPECT_EQ(whole.reigns()[1].interval, (base::Interval{midnight("2019-01-01"), base::kTimeMax}));
  EXPECT_TRUE(ZoneHistory(state, "nowhere").without_gaps().reigns().empty());
}

TEST_F(Redrawn, AnEventIsHeldAgainstTheDrawingOfItsDay) {
  EXPECT_EQ(at_first_square(on("2016-05-01")).relation, geo::DiscRelation::outside);
  EXPECT_EQ(at_first_square(on("2017-05-01")).relation, geo::DiscRelation::inside);
  EXPECT_EQ(at_first_square(on("2017-07-01")).relation, geo::DiscRelation::outside);
  EXPECT_EQ(at_first_square(on("2018-07-01")).relation, geo::DiscRelation::inside);
}

TEST_F(Redrawn, AcrossARedrawingTimeIsWhatIsNotSettled) {
  const ZoneRelation across = at_first_square(between("2017-05-20", "2017-06-10"));
  EXPECT_EQ(across.relation, geo::DiscRelation::may_touch);
  EXPECT_TRUE(across.time_unsettled);
  EXPECT_FALSE(across.place_unsettled);
  const ZoneRelation before_any = at_first_square(between("2016-12-20", "2017-01-10"));
  EXPECT_TRUE(before_any.time_unsettled);
}

TEST_F(Redrawn, ACoarsePlaceIsNeverCertainlyInside) {
  const ZoneRelation coarse = at_first_square(on("2017-05-01"), domain::PlacePrecision::province);
  EXPECT_EQ(coarse.relation, geo::DiscRelation::may_touch);
  EXPECT_TRUE(coarse.place_unsettled);
}

TEST(ZoneHistory, IsEmptyForAZoneNobodyHasDrawn) {
  EXPECT_TRUE(ZoneHistory(State(), "nowhere").reigns().empty());
}

}  // namespace
}  // namespace truceline::engine
