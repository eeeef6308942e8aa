// SPDX-License-Identifier: Apache-2.0
#include "formats/arrangement_yaml.hpp"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>
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

TEST(ArrangementYaml, says_who_is_told_and_who_is_on_duty) {
  const ArrangementReading reading = read_arrangement("a.yaml", R"(arrangement: a
title: x
profiles:
  - for: [movement, evacuation]
    tell: [north, south]
    may_know: un
    needs: [times, plates]
    notice: 48 hours
    emergency_notice: 24 hours
    acknowledge_within: 2 hours
    relay_within: 4 hours
    in_effect_before: 90 minutes
    revalidate_every: 30 days
cover:
  - {parties: [north, south], rank: flag, languages: [ru, ar], ahead: 2 days}
answer_within: 5 minutes
)");
  ASSERT_TRUE(reading.value) << reading.diagnostics.front().reason;
  const std::int64_t hour_ms = 60 * base::kMinuteMs;
  using domain::Need;
  using domain::NotificationKind;
  const std::vector<domain::Profile> profiles = {
      {.kinds = {NotificationKind::movement, NotificationKind::evacuation},
       .recipients = {"north", "south"},
       .may_know = {"un"},
       .needs = {Need::times, Need::plates},
       .lead_time_ms = 48 * hour_ms,
       .emergency_lead_time_ms = 24 * hour_ms,
       .acknowledge_within_ms = 2 * hour_ms,
       .relay_within_ms = 4 * hour_ms,
       .in_effect_before_ms = 90 * base::kMinuteMs,
       .revalidate_every_ms = 30 * base::kDayMs}};
  EXPECT_EQ(reading.value->profiles, profiles);
  const std::vector<domain::Cover> cover = {
      {{"north", "south"}, domain::RankClass::flag, {"ru", "ar"}, 48 * hour_ms}};
  EXPECT_EQ(reading.value->cover, cover);
  EXPECT_EQ(reading.value->answer_within_ms, 5 * base::kMinuteMs);

  EXPECT_EQ(remarks_of("arrangement: a\ntitle: x\nprofiles:\n"
                       "  - {tell: [north]}\n"
                       "  - {for: [site], needs: [roof], notice: a day}\n"
                       "cover:\n"
                       "  - {parties: [north], rank: general}\n"),
            "4:5 missing-key\n5:27 unknown-word\n5:42 bad-time\n7:30 unknown-word\n");
}

TEST(ArrangementYaml, the_profiles_that_come_along_are_read_without_a_remark) {
  int files = 0;
  for (const auto& file :
       std::filesystem::directory_iterator(TRUCELINE_SOURCE_DIR "/examples/profiles")) {
    std::ostringstream text;
    text << std::ifstream(file.path()).rdbuf();
    const ArrangementReading reading = read_arrangement(file.path().string(), text.str());
    EXPECT_TRUE(reading.diagnostics.empty()) << file.path();
    ASSERT_TRUE(reading.value) << file.path();
    EXPECT_FALSE(reading.value->profiles.empty()) << file.path();
    ++files;
  }
  EXPECT_EQ(files, 2);
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
