// SPDX-License-Identifier: Apache-2.0
#include "engine/neighbourhood.hpp"

#include <gtest/gtest.h>

#include "engine/story.hpp"

namespace truceline::engine {
namespace {

using domain::NotificationKind;
using domain::Reader;

class Neighbours : public testing::Test {
 protected:
  Neighbours() {
    domain::Arrangement arrangement;
    arrangement.id = "rules";
    arrangement.title = "rules";
    using domain::SubjectKind;
    arrangement.separations = {{SubjectKind::operation, SubjectKind::site, 500, {}, 0}};
    story_.say("mission", arrangement);
  }

  static domain::Notification site(const std::string& id, std::int64_t east_m) {
    domain::Notification notice;
    notice.id = id;
    notice.when.interval = {midnight("2018-01-01"), base::kTimeMax};
    notice.circle = geo::Circle{
        {.lon_e7 = static_cast<std::int32_t>(360'000'000 + east_m * 110), .lat_e7 = 350'000'000},
        50};
    return notice;
  }

  Neighbourhood of_plan(const Reader& reader = Reader::of("north")) const {
    const State state = story_.state();
    Said<domain::Notification> plan;
    plan.index = {state.size().value};
    plan.party = "north";
    plan.what = site("strike", 0);
    plan.what.kind = NotificationKind::operation;
    plan.what.when.interval = {midnight("2018-03-01"), midnight("2018-03-02")};
    return neighbourhood(plan, state, *ground_of(state), reader);
  }

  Story story_;
};

TEST_F(Neighbours, are_what_others_notified_near_enough_and_the_reader_may_read) {
  EXPECT_TRUE(of_plan().entries.empty());
  story_.say("ngo", site("hospital", 4'000));
  story_.say("ngo", site("far", 9'000));
  story_.say("north", site("own", 1'000));
  story_.audience = {domain::AudienceLabel::named, {"south"}};
  story_.say("ngo", site("secret", 1'000));
  EXPECT_EQ(of_plan().entries, std::vector<base::EntryIndex>{{1}});
  EXPECT_EQ(of_plan(Reader::of("south")).entries, (std::vector<base::EntryIndex>{{1}, {4}}));
}

TEST_F(Neighbours, have_a_key_that_changes_exactly_when_their_content_does) {
  const base::Hash empty = of_plan().key;
  story_.say("ngo", site("hospital", 4'000));
  const base::Hash one = of_plan().key;
  EXPECT_NE(one, empty);
  story_.say("ngo", site("hospital", 4'000));  // said again
  EXPECT_EQ(of_plan().key, one);
  EXPECT_EQ(of_plan().entries, std::vector<base::EntryIndex>{{2}});
  story_.say("ngo", site("far", 9'000));
  story_.say("other", domain::Roster{.id = "desk", .party = {}, .names = {}, .shifts = {}});
  EXPECT_EQ(of_plan().key, one) << "elsewhere";
  domain::Notification moved = site("hospital", 4'001);
  const base::Hash said = story_.say("ngo", moved);
  EXPECT_NE(of_plan().key, one);
  moved.phase = domain::Phase::withdrawn;
  story_.say("ngo", moved);
  EXPECT_EQ(of_plan().key, empty);
  static_cast<void>(said);
}

}  // namespace
}  // namespace truceline::engine
