// SPDX-License-Identifier: Apache-2.0
#include "engine/rules/named_place.hpp"

#include <gtest/gtest.h>

#include "engine/rules/run_rule.hpp"

namespace truceline::engine::rules {
namespace {

domain::Status known(const std::string& names, double lon, std::int64_t radius_m) {
  domain::Status status;
  status.topic = "place";
  status.text = names;
  status.place = domain::Place{};
  status.place->point = point(lon, 35.0);
  status.place->radius_m = radius_m;
  return status;
}

Findings at(double lon, std::int64_t radius_m, const std::vector<domain::Status>& places) {
  domain::Report report = shelling("2017-08-01");
  report.place.name = "Saraqib";
  report.place.point = point(lon, 35.0);
  report.place.radius_m = radius_m;
  Story story;
  for (const domain::Status& place : places) story.say("mission", place);
  story.say("ngo", report);
  return run_rule(misplaced_reports, story);
}

TEST(NamedPlace, AllowsForBothRadiiAndFiveKilometres) {
  const std::vector facts = {known("Saraqib", 36.0, 3000)};
  EXPECT_TRUE(at(36.08, 0, facts).empty());       // 7.3 km, allowed 8
  const Findings findings = at(36.10, 0, facts);  // 9.1 km
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].evidence, (std::vector<base::EntryIndex>{{0}, {1}}));
  EXPECT_EQ(findings[0].facts.at("distance_km"), "9");
  EXPECT_TRUE(at(36.10, 2000, facts).empty());
  EXPECT_TRUE(at(37.0, 0, {}).empty()) << "no register, no finding";
}

TEST(NamedPlace, WhereSeveralBearTheNameTheNearestCounts) {
  const std::vector facts = {known("Saraqib", 39.0, 0), known("Tell; also: x | saraqib", 37.0, 0)};
  EXPECT_TRUE(at(37.01, 0, facts).empty());
  EXPECT_EQ(at(37.5, 0, facts).at(0).facts.at("distance_km"), "45");
}

TEST(NamedPlace, APlaceThatWasWithdrawnIsForgotten) {
  Story story;
  const base::Hash place = story.say("mission", known("Saraqib", 39.0, 0));
  story.say("mission", domain::Supersede{"wrong"}, {{domain::ReferenceKind::supersedes, place}});
  domain::Report report = shelling("2017-08-01");
  report.place.name = "Saraqib";
  report.place.point = point(36.0, 35.0);
  story.say("ngo", report);
  EXPECT_TRUE(run_rule(misplaced_reports, story).empty());
}

}  // namespace
}  // namespace truceline::engine::rules
