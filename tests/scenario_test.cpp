// SPDX-License-Identifier: Apache-2.0
//
// Runs every tests/scenarios/*.scenario: what is said there must lead to exactly the findings
// written there, in that order. The format: docs/guides/scenarios.md.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

#include "engine/findings.hpp"
#include "scenario_parser.hpp"

namespace truceline::tests {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> scenario_files() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(TRUCELINE_SOURCE_DIR "/tests/scenarios"))
    if (entry.path().extension() == ".scenario") files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

std::string read(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

void expect_found(const Scenario& scenario, const Look& look) {
  const auto findings = engine::derive_findings(scenario.story.state(look.told), look.clock);
  std::string wanted;
  std::string found;
  for (const Expectation& expectation : look.expected) wanted += expectation.line + "\n";
  for (const domain::Finding& finding : findings)
    found += found_line(finding, scenario.labels) + "\n";
  ASSERT_EQ(found, wanted);
  for (std::size_t i = 0; i < findings.size(); ++i)
    for (const auto& [fact, value] : look.expected[i].facts)
      EXPECT_EQ(findings[i].facts.contains(fact) ? findings[i].facts.at(fact) : "(no such fact)",
                value)
          << fact;
}

class Scenarios : public ::testing::TestWithParam<fs::path> {};

TEST_P(Scenarios, LeadToTheFindingsTheyName) {
  const auto scenario = parse_scenario(read(GetParam()));
  ASSERT_TRUE(scenario) << GetParam().string() << ": " << scenario.error().to_string();
  for (const Look& look : scenario->looks) {
    SCOPED_TRACE(GetParam().string() + ", look " +
                 std::to_string(&look - scenario->looks.data() + 1));
    expect_found(*scenario, look);
  }
}

INSTANTIATE_TEST_SUITE_P(Ceasefire, Scenarios, ::testing::ValuesIn(scenario_files()),
                         [](const auto& one) {
                           std::string name = one.param.stem().string();
                           std::ranges::replace(name, '-', '_');
                           return name;
                         });

TEST(ScenarioFiles, AreThere) {
  EXPECT_GE(scenario_files().size(), 20u);
}

TEST(ScenarioParser, RefusesWhatItDoesNotKnowAndNamesTheLine) {
  const std::string end = "\nfindings at 2017-01-01\n";
  const std::pair<const char*, const char*> mistakes[] = {
      {"report rain on 2017-01-01", "line 1: \"rain\" is none of"},
      {"\nrumour x", "line 2: the line is of no kind we know"},
      {"report shelling at Q on 2017-01-01", "\"Q\" is not on the map"},
      {"report shelling by a", "does not say when"},
      {"report shelling loudly on 2017-01-01", "\"loudly\" is not a word"},
      {"clause 1 prohibits shelling everywhere", "a clause follows its agreement"},
      {"withdraw supersedes r1", "wants the label of an earlier line"},
      {"tally many of shots on 2017-01-01", "\"many\" is not a whole number"},
      {"report shelling on 2017-01-01 publisher \"X", "a quote is not closed"}};
  for (const auto& [text, complaint] : mistakes) {
    const auto scenario = parse_scenario(text + end);
    ASSERT_FALSE(scenario) << text;
    EXPECT_NE(scenario.error().to_string().find(complaint), std::string::npos)
        << scenario.error().to_string();
  }
  EXPECT_FALSE(parse_scenario("")) << "a scenario without findings says nothing";
}

}  // namespace
}  // namespace truceline::tests
