// SPDX-License-Identifier: Apache-2.0
#include "engine/queries.hpp"

#include <gtest/gtest.h>

#include "engine/findings.hpp"
#include "engine/story.hpp"

namespace truceline::engine {
namespace {

class Queries : public ::testing::Test {
 protected:
  Queries() {
    story_.say("mission", truce());
    story_.say("mission", square("north", 36, 35));
    domain::Report report = shelling("2017-07-02");
    report.counts = {{"deaths", 2, 3, 4}};
    story_.say("ngo", report);
    report.place.point = point(37.0, 35.5);  // on the zone's line
    story_.say("ngo", report);
    report.place.point = point(40.0, 35.5);  // far away
    story_.say("ngo", report);
    report = shelling("2017-07-03");
    report.when = between("2017-07-03", "2017-07-10");
    report.event = domain::EventKind::armed_clash;
    story_.say("ngo", report);
    state_ = story_.state();
  }
  Story story_;
  State state_;
  std::vector<base::TimeMs> days_{midnight("2017-07-01"), midnight("2017-07-02"),
                                  midnight("2017-07-03"), midnight("2017-07-04")};
};

TEST_F(Queries, ASeriesTellsSettledFromPossible) {
  const auto buckets = series(state_, {.zone = "north", .events = {}}, days_);
  ASSERT_EQ(buckets.size(), 3u);
  EXPECT_EQ(buckets[0].settled + buckets[0].possible, 0);
  EXPECT_EQ(buckets[1].settled, 1);
  EXPECT_EQ(buckets[1].possible, 1) << "on the line";
  EXPECT_EQ(buckets[1].deaths_settled, 3);
  EXPECT_EQ(buckets[1].deaths_possible, 3);
  EXPECT_EQ(buckets[2].settled, 0);
  EXPECT_EQ(buckets[2].possible, 1) << "some day of that week";
}

TEST_F(Queries, ASeriesMayBeOfSomeKindsAndEverywhere) {
  const auto shellings =
      series(state_, {.zone = "", .events = {domain::EventKind::shelling}}, days_);
  EXPECT_EQ(shellings[1].settled, 3);
  EXPECT_EQ(shellings[2].possible, 0);
  const auto force =
      series(state_, {.zone = "", .events = {domain::EventKind::armed_force}}, days_);
  EXPECT_EQ(force[2].possible, 1);
  EXPECT_TRUE(series(state_, {}, {}).empty());
}

TEST_F(Queries, FindingsAreSelectedByWhatTheyRestOn) {
  const auto findings = derive_findings(state_, midnight("2018-01-01"));
  EXPECT_EQ(select(findings, {}).size(), 3u);
  FindingQuery query;
  query.entry = base::EntryIndex{2};
  EXPECT_EQ(select(findings, query).size(), 1u);
  query = {};
  query.interval = base::Interval{midnight("2017-07-03"), midnight("2017-07-04")};
  EXPECT_TRUE(select(findings, query).empty());
  query = {};
  query.kinds = {domain::FindingKind::overdue};
  EXPECT_TRUE(select(findings, query).empty());
  query = {};
  query.agreement = "truce";
  query.provision = "1";
  query.possible = false;
  EXPECT_EQ(select(findings, query).size(), 3u);
  query.zone = "north";
  EXPECT_TRUE(select(findings, query).empty()) << "the clause binds everywhere, not in a zone";
}

}  // namespace
}  // namespace truceline::engine
