// SPDX-License-Identifier: Apache-2.0
#include "formats/mission_yaml.hpp"

#include <gtest/gtest.h>

namespace truceline::formats {
namespace {

constexpr std::string_view kMission = R"(format: truceline-mission/1
id: valley
title: {en: The valley, ar: الوادي}
origin: example.org/valley
time_zone: UTC
languages: [en, ar]
bounds: [35.5, 32.2, 42.5, 37.4]
disclaimer: {en: No position is taken.}
party: mission
layers:
  - id: towns
    title: {en: Towns}
    kind: town
    file: layers/towns.geojson
    source: own list
    disclaimer: Names as commonly used.
gazetteer: {file: tables/places.csv, source: own list}
land: {file: layers/land.geojson, source: own drawing}
)";

MissionReading read(std::string_view text) {
  return read_mission("mission.yaml", text, nullptr);
}

/// The code of the first remark about kMission with `from` replaced by `to`.
std::string code_with(std::string_view from, std::string_view to) {
  std::string text(kMission);
  const std::size_t at = text.find(from);
  if (at == std::string::npos) return "the text to replace is not there";
  text.replace(at, from.size(), to);
  const MissionReading reading = read(text);
  return reading.diagnostics.empty() ? "none" : reading.diagnostics.front().code;
}

TEST(MissionYaml, reads_everything_a_mission_says_of_itself) {
  const MissionReading reading = read(kMission);
  ASSERT_TRUE(reading.value);
  EXPECT_TRUE(reading.diagnostics.empty());
  const MissionConfig& mission = *reading.value;
  EXPECT_EQ(mission.id, "valley");
  EXPECT_EQ(mission.title.at("ar"), "الوادي");
  EXPECT_EQ(mission.origin, "example.org/valley");
  EXPECT_EQ(mission.languages, (std::vector<std::string>{"en", "ar"}));
  ASSERT_TRUE(mission.gazetteer && mission.land);
  EXPECT_EQ(mission.gazetteer->file, "tables/places.csv");
  EXPECT_EQ(mission.land->source, "own drawing");
  ASSERT_TRUE(mission.bounds);
  EXPECT_EQ(mission.bounds->high.lat_e7, 374'000'000);
  ASSERT_EQ(mission.layers.size(), 1U);
  EXPECT_EQ(mission.layers[0].disclaimer.at("en"), "Names as commonly used.");
}

TEST(MissionYaml, names_the_witnesses_that_are_mirrors_once_each) {
  EXPECT_TRUE(read(kMission).value->mirrors.empty());
  const MissionReading reading = read(std::string(kMission) + "mirrors: [north, south]\n");
  ASSERT_TRUE(reading.value);
  EXPECT_EQ(reading.value->mirrors, (std::vector<std::string>{"north", "south"}));
  EXPECT_EQ(reading.value->mirror_of.at("north"), "north") << "called like its party";
  EXPECT_EQ(code_with("layers:", "mirrors: [north, north]\nlayers:"), "duplicate-item");
  const MissionReading owned =
      read(std::string(kMission) + "mirrors: {north: mirror.north.example, south: m2}\n");
  ASSERT_TRUE(owned.value);
  EXPECT_EQ(owned.value->mirrors, (std::vector<std::string>{"mirror.north.example", "m2"}));
  EXPECT_EQ(owned.value->mirror_of.at("north"), "mirror.north.example");
  EXPECT_EQ(code_with("layers:", "mirrors: {North Side: m1}\nlayers:"), "bad-id");
  EXPECT_TRUE(
      read(std::string(kMission) + "mirrors: [mirror.example.org]\n").value->mirror_of.empty());
}

TEST(MissionYaml, a_folder_of_a_newer_version_is_refused_before_anything_else) {
  EXPECT_EQ(code_with("truceline-mission/1\nid: valley", "truceline-mission/2\nnew: key"),
            "newer-format");
  EXPECT_EQ(code_with("truceline-mission/1", "something"), "unknown-format");
}

TEST(MissionYaml, every_mistake_is_named) {
  EXPECT_EQ(code_with("id: valley", "id: The Valley"), "bad-id");
  EXPECT_EQ(code_with("example.org/valley", "https://example.org"), "bad-origin");
  EXPECT_EQ(code_with("time_zone: UTC", "time_zone: Asia/Atlantis"), "unknown-time-zone");
  EXPECT_EQ(code_with("[35.5, 32.2, 42.5, 37.4]", "[42.5, 32.2, 35.5, 37.4]"), "bad-bounds");
  EXPECT_EQ(code_with("[35.5, 32.2, 42.5, 37.4]", "[35.5, 320, 42.5, 37.4]"), "bad-bounds");
  EXPECT_EQ(code_with("[35.5, 32.2, 42.5, 37.4]", "[35.5]"), "bad-bounds");
  EXPECT_EQ(code_with("kind: town", "kind: village"), "unknown-word");
  EXPECT_EQ(code_with("layers/towns.geojson", "../../etc/passwd"), "bad-path");
  EXPECT_EQ(code_with("layers/towns.geojson", "/etc/passwd"), "bad-path");
  EXPECT_EQ(code_with("party: mission\n", ""), "missing-key");
  EXPECT_EQ(code_with("disclaimer: Names", "disclaimr: Names"), "unknown-key");
  EXPECT_EQ(code_with("    disclaimer: Names as commonly used.\n", ""), "no-disclaimer");
}

TEST(MissionYaml, a_gazetteer_stays_in_the_folder_and_names_its_source) {
  EXPECT_EQ(code_with("tables/places.csv", "../places.csv"), "bad-path");
  EXPECT_EQ(code_with("{file: tables/places.csv, source: own list}", "tables/places.csv"),
            code_with("{file: layers/land.geojson, source: own drawing}", "layers/land.geojson"));
  EXPECT_NE(code_with(", source: own list}", "}"), "none");
  EXPECT_NE(code_with("source: own drawing", "sauce: own drawing"), "none");
}

}  // namespace
}  // namespace truceline::formats
