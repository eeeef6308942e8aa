// SPDX-License-Identifier: Apache-2.0
//
// The importers against files as UCDP and HDX publish them. They lie beside the repository and
// are not part of it: without them these tests are skipped.
#include <gtest/gtest.h>
#include <map>

#include "domain/statement.hpp"
#include "formats/import_testing.hpp"
#include "formats/ucdp.hpp"

namespace truceline::formats {
namespace {

#define NEED_FILE(text, name)               \
  const std::string text = real_file(name); \
  if (text.empty()) GTEST_SKIP() << "../shared/data/" << name << " is not here"

void expect_accounted_for(const Import& import) {
  EXPECT_EQ(import.error, "");
  EXPECT_EQ(import.counts.rows,
            import.counts.accepted + import.counts.rejected + import.counts.duplicates);
  EXPECT_EQ(import.accepted.size(), import.counts.accepted);
  EXPECT_EQ(import.rejected.size(), import.counts.rejected);
}

TEST(RealFiles, every_row_of_the_syria_file_becomes_a_report) {
  NEED_FILE(text, "ucdp_ged_syria_20160101_20191130_full.csv.gz");
  const Import import = import_text(make_ucdp_reader, text);
  expect_accounted_for(import);
  EXPECT_EQ(import.counts.rows, 16'566U);
  EXPECT_EQ(import.counts.accepted, 16'566U);
  std::size_t largest = 0;
  for (const ImportedReport& report : import.accepted)
    largest = std::max(largest, report.body.size());
  RecordProperty("largest_body_bytes", static_cast<int>(largest));
  EXPECT_LT(largest, base::limits::kBodyBytes);
}

TEST(RealFiles, the_bodies_of_the_syria_file_are_well_formed_statements) {
  NEED_FILE(text, "ucdp_ged_syria_20160101_20191130_full.csv.gz");
  for (const ImportedReport& report : import_text(make_ucdp_reader, text).accepted) {
    const auto body = domain::decode_body(domain::StatementKind::report, report.body);
    ASSERT_TRUE(body) << report.line << ": " << body.error().to_string();
    ASSERT_TRUE(std::get<domain::Report>(*body) == report.report) << report.line;
  }
}

TEST(RealFiles, violence_in_the_north_west_falls_after_both_ceasefires) {
  NEED_FILE(text, "ucdp_ged_syria_20160101_20191130_full.csv.gz");
  constexpr geo::Box kNorthWest = {.low = {.lon_e7 = 360'000'000, .lat_e7 = 350'000'000},
                                   .high = {.lon_e7 = 374'000'000, .lat_e7 = 367'000'000}};
  std::map<std::string, int> months;
  for (const ImportedReport& report : import_text(make_ucdp_reader, text).accepted)
    if (geo::contains(kNorthWest, *report.report.place.point))
      ++months[report.report.when.as_written.substr(0, 7)];
  EXPECT_EQ(months["2016-12"], 137);
  EXPECT_LT(months["2017-01"], months["2016-12"]);
  EXPECT_LT(months["2017-02"], months["2016-12"]);
  EXPECT_EQ(months["2017-04"], 157);
  EXPECT_LT(months["2017-05"], months["2017-04"]);
  EXPECT_LT(months["2017-06"], months["2017-04"] / 2);
}

TEST(RealFiles, swapped_columns_in_the_syria_file_are_all_refused) {
  NEED_FILE(text, "ucdp_ged_syria_20160101_20191130_full.csv.gz");
  std::string swapped = text;
  swapped.replace(swapped.find("latitude,longitude"), 18, "longitude,latitude");
  ImportOptions options;
  options.bounds = {{.lon_e7 = 355'000'000, .lat_e7 = 320'000'000},
                    {.lon_e7 = 425'000'000, .lat_e7 = 375'000'000}};
  const Import import = import_text(make_ucdp_reader, swapped, options);
  expect_accounted_for(import);
  EXPECT_EQ(import.counts.rejected, 16'566U);
  EXPECT_EQ(import_text(make_ucdp_reader, text, options).counts.accepted, 16'566U);
}

TEST(RealFiles, the_49_column_layout_is_read_whole) {
  NEED_FILE(text, "ucdp_ged231_sample1000_49cols.csv.gz");
  const Import import = import_text(make_ucdp_reader, text);
  expect_accounted_for(import);
  EXPECT_EQ(import.counts.accepted, 1000U);
}

TEST(RealFiles, the_hdx_file_with_tags_is_read_whole) {
  NEED_FILE(text, "ucdp_ged_hdx_bgd_hxl_header.csv.gz");
  const Import import = import_text(make_ucdp_reader, text);
  expect_accounted_for(import);
  EXPECT_EQ(import.counts.tag_rows, 1U);
  EXPECT_EQ(import.counts.accepted, 601U);
}

TEST(RealFiles, the_reduced_layout_is_read_without_precision) {
  NEED_FILE(text, "ucdp_ged211_mideast_ukraine_where_prec_1_2.csv.gz");
  const Import import = import_text(make_ucdp_reader, text);
  expect_accounted_for(import);
  EXPECT_GT(import.counts.accepted, 80'000U);
}

}  // namespace
}  // namespace truceline::formats
