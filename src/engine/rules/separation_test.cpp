// SPDX-License-Identifier: Apache-2.0
#include "engine/rules/separation.hpp"

#include <gtest/gtest.h>
#include <random>
#include <set>

#include "engine/rules/run_rule.hpp"
#include "geo/volume_meeting.hpp"

namespace truceline::engine::rules {
namespace {

// Who is in whose way, and what a duty officer is told: tests/scenarios.

using domain::SubjectKind;

domain::Arrangement rules_between(SubjectKind first, SubjectKind second, std::int64_t metres) {
  domain::Arrangement arrangement;
  arrangement.id = "rules";
  arrangement.title = "rules";
  arrangement.separations = {{first, second, metres, std::nullopt, 0}};
  return arrangement;
}

domain::Notification circle(const std::string& id, std::int32_t lon_e7, std::int64_t radius_m) {
  domain::Notification notice;
  notice.id = id;
  notice.kind = domain::NotificationKind::operation;
  notice.when.interval = {midnight("2018-01-01"), midnight("2018-02-01")};
  notice.circle = geo::Circle{{.lon_e7 = lon_e7, .lat_e7 = 350'000'000}, radius_m};
  return notice;
}

TEST(Separation, FindsAsManyPairsAsComparingEachWithEach) {
  std::mt19937_64 dice(4);
  const auto below = [&](std::uint64_t bound) { return static_cast<std::int32_t>(dice() % bound); };
  Story story;
  domain::Arrangement arrangement =
      rules_between(SubjectKind::operation, SubjectKind::operation, 700);
  arrangement.separations.front().vertical_cm = 20'000;
  arrangement.separations.front().time_ms = base::kMinuteMs * 60;
  story.say("mission", arrangement);
  std::vector<geo::PreparedVolume> volumes;
  std::vector<int> parties;
  for (int i = 0; i < 120; ++i) {
    domain::Notification notice =
        circle("n" + std::to_string(i), 360'000'000 + below(2'000'000), 100 + below(900));
    notice.circle->centre.lat_e7 += below(2'000'000);
    notice.altitude.floor_cm = below(100'000);
    notice.altitude.ceiling_cm = notice.altitude.floor_cm + below(20'000);
    notice.when.interval.from.value += below(1000) * base::kMinuteMs;
    notice.when.interval.to.value =
        notice.when.interval.from.value + (1 + below(200)) * base::kMinuteMs;
    parties.push_back(i % 3);
    story.say("party-" + std::to_string(i % 3), notice);
    volumes.push_back(geo::prepare(domain::volume_of(notice)));
  }
  std::set<std::pair<std::size_t, std::size_t>> wanted;
  for (std::size_t i = 0; i < volumes.size(); ++i)
    for (std::size_t j = i + 1; j < volumes.size(); ++j)
      if (parties[i] != parties[j] &&
          geo::meet(volumes[i], volumes[j], {700, 19'999, base::kMinuteMs * 60}))
        wanted.emplace(i, j);
  std::set<std::pair<std::size_t, std::size_t>> found;
  for (const domain::Finding& finding : run_rule(separations_not_kept, story))
    found.emplace(finding.evidence[1].value - 1, finding.evidence[2].value - 1);
  EXPECT_EQ(found, wanted);
  EXPECT_GT(wanted.size(), 10u);
}

TEST(Separation, OfTwoAlikeTheOneThatNotifiedLaterGivesWayWhateverItsNewestVersion) {
  Story story;
  story.say("mission", rules_between(SubjectKind::operation, SubjectKind::operation, 500));
  story.say("north", circle("first", 360'000'000, 300));
  story.say("south", circle("second", 360'000'000, 300));
  story.say("north", circle("first", 360'010'000, 300));  // north changes its plan
  const Findings findings = run_rule(separations_not_kept, story);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].must_act, std::vector<std::string>{"south"});
  EXPECT_EQ(findings[0].evidence, (std::vector<base::EntryIndex>{{0}, {2}, {3}}));
}

TEST(Separation, IsSeenByNobodyWhoMayNotSeeBothPlans) {
  Story story;
  story.say("mission", rules_between(SubjectKind::operation, SubjectKind::operation, 500));
  story.audience = {domain::AudienceLabel::named, {"mission", "north"}};
  story.say("north", circle("secret", 360'000'000, 300));
  story.audience = {domain::AudienceLabel::named, {"mission", "south"}};
  story.say("south", circle("other", 360'000'000, 300));
  const Findings findings = run_rule(separations_not_kept, story);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].audience.recipients, std::vector<std::string>{"mission"});
}

TEST(Separation, AnArrangementThatIsReplacedAsksForNothing) {
  Story story;
  const base::Hash old =
      story.say("mission", rules_between(SubjectKind::operation, SubjectKind::operation, 500));
  story.say("north", circle("one", 360'000'000, 300));
  story.say("south", circle("two", 360'000'000, 300));
  EXPECT_EQ(run_rule(separations_not_kept, story).size(), 1u);
  story.say("mission", rules_between(SubjectKind::site, SubjectKind::operation, 500),
            {{domain::ReferenceKind::supersedes, old}});
  EXPECT_TRUE(run_rule(separations_not_kept, story).empty());
}

class Exceptions : public testing::Test {
 protected:
  Exceptions() {
    story_.say("mission", rules_between(SubjectKind::operation, SubjectKind::operation, 5'000));
    a_ = story_.say("north", circle("a", 360'000'000, 500));
    b_ = story_.say("south", circle("b", 360'100'000, 500));
  }
  base::Hash except(const std::string& party, std::string reason,
                    std::optional<domain::Moment> until = {}) {
    return story_.say(
        party, domain::Exception{
                   {std::min(a_, b_), std::max(a_, b_)}, std::move(reason), std::move(until)});
  }
  domain::Finding conflict(std::string_view at = "2017-12-01") const {
    const State state = story_.state();
    const ActorRegister actors(state);
    const Findings findings = separations_not_kept({state, actors, midnight(at)});
    EXPECT_EQ(findings.size(), 1u);
    return findings.at(0);
  }

  Story story_;
  base::Hash a_{}, b_{};
};

TEST_F(Exceptions, count_once_both_have_signed_and_are_evidence) {
  EXPECT_EQ(conflict().must_act, std::vector<std::string>{"south"});
  except("south", "we wait at the bridge");
  EXPECT_EQ(conflict().facts.at("agreed_by"), "south");
  EXPECT_EQ(conflict().must_act, std::vector<std::string>{"south"});
  except("third", "fine by us");
  EXPECT_FALSE(conflict().facts.contains("agreed"));
  except("north", "agreed, until noon");
  const domain::Finding agreed = conflict();
  EXPECT_EQ(agreed.facts.at("agreed"), "agreed, until noon");
  EXPECT_TRUE(agreed.must_act.empty());
  EXPECT_EQ(agreed.severity, domain::Severity::low);
  EXPECT_EQ(agreed.evidence, (std::vector<base::EntryIndex>{{0}, {1}, {2}, {3}, {5}}));
}

TEST_F(Exceptions, end_with_their_time_with_a_new_version_and_when_taken_back) {
  except("north", "for a day", domain::Moment{midnight("2018-01-02"), {}});
  const base::Hash said = except("south", "agreed");
  EXPECT_TRUE(conflict("2018-01-01").facts.contains("agreed"));
  EXPECT_FALSE(conflict("2018-01-02").facts.contains("agreed"));
  except("north", "for longer");
  EXPECT_TRUE(conflict("2018-01-02").facts.contains("agreed"));
  story_.say("south", domain::Supersede{"no more"}, {{domain::ReferenceKind::supersedes, said}});
  EXPECT_FALSE(conflict("2018-01-02").facts.contains("agreed"));
  except("south", "after all");
  EXPECT_TRUE(conflict("2018-01-02").facts.contains("agreed"));
  story_.say("south", circle("b", 360'100'000, 600));
  EXPECT_FALSE(conflict("2018-01-02").facts.contains("agreed_by"));
}

}  // namespace
}  // namespace truceline::engine::rules
