// SPDX-License-Identifier: Apache-2.0
#include "formats/position_reader.hpp"

#include <gtest/gtest.h>

#include "base/limits.hpp"

namespace truceline::formats {
namespace {

struct Reading {
  std::vector<domain::Position> positions;
  std::vector<std::uint64_t> refused_lines;
  std::string error;
};

/// `text` fed in pieces of so many bytes.
Reading read(const std::string& text, std::size_t piece,
             std::optional<PositionForm> form = std::nullopt) {
  Reading reading;
  PositionReader reader(form, domain::MoverKind::vehicle,
                        [&](PositionBatch&& batch) -> base::Result<void> {
                          for (auto& position : batch.positions)
                            reading.positions.push_back(std::move(position));
                          for (const auto& refused : batch.complaints)
                            reading.refused_lines.push_back(refused.line);
                          return {};
                        });
  base::Result<void> fed;
  for (std::size_t from = 0; from < text.size() && fed; from += piece)
    fed = reader.feed(std::string_view(text).substr(from, piece));
  if (fed) fed = reader.finish();
  if (!fed) reading.error = fed.error().to_string();
  return reading;
}

std::string table(int rows) {
  std::string text = "object,time_ms,latitude,longitude,note\n";
  for (int i = 0; i < rows; ++i) {
    const std::string latitude = i % 20'000 == 7 ? "ninety" : "33.5";
    text += "t" + std::to_string(i % 9) + "," + std::to_string(1'533'099'600'000 + i) + "," +
            latitude + ",38.6,\"a note, with a comma\"\n";
  }
  return text;
}

TEST(PositionReader, a_long_table_is_read_in_pieces_with_the_lines_of_the_whole) {
  const std::string text = table(60'000);
  ASSERT_GT(text.size(), 2u * 1024 * 1024);
  const Reading whole = read(text, text.size());
  EXPECT_EQ(whole.error, "");
  EXPECT_EQ(whole.positions.size(), 60'000u - 3);
  EXPECT_EQ(whole.refused_lines, (std::vector<std::uint64_t>{9, 20'009, 40'009}));
  const Reading cut = read(text, 10'007);
  EXPECT_TRUE(cut.positions == whole.positions);
  EXPECT_EQ(cut.refused_lines, whole.refused_lines);
}

TEST(PositionReader, the_first_bytes_tell_the_form_where_the_name_does_not) {
  EXPECT_EQ(form_of_text("object,time_ms\n"), PositionForm::csv);
  EXPECT_EQ(form_of_text("\xef\xbb\xbf {\"object\":\"a\"}\n"), PositionForm::ndjson);
  EXPECT_EQ(form_of_text("{\"type\":\"FeatureCollection\",\n\"features\":[]}"),
            PositionForm::geojson);
  EXPECT_EQ(form_of_name("day.csv.gz"), PositionForm::csv);
  EXPECT_EQ(form_of_name("a/day.jsonl"), PositionForm::ndjson);
  EXPECT_EQ(form_of_name("day.geojson"), PositionForm::geojson);
  EXPECT_EQ(form_of_name("day.json"), std::nullopt);
  EXPECT_EQ(form_of_type("text/csv; charset=utf-8"), PositionForm::csv);
  EXPECT_EQ(form_of_type("application/json"), std::nullopt);
}

TEST(PositionReader, each_form_is_read_whatever_the_pieces) {
  const std::string row = R"({"object":"a","time_ms":5,"lat":"33.5","lon":"38.6"})";
  const std::string geojson =
      R"({"type":"FeatureCollection","features":[{"type":"Feature","geometry":)"
      R"({"type":"Point","coordinates":[38.6,33.5]},"properties":{"object":"a","time_ms":5}}]})";
  for (const std::size_t piece : {1u, 7u, 100u, 100'000u})
    for (const std::string& text : {row + "\n" + row, geojson, table(2)})
      EXPECT_GE(read(text, piece).positions.size(), 1u) << piece << " " << text;
}

TEST(PositionReader, what_is_wrong_with_the_whole_is_told) {
  EXPECT_NE(read("", 1).error, "");
  EXPECT_NE(read("name,when\n", 3).error.find("object"), std::string::npos);
  const std::string endless(base::limits::kPositionsBytes + 10, '{');
  EXPECT_NE(read(endless, 1 << 20, PositionForm::ndjson).error, "");
}

}  // namespace
}  // namespace truceline::formats
