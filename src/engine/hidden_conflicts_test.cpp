// SPDX-License-Identifier: Apache-2.0
#include "engine/hidden_conflicts.hpp"

#include <gtest/gtest.h>

#include "engine/story.hpp"

namespace truceline::engine {
namespace {

using domain::Disclosure;
using domain::Finding;
using domain::Reader;

/// An air strike of North, told to the mission alone, over a convoy of the relief agency that is
/// told to South.
class HiddenConflictsTest : public testing::Test {
 protected:
  void begin(Disclosure convoy_discloses, Disclosure strike_discloses = Disclosure::existence) {
    domain::Arrangement arrangement;
    arrangement.id = "rules";
    arrangement.title = "rules";
    using domain::SubjectKind;
    arrangement.separations = {{SubjectKind::operation, SubjectKind::movement, 2'000, {}, 0}};
    arrangement.priority = {SubjectKind::movement, SubjectKind::operation};
    domain::Profile of_convoys;
    of_convoys.kinds = {domain::NotificationKind::movement};
    of_convoys.discloses = convoy_discloses;
    domain::Profile of_strikes;
    of_strikes.kinds = {domain::NotificationKind::operation};
    of_strikes.discloses = strike_discloses;
    arrangement.profiles = {of_convoys, of_strikes};
    story_.say("mission", arrangement);
    say("relief", "convoy", domain::NotificationKind::movement, 0, {"south"});
    say("north", "strike", domain::NotificationKind::operation, 100'000, {"mission"});
  }

  void say(const std::string& party, const std::string& id, domain::NotificationKind kind,
           std::int32_t east_e7, std::vector<std::string> recipients) {
    domain::Notification notice;
    notice.id = id;
    notice.kind = kind;
    const base::TimeMs noon{midnight("2018-03-01").value + 12 * base::kHourMs};
    notice.when.interval = {noon, {noon.value + base::kHourMs}};
    notice.circle = geo::Circle{{.lon_e7 = 364'000'000 + east_e7, .lat_e7 = 350'100'000}, 1'000};
    story_.audience = {domain::AudienceLabel::named, std::move(recipients)};
    story_.say(party, notice);
    story_.audience = {domain::AudienceLabel::everyone, {}};
  }

  std::vector<Finding> heard_by(const std::string& party) const {
    const State whole = story_.state();
    const std::vector<Finding> all = derive_findings(whole, midnight("2018-02-01"));
    std::vector<const Finding*> pointers;
    for (const Finding& one : all) pointers.push_back(&one);
    return HiddenConflicts(pointers, whole).heard_by(Reader::of(party));
  }

  Story story_;
};

TEST_F(HiddenConflictsTest, remembering_what_was_heard_makes_no_difference) {
  begin(Disclosure::area, Disclosure::existence);
  HeardMemory memory;
  for (int step = 0; step < 3; ++step) {
    const State whole = story_.state();
    const std::vector<Finding> all = derive_findings(whole, midnight("2018-02-01"));
    std::vector<const Finding*> pointers;
    for (const Finding& one : all) pointers.push_back(&one);
    const HiddenConflicts hidden(pointers, whole);
    for (int again = 0; again < 2; ++again)
      EXPECT_EQ(hidden.heard_by(Reader::of("north"), &memory), heard_by("north")) << step;
    EXPECT_EQ(memory.existence.size(), 1u);
    say("relief", "convoy-" + std::to_string(step), domain::NotificationKind::movement,
        10'000'000 * step, {"south"});
  }
}

TEST_F(HiddenConflictsTest, are_told_to_those_who_must_act_and_say_no_more_than_that_there_is_one) {
  begin(Disclosure::existence);
  const auto north = heard_by("north");
  ASSERT_EQ(north.size(), 1u);
  EXPECT_EQ(north[0].rule, domain::Rule::conflict_hidden);
  EXPECT_EQ(north[0].evidence, (std::vector<base::EntryIndex>{{0}, {2}}));
  EXPECT_EQ(north[0].must_act, std::vector<std::string>{"north"});
  EXPECT_EQ(north[0].facts.at("name_a"), "strike");
  EXPECT_EQ(north[0].when->to.value - north[0].when->from.value, base::kHourMs) << "its own time";
  EXPECT_FALSE(north[0].point);
  const std::string told = domain::encode(north[0]);
  for (const char* const secret : {"relief", "convoy", "movement", "metres", "364"})
    EXPECT_EQ(told.find(secret), std::string::npos) << secret;
  const auto relief = heard_by("relief");
  ASSERT_EQ(relief.size(), 1u);
  EXPECT_TRUE(relief[0].must_act.empty()) << "who else must act is not for it";
  EXPECT_EQ(domain::encode(relief[0]).find("north"), std::string::npos);
  EXPECT_EQ(heard_by("mission").size(), 1u) << "it may read the strike";
  EXPECT_TRUE(heard_by("south").empty()) << "a recipient has nothing to do";
}

TEST_F(HiddenConflictsTest, tell_the_cell_and_the_day_where_the_hidden_one_s_profile_allows_it) {
  begin(Disclosure::area);
  const auto north = heard_by("north");
  ASSERT_EQ(north.size(), 1u);
  EXPECT_EQ(north[0].facts.at("cell_lat"), "35");
  EXPECT_EQ(north[0].facts.at("cell_lon"), "36");
  EXPECT_EQ(*north[0].when, (base::Interval{midnight("2018-03-01"), midnight("2018-03-02")}));
  EXPECT_EQ(north[0].point, (geo::Point{.lon_e7 = 362'500'000, .lat_e7 = 352'500'000}))
      << "the middle of the cell, wherever in it they meet";
  EXPECT_EQ(north[0].radius_m, 40'000);
  EXPECT_FALSE(heard_by("relief")[0].facts.contains("cell_lat"));
  EXPECT_FALSE(heard_by("relief")[0].point);
}

TEST_F(HiddenConflictsTest, that_are_several_are_told_as_one) {
  begin(Disclosure::area);
  const base::Hash id = heard_by("north")[0].id;
  say("relief", "second-convoy", domain::NotificationKind::movement, 50'000, {"south"});
  ASSERT_EQ(heard_by("north").size(), 1u);
  EXPECT_EQ(heard_by("north")[0].id, id);
}

TEST_F(HiddenConflictsTest, are_none_for_who_may_read_both_or_is_not_logged_in) {
  begin(Disclosure::existence);
  say("relief", "convoy", domain::NotificationKind::movement, 0, {"north", "south"});
  EXPECT_TRUE(heard_by("north").empty());
  EXPECT_EQ(heard_by("relief").size(), 1u);
}

}  // namespace
}  // namespace truceline::engine
