// SPDX-License-Identifier: Apache-2.0
//
// What a good agreement compiles to. What a bad one is told stands in tests/diagnostics.
#include "formats/agreement_yaml.hpp"

#include <gtest/gtest.h>

#include "formats/check_agreements.hpp"

namespace truceline::formats {
namespace {

constexpr std::string_view kSquare = R"({"type": "Feature",
  "properties": {"name": "The valley", "kind": "buffer", "line": "agreed"},
  "geometry": {"type": "Polygon", "coordinates": [[[36,35],[37,35],[37,36],[36,36],[36,35]]]}})";

constexpr std::string_view kTruce = R"(agreement: truce
title: A truce
time_zone: UTC
signed: 2017-05-04
in_force:
  from: signed + 1 day
  for: 6 months
  renews: by consensus of guarantors
guarantors: [russia, turkey]
parties: [north, south]
excluded: raiders
monitors: observers
zones:
  valley: zones/valley.geojson
  ridge:
    file: zones/ridge.geojson
    kind: demilitarised
    names: {en: The ridge, ar: الحافة}
    until: 2017-12-31
provisions:
  - id: 1
    prohibits: any attack
    matches: {events: [armed-force], between: parties}
    in: all zones
  - id: 2a
    obliges: guarantors
    to: form a group
    by: signed + 2 weeks
    met_by: step group-formed
  - id: 2b
    commits: north
    to: keep the road open
    by: throughout
    in: valley
    from: 2017-06-01
    until: 2017-06-30
)";

AgreementContext context() {
  AgreementContext context;
  context.file = [](std::string_view path) -> std::optional<std::string> {
    if (!path.starts_with("a/zones/")) return std::nullopt;
    return std::string(kSquare);
  };
  return context;
}

AgreementCompilation compile(std::string_view text) {
  return compile_agreement({"a/truce.yaml", text}, context());
}

std::string replaced(std::string_view from, std::string_view to) {
  std::string text(kTruce);
  text.replace(text.find(from), from.size(), to);
  return text;
}

TEST(AgreementYaml, the_whole_language_compiles) {
  const AgreementCompilation compilation = compile(kTruce);
  ASSERT_TRUE(compilation.value);
  EXPECT_TRUE(compilation.diagnostics.empty());
  const domain::Agreement& truce = compilation.value->agreement;
  EXPECT_EQ(truce.id, "truce");
  EXPECT_EQ(truce.excluded, (std::vector<std::string>{"raiders"}));
  EXPECT_EQ(base::to_utc_string(truce.in_force.from), "2017-05-05T00:00:00Z");
  EXPECT_EQ(base::to_utc_string(truce.in_force.to), "2017-11-05T00:00:00Z");
  EXPECT_EQ(truce.renewal, domain::Renewal::by_statement);
  EXPECT_EQ(truce.source_text_sha256.size(), 64U);
  EXPECT_EQ(truce.zones, (std::vector<std::string>{"valley", "ridge"}));
  ASSERT_EQ(truce.provisions.size(), 3U);
}

TEST(AgreementYaml, a_prohibition_binds_the_parties_in_the_zones_it_names) {
  const AgreementCompilation compilation = compile(kTruce);
  ASSERT_TRUE(compilation.value);
  const domain::Provision& first = compilation.value->agreement.provisions[0];
  EXPECT_EQ(first.modality, domain::Modality::prohibits);
  EXPECT_EQ(first.who, (std::vector<std::string>{"parties"}));
  EXPECT_EQ(first.zones, (std::vector<std::string>{"valley", "ridge"}));
  EXPECT_FALSE(first.everywhere);
  ASSERT_TRUE(first.matches);
  EXPECT_EQ(first.matches->events, (std::vector{domain::EventKind::armed_force}));
  EXPECT_EQ(first.in_effect, compilation.value->agreement.in_force);
}

TEST(AgreementYaml, a_duty_is_due_when_its_day_has_ended) {
  const AgreementCompilation compilation = compile(kTruce);
  ASSERT_TRUE(compilation.value);
  const domain::Provision& duty = compilation.value->agreement.provisions[1];
  ASSERT_TRUE(duty.due);
  EXPECT_EQ(base::to_utc_string(duty.due->time), "2017-05-19T00:00:00Z");
  EXPECT_EQ(duty.due->as_written, "signed + 2 weeks");
  EXPECT_EQ(duty.met_by, "group-formed");
  EXPECT_TRUE(duty.everywhere);
  const domain::Provision& standing = compilation.value->agreement.provisions[2];
  EXPECT_FALSE(standing.due);
  EXPECT_EQ(base::to_utc_string(standing.in_effect.to), "2017-07-01T00:00:00Z");
}

