// SPDX-License-Identifier: Apache-2.0
#include "formats/mission_yaml.hpp"

#include <gtest/gtest.h>

namespace truceline::formats {
namespace {

constexpr std::string_view kMission = R"(format: truceline-mission/1
id: valley
title: {en: The valley, ar: الوادي}
origin: example.org/valley
party: mission
time_zone: Asia/Damascus
languages: [en, ar]
bounds: [35.5, 32.2, 42.5, 37.4]
disclaimer: Lines are illustrative.
layers:
  - id: towns
    title: Towns
    kind: town
    file: layers/towns.geojson
    source: drawn by hand
    disclaimer: Names as the source has them.
)";

std::string with(std::string_view from, std::string_view to) {
  std::string text(kMission);
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

/// The code of the first error in `text`; "" where it has none.
std::string first_error(const std::string& text) {
  const MissionReading reading = read_mission("mission.yaml", text);
  EXPECT_EQ(reading.config.has_value(), !base::has_error(reading.diagnostics));
  for (const auto& d : reading.diagnostics)
    if (d.severity == base::DiagnosticSeverity::error) return d.code;
  return "";
}

TEST(MissionYaml, a_whole_mission_is_read) {
  const MissionReading reading = read_mission("mission.yaml", kMission);
  ASSERT_TRUE(reading.config);
  EXPECT_EQ(reading.config->id, "valley");
  EXPECT_EQ(reading.config->title.at("ar"), "الوادي");
  EXPECT_EQ(reading.config->disclaimer.at("en"), "Lines are illustrative.");
  ASSERT_TRUE(reading.config->bounds);
  EXPECT_EQ(reading.config->bounds->low.lon_e7, 355000000);
  EXPECT_EQ(reading.config->bounds->high.lat_e7, 374000000);
  ASSERT_EQ(reading.config->layers.size(), 1u);
  EXPECT_EQ(reading.config->layers[0].file, "layers/towns.geojson");
}

TEST(MissionYaml, a_folder_of_a_newer_version_says_so_and_nothing_else) {
  const MissionReading reading =
      read_mission("mission.yaml", with("truceline-mission/1", "truceline-mission/2"));
  ASSERT_EQ(reading.diagnostics.size(), 1u);
  EXPECT_EQ(reading.diagnostics[0].code, "newer-format");
  EXPECT_EQ(reading.diagnostics[0].line, 1u);
  EXPECT_EQ(reading.diagnostics[0].mend, "use a newer Truceline");
}

TEST(MissionYaml, what_is_wrong_is_named) {
  EXPECT_EQ(first_error(with("truceline-mission/1", "mission")), "wrong-format");
  EXPECT_EQ(first_error(with("id: valley", "id: The Valley")), "bad-id");
  EXPECT_EQ(first_error(with("party: mission\n", "")), "missing-key");
  EXPECT_EQ(first_error(with("[35.5, 32.2, 42.5, 37.4]", "[42.5, 32.2, 35.5, 37.4]")),
            "bad-bounds");
  EXPECT_EQ(first_error(with("32.2, ", "")), "bad-bounds");
  EXPECT_EQ(first_error(with("layers/towns.geojson", "../../etc/passwd")), "bad-path");
  EXPECT_EQ(first_error(with("layers/towns.geojson", "/etc/passwd")), "bad-path");
  EXPECT_EQ(first_error(with("kind: town", "kind: village")), "unknown-word");
  EXPECT_EQ(first_error(with("example.org/valley", "example.org/the valley")), "bad-origin");
  EXPECT_EQ(first_error(with("origin:", "orign:")), "unknown-key");
}

}  // namespace
}  // namespace truceline::formats
