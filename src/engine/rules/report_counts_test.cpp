// SPDX-License-Identifier: Apache-2.0
#include "engine/rules/report_counts.hpp"

#include <gtest/gtest.h>

#include "engine/rules/run_rule.hpp"

namespace truceline::engine::rules {
namespace {

Findings for_counts(std::vector<domain::Count> counts) {
  domain::Report report = shelling("2017-08-01");
  report.counts = std::move(counts);
  Story story;
  story.say("ngo", report);
  return run_rule(report_counts, story);
}

TEST(ReportCounts, LowBestAndHighAreInOrder) {
  EXPECT_TRUE(for_counts({{"deaths", 0, 0, 0}, {"injured", 1, 2, 3}}).empty());
  const Findings findings = for_counts({{"deaths", 1, 2, 3}, {"injured", 5, 4, 6}});
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].facts.at("unit"), "injured");
}

TEST(ReportCounts, DeathsBySideAddUpWhereAllFourAreGiven) {
  const std::vector<domain::Count> sides = {{"deaths a", 1, 1, 1},
                                            {"deaths b", 2, 2, 2},
                                            {"deaths civilians", 3, 3, 3},
                                            {"deaths unknown", 0, 0, 0}};
  for (const auto& [total, wrong] : {std::pair{6, 0u}, std::pair{7, 1u}}) {
    std::vector<domain::Count> counts = sides;
    counts.push_back({"deaths", 0, total, 99});
    EXPECT_EQ(for_counts(counts).size(), wrong) << total;
    counts.erase(counts.begin());
    EXPECT_TRUE(for_counts(counts).empty()) << "one side is not told";
  }
}

}  // namespace
}  // namespace truceline::engine::rules
