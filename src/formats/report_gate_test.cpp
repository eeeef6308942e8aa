// SPDX-License-Identifier: Apache-2.0
#include "formats/report_gate.hpp"

#include <gtest/gtest.h>

#include "base/limits.hpp"
#include "domain/statement.hpp"

namespace truceline::formats {
namespace {

constexpr geo::Box kSyria = {.low = {.lon_e7 = 355'000'000, .lat_e7 = 320'000'000},
                             .high = {.lon_e7 = 425'000'000, .lat_e7 = 375'000'000}};

struct Gate {
  explicit Gate(std::optional<geo::Box> bounds = std::nullopt)
      : gate({nullptr, bounds, nullptr},
             {[this](ImportedReport&& r) { accepted.push_back(std::move(r)); },
              [this](RejectedRow&& r) { rejected.push_back(std::move(r)); }}) {}

  void offer(std::uint64_t line, const std::string& id, geo::Point point, std::string text = {}) {
    domain::Report report;
    report.source.id = id;
    report.place.point = point;
    report.text = std::move(text);
    gate.offer(line, "raw of " + id, std::move(report));
  }

  std::vector<ImportedReport> accepted;
  std::vector<RejectedRow> rejected;
  ReportGate gate;
};

constexpr geo::Point kDamascus = {.lon_e7 = 362'900'000, .lat_e7 = 335'100'000};
constexpr geo::Point kIdlib = {.lon_e7 = 366'300'000, .lat_e7 = 359'300'000};
constexpr geo::Point kKabul = {.lon_e7 = 691'700'000, .lat_e7 = 345'500'000};

geo::Point mirrored(geo::Point p) {
  return {.lon_e7 = p.lat_e7, .lat_e7 = p.lon_e7};
}

TEST(ReportGate, the_same_row_twice_is_a_duplicate) {
  Gate g;
  g.offer(2, "a", kIdlib);
  g.offer(3, "a", kIdlib);
  g.gate.flush();
  EXPECT_EQ(g.accepted.size(), 1U);
  EXPECT_EQ(g.gate.counts(), (ImportCounts{2, 1, 0, 1, 0}));
}

TEST(ReportGate, one_id_for_two_contents_is_refused_naming_both_lines) {
  Gate g;
  g.offer(2, "a", kIdlib);
  g.offer(9, "a", kDamascus);
  g.gate.flush();
  ASSERT_EQ(g.rejected.size(), 1U);
  EXPECT_EQ(g.rejected[0].line, 9U);
  EXPECT_EQ(g.rejected[0].reason, "the id of line 2 stands here again with other content");
  EXPECT_EQ(g.gate.counts(), (ImportCounts{2, 1, 1, 0, 0}));
}

TEST(ReportGate, a_file_with_swapped_columns_is_refused_row_by_row) {
  Gate g(kSyria);
  // Idlib mirrored lies in the bounds too: it says nothing, and still must not pass.
  g.offer(2, "a", mirrored(kDamascus));
  g.offer(3, "b", mirrored(kIdlib));
  g.offer(4, "c", mirrored({.lon_e7 = 401'400'000, .lat_e7 = 353'300'000}));  // Deir ez-Zor
  g.gate.flush();
  EXPECT_TRUE(g.accepted.empty());
  ASSERT_EQ(g.rejected.size(), 3U);
  EXPECT_TRUE(g.rejected[1].reason.starts_with("latitude and longitude look swapped"));
  EXPECT_EQ(g.rejected[1].line, 3U);
  EXPECT_EQ(g.rejected[1].raw, "raw of b");
}

TEST(ReportGate, a_file_of_the_whole_world_is_not_taken_for_swapped) {
  Gate g(kSyria);
  g.offer(2, "a", kKabul);
  g.offer(3, "b", kDamascus);
  g.offer(4, "c", mirrored(kDamascus));  // in Turkey's latitude: one such place proves nothing
  g.offer(5, "d", kIdlib);
  g.gate.flush();
  EXPECT_EQ(g.accepted.size(), 4U);
}

TEST(ReportGate, holds_reports_only_until_it_knows) {
  Gate g(kSyria);
  for (std::size_t i = 0; i + 1 < ReportGate::kProbe; ++i)
    g.offer(i, "id" + std::to_string(i), kDamascus);
  EXPECT_TRUE(g.accepted.empty());
  g.offer(5000, "last", kDamascus);
  EXPECT_EQ(g.accepted.size(), ReportGate::kProbe);
  g.offer(5001, "next", kDamascus);
  EXPECT_EQ(g.accepted.size(), ReportGate::kProbe + 1);
}

TEST(ReportGate, what_does_not_fit_a_statement_is_refused) {
  Gate g;
  g.offer(2, "a", kIdlib, std::string(base::limits::kStatementString, 'x'));
  g.offer(3, "b", kIdlib, std::string(base::limits::kStatementString + 1, 'x'));
  g.offer(4, "c", kIdlib, "bell \a");
  g.offer(5, std::string(300, 'i'), kIdlib);
  domain::Report large;
  large.source.id = "large";
  large.source.cites.assign(20, std::string(4000, 'c'));
  g.gate.offer(6, std::string(999, 'r') + "\xE2\x80\x99", large);
  g.gate.flush();
  EXPECT_EQ(g.accepted.size(), 1U);
  ASSERT_EQ(g.rejected.size(), 4U);
  EXPECT_TRUE(g.rejected[0].reason.starts_with("text: ")) << g.rejected[0].reason;
  EXPECT_TRUE(g.rejected[1].reason.starts_with("text: ")) << g.rejected[1].reason;
  EXPECT_TRUE(g.rejected[2].reason.starts_with("id: ")) << g.rejected[2].reason;
  EXPECT_NE(g.rejected[3].reason.find("32768 is the most"), std::string::npos);
  EXPECT_EQ(g.rejected[3].raw, std::string(999, 'r'));  // not cut inside a letter
}

TEST(ReportGate, the_content_key_is_the_body) {
  Gate g;
  g.offer(2, "a", kIdlib, "text");
  EXPECT_EQ(g.accepted.at(0).body, content_key(g.accepted.at(0).report));
  EXPECT_TRUE(domain::decode_body(domain::StatementKind::report, g.accepted.at(0).body));
}

}  // namespace
}  // namespace truceline::formats
