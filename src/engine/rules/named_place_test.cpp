// SPDX-License-Identifier: Apache-2.0
#include "engine/rules/named_place.hpp"

#include <gtest/gtest.h>

#include "engine/rules/run_rule.hpp"

namespace truceline::engine::rules {
namespace {

Findings at(double lon, std::int64_t radius_m, const MissionFacts& facts) {
  domain::Report report = shelling("2017-08-01");
  report.place.name = "Saraqib";
  report.place.point = point(lon, 35.0);
  report.place.radius_m = radius_m;
  Story story;
  story.say("ngo", report);
  return run_rule(misplaced_reports, story, facts);
}

TEST(NamedPlace, AllowsForBothRadiiAndFiveKilometres) {
  const MissionFacts facts{Gazetteer({{"", {"Saraqib"}, point(36.0, 35.0), 3000}})};
  EXPECT_TRUE(at(36.08, 0, facts).empty());       // 7.3 km, allowed 8
  const Findings findings = at(36.10, 0, facts);  // 9.1 km
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].facts.at("distance_km"), "9");
  EXPECT_TRUE(at(36.10, 2000, facts).empty());
  EXPECT_TRUE(at(37.0, 0, {}).empty()) << "no gazetteer, no finding";
}

TEST(NamedPlace, WhereSeveralBearTheNameTheNearestCounts) {
  const MissionFacts facts{Gazetteer(
      {{"", {"Saraqib"}, point(39.0, 35.0), 0}, {"", {"saraqib"}, point(37.0, 35.0), 0}})};
  EXPECT_TRUE(at(37.01, 0, facts).empty());
  EXPECT_EQ(at(37.5, 0, facts).at(0).facts.at("distance_km"), "45");
}

}  // namespace
}  // namespace truceline::engine::rules
