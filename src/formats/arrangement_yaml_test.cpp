// SPDX-License-Identifier: Apache-2.0
#include "formats/arrangement_yaml.hpp"

#include <gtest/gtest.h>
#include <string>

namespace truceline::formats {
namespace {

constexpr std::string_view kWhole = R"(arrangement: idlib
title: Separations for Idlib
names: {ar: التباعد}
source: joint working group
priority: [evacuation, site, operation]
separations:
  - {between: [operation, site], apart: 500 m}
  - {between: [flight, flight], apart: 9 km, or_height: 300 m}
  - {between: [movement, no-fly], apart: 0 m, or_time: 30 minutes}
)";

std::string remarks_of(std::string_view text) {
  std::string all;
  const ArrangementReading reading = read_arrangement("a.yaml", text);
  EXPECT_EQ(reading.value.has_value(), !base::has_error(reading.diagnostics));
  for (const base::Diagnostic& d : reading.diagnostics)
    all += std::to_string(d.line) + ":" + std::to_string(d.column) + " " + d.code + "\n";
  return all;
}

TEST(ArrangementYaml, says_how_far_apart_what_must_be_and_who_gives_way) {
  const ArrangementReading reading = read_arrangement("a.yaml", kWhole);
  ASSERT_TRUE(reading.value) << reading.diagnostics.front().reason;
  EXPECT_TRUE(reading.diagnostics.empty());
  const domain::Arrangement& read = *reading.value;
  using enum domain::SubjectKind;
  EXPECT_EQ(read.id, "idlib");
  EXPECT_EQ(read.source.publisher, "joint working group");
  EXPECT_EQ(read.priority, (std::vector{evacuation, site, operation}));
  const std::vector<domain::RequiredSeparation> wanted = {
      {operation, site, 500, std::nullopt, 0},
      {flight, flight, 9000, 30'000, 0},
      {movement, no_fly, 0, std::nullopt, 30 * base::kMinuteMs}};
  EXPECT_EQ(read.separations, wanted);
}

TEST(ArrangementYaml, points_at_what_is_wrong_and_reads_on) {
  EXPECT_EQ(remarks_of("arrangement: Idlib\ntitle: x\npriority: [site, hospital]\n"),
            "1:14 bad-id\n3:18 unknown-word\n");
  EXPECT_EQ(remarks_of("arrangement: a\ntitle: x\nseparations:\n"
                       "  - {between: [site], apart: 1 m}\n"
                       "  - {between: [site, flight]}\n"
                       "  - {between: [site, flight], apart: 500}\n"
                       "  - {between: [site, flight], apart: -5 m, or_time: soon}\n"),
            "4:6 wrong-shape\n5:6 missing-key\n6:38 bad-distance\n7:38 bad-distance\n"
            "7:53 bad-time\n");
  EXPECT_EQ(remarks_of("arrangement: a\ntitle: x\nfriends: [b]\n"), "3:1 unknown-key\n");
}

TEST(ArrangementYaml, says_each_pair_once) {
  EXPECT_EQ(remarks_of("arrangement: a\ntitle: x\nseparations:\n"
                       "  - {between: [site, flight], apart: 1 m}\n"
                       "  - {between: [flight, site], apart: 2 m}\n"),
            "1:1 bad-statement\n");
}

TEST(ArrangementYaml, is_told_from_an_agreement_by_its_first_key) {
  EXPECT_TRUE(looks_like_arrangement(kWhole));
  EXPECT_TRUE(looks_like_arrangement("# remark\narrangement: a\n"));
  EXPECT_FALSE(looks_like_arrangement("agreement: arrangement\n"));
}

}  // namespace
}  // namespace truceline::formats