TEST(AgreementYaml, zones_take_what_their_drawing_says_unless_the_agreement_says_otherwise) {
  const AgreementCompilation compilation = compile(kTruce);
  ASSERT_TRUE(compilation.value);
  ASSERT_EQ(compilation.value->zones.size(), 2U);
  const domain::Zone& valley = compilation.value->zones[0];
  EXPECT_EQ(valley.kind, domain::ZoneKind::buffer);
  EXPECT_EQ(valley.line, domain::LineStatus::agreed);
  EXPECT_EQ(valley.names.at("en"), "The valley");
  EXPECT_EQ(valley.agreement, "truce");
  EXPECT_EQ(valley.valid.to, base::kTimeMax) << "the term may be renewed";
  const domain::Zone& ridge = compilation.value->zones[1];
  EXPECT_EQ(ridge.kind, domain::ZoneKind::demilitarised);
  EXPECT_EQ(ridge.names.at("en"), "The ridge");
  EXPECT_EQ(base::to_utc_string(ridge.valid.to), "2018-01-01T00:00:00Z");
}

TEST(AgreementYaml, one_that_renews_itself_has_no_end) {
  const AgreementCompilation compilation =
      compile(replaced("renews: by consensus", "renews: automatically, by consensus"));
  ASSERT_TRUE(compilation.value);
  const domain::Agreement& truce = compilation.value->agreement;
  EXPECT_EQ(truce.renewal, domain::Renewal::automatic);
  EXPECT_EQ(truce.in_force.to, base::kTimeMax);
  EXPECT_EQ(truce.renewal_text, "6 months, then automatically, by consensus of guarantors");
}

TEST(AgreementYaml, a_zone_nobody_has_drawn_keeps_its_name) {
  const AgreementCompilation compilation =
      compile(replaced("valley: zones/valley.geojson", "valley: not drawn"));
  ASSERT_TRUE(compilation.value);
  EXPECT_EQ(compilation.value->zones.size(), 1U);
  EXPECT_EQ(compilation.value->agreement.zones.size(), 2U);
  ASSERT_EQ(compilation.diagnostics.size(), 1U);
  EXPECT_EQ(compilation.diagnostics[0].code, "undefined-zone");
}

TEST(AgreementYaml, actors_are_held_against_the_missions_where_they_are_known) {
  AgreementContext with_actors = context();
  with_actors.actors = {"north", "south", "russia", "turkey", "observers"};
  const AgreementCompilation compilation = compile_agreement({"a/t.yaml", kTruce}, with_actors);
  ASSERT_EQ(compilation.diagnostics.size(), 1U);
  EXPECT_EQ(compilation.diagnostics[0].code, "undefined-actor");
  EXPECT_EQ(compilation.diagnostics[0].line, 11U);
}

TEST(AgreementYaml, compiling_again_gives_the_same) {
  const AgreementCompilation first = compile(kTruce);
  const AgreementCompilation second = compile(kTruce);
  ASSERT_TRUE(first.value && second.value);
  EXPECT_EQ(first.value->agreement, second.value->agreement);
  EXPECT_EQ(first.value->zones, second.value->zones);
}

TEST(AgreementYaml, what_fits_into_no_statement_is_an_error) {
  std::string text(kTruce);
  for (int i = 10; i < 200; ++i)
    text += "  - {id: " + std::to_string(i) + ", permits: \"" + std::string(200, 'x') + "\"}\n";
  const AgreementCompilation compilation = compile(text);
  EXPECT_FALSE(compilation.value);
  ASSERT_FALSE(compilation.diagnostics.empty());
  EXPECT_EQ(compilation.diagnostics.back().code, "too-large");
  EXPECT_EQ(compilation.diagnostics.back().line, 1U);
}

TEST(AgreementYaml, every_prefix_of_a_text_is_read_without_harm) {
  for (std::size_t length = 0; length < kTruce.size(); ++length) {
    const AgreementCompilation compilation = compile(kTruce.substr(0, length));
    EXPECT_EQ(compilation.value.has_value(), !base::has_error(compilation.diagnostics)) << length;
  }
}

TEST(CheckAgreements, a_zone_can_be_that_of_another_agreement) {
  const std::string second = R"(agreement: second
title: Another
time_zone: UTC
in_force: 2018-01-01
parties: [north, south]
monitors: observers
zones: {valley: of truce, cliff: of truce}
provisions:
  - id: 1
    permits: patrols by day
    matches: {events: [armed-force]}
    in: all zones
)";
  const AgreementCheck check =
      check_agreements({{"a/truce.yaml", kTruce}, {"a/second.yaml", second}}, context());
  ASSERT_EQ(check.agreements.size(), 2U);
  std::vector<std::string> codes;
  for (const base::Diagnostic& d : check.diagnostics) codes.push_back(d.code);
  EXPECT_EQ(codes, (std::vector<std::string>{"no-end", "unknown-zone"}));
}

}  // namespace
}  // namespace truceline::formats
