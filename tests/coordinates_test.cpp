// SPDX-License-Identifier: Apache-2.0
//
// tests/vectors/coordinates.csv against the program: what people type, and what is made of it.
// The head of that table says how to add a row; nothing here needs to change for it.
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <map>

#include "formats/coordinate.hpp"
#include "formats/csv.hpp"
#include "geo/distance.hpp"

namespace truceline::formats {
namespace {

constexpr const char* kTable = TRUCELINE_SOURCE_DIR "/tests/vectors/coordinates.csv";

struct Row {
  std::uint64_t line = 0;
  std::map<std::string, std::string> cells;
  const std::string& operator[](const std::string& column) const { return cells.at(column); }
};

std::string text_of(const char* path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void append_utf8(std::string& out, unsigned code) {
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0 | code >> 6);
    out += static_cast<char>(0x80 | (code & 0x3F));
  } else {
    out += static_cast<char>(0xE0 | code >> 12);
    out += static_cast<char>(0x80 | (code >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  }
}

/// \n and \u200E, so that a table can show what cannot be seen.
std::string unescaped(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    if (text.starts_with("\\n")) {
      out += '\n';
      text.remove_prefix(2);
    } else if (text.starts_with("\\r")) {
      out += '\r';
      text.remove_prefix(2);
    } else if (text.starts_with("\\u") && text.size() >= 6) {
      append_utf8(out, static_cast<unsigned>(std::stoul(std::string(text.substr(2, 4)), {}, 16)));
      text.remove_prefix(6);
    } else {
      out += text.front();
      text.remove_prefix(1);
    }
  }
  return out;
}

std::vector<Row> rows_of_table() {
  std::vector<Row> rows;
  std::vector<std::string> columns;
  CsvScanner scanner([&](const CsvRow& csv) {
    EXPECT_EQ(csv.fault, nullptr) << "line " << csv.line;
    if (csv.fields.empty() || csv.fields[0].starts_with("#")) return;
    if (columns.empty()) {
      for (const std::string_view field : csv.fields) columns.emplace_back(field);
      return;
    }
    EXPECT_EQ(csv.fields.size(), columns.size()) << "line " << csv.line << ": count the commas";
    Row row;
    row.line = csv.line;
    for (std::size_t i = 0; i < columns.size(); ++i)
      row.cells[columns[i]] = i < csv.fields.size() ? csv.fields[i] : std::string_view();
    rows.push_back(std::move(row));
  });
  EXPECT_TRUE(scanner.feed(text_of(kTable)) && scanner.finish());
  return rows;
}

geo::Point point_of(const std::string& lat, const std::string& lon) {
  const auto lat_e7 = geo::degrees_e7_from_decimal(lat, geo::kLatMaxE7);
  const auto lon_e7 = geo::degrees_e7_from_decimal(lon, geo::kLonMaxE7);
  EXPECT_TRUE(lat_e7 && lon_e7) << lat << " " << lon;
  return {.lon_e7 = lon_e7 ? *lon_e7 : 0, .lat_e7 = lat_e7 ? *lat_e7 : 0};
}

std::string shown(geo::Point p) {
  return geo::to_decimal(p.lat_e7) + " " + geo::to_decimal(p.lon_e7);
}

bool is_grid(CoordinateNotation notation) {
  return notation == CoordinateNotation::utm || notation == CoordinateNotation::mgrs;
}

/// Exact, but for grids, whose metres were written down rounded.
bool same(geo::Point a, geo::Point b, CoordinateNotation notation) {
  return is_grid(notation) ? geo::distance_m(a, b) < 1.0 : a == b;
}

std::string verdict_on(const base::Result<CoordinateText>& read) {
  if (!read) return "refused";
  if (read->places.size() > 1) return "several";
  return read->places[0].readings.size() > 1 ? "ambiguous" : "ok";
}

void expect_reading(const Row& row, const CoordinateText& read) {
  const std::vector<CoordinateReading>& readings = read.places[0].readings;
  const CoordinateReading& first = readings[0];
  EXPECT_TRUE(same(first.point, point_of(row["latitude"], row["longitude"]), first.notation))
      << "read as " << shown(first.point);
  EXPECT_EQ(word(first.notation), row["notation"]);
  EXPECT_EQ(read.datum, row["datum"].empty() && read.datum == "WGS84" ? "WGS84" : row["datum"]);
  if (const std::string& also = row["also"]; !also.empty()) {
    const std::size_t blank = also.find(' ');
    const geo::Point other = point_of(also.substr(0, blank), also.substr(blank + 1));
    bool offered = false;
    for (std::size_t i = 1; i < readings.size(); ++i)
      offered = offered || same(readings[i].point, other, readings[i].notation);
    EXPECT_TRUE(offered) << "not offered: " << also;
  }
  if (const std::string& assumed = row["assumed"]; !assumed.empty()) {
    bool told = false;
    for (const Assumption one : first.assumed) told = told || word(one) == assumed;
    EXPECT_TRUE(told) << "not told: " << assumed;
  }
}

TEST(CoordinateTable, every_row_is_read_as_promised) {
  const std::vector<Row> rows = rows_of_table();
  EXPECT_GE(rows.size(), 200u);
  for (const Row& row : rows) {
    SCOPED_TRACE("tests/vectors/coordinates.csv:" + std::to_string(row.line) + ": " + row["text"]);
    const auto read = read_coordinates(unescaped(row["text"]));
    const std::string verdict = verdict_on(read);
    EXPECT_EQ(verdict, row["verdict"])
        << (read ? "read as " + shown(read->places[0].readings[0].point)
                 : read.error().to_string());
    if (verdict != row["verdict"]) continue;
    if (read) {
      EXPECT_EQ(read->raw, unescaped(row["text"]));
      expect_reading(row, *read);
      continue;
    }
    const base::Error& error = read.error();
    EXPECT_NE((error.reason + " " + error.mend).find(row["says"]), std::string::npos)
        << error.to_string();
    EXPECT_FALSE(error.mend.empty());
  }
}

/// What stands between backquotes in a line.
std::vector<std::string> quoted_in(std::string_view line) {
  std::vector<std::string> all;
  while (true) {
    const std::size_t open = line.find('`');
    const std::size_t close = line.find('`', open + 1);
    if (open == std::string_view::npos || close == std::string_view::npos) return all;
    all.emplace_back(line.substr(open + 1, close - open - 1));
    line.remove_prefix(close + 1);
  }
}

TEST(CoordinateGuide, every_example_of_what_may_be_typed_is_read_as_the_same_place) {
  const std::string guide = text_of(TRUCELINE_SOURCE_DIR "/docs/guides/coordinates.md");
  const std::size_t begin = guide.find("## What you may type");
  const std::size_t end = guide.find("## What is checked");
  ASSERT_LT(begin, end);
  const geo::Point aleppo = point_of("36.2021", "37.1343");
  int examples = 0;
  for (std::size_t at = begin; at < end; at = guide.find('\n', at) + 1) {
    const std::string line = guide.substr(at, guide.find('\n', at) - at);
    if (!line.starts_with("| ")) continue;
    for (const std::string& example : quoted_in(line)) {
      ++examples;
      const auto read = read_coordinates(example);
      ASSERT_TRUE(read) << example << ": " << read.error().to_string();
      EXPECT_LT(geo::distance_m(read->places[0].readings[0].point, aleppo), 500.0) << example;
    }
  }
  EXPECT_GE(examples, 15);
}

TEST(CoordinateTable, right_and_wrong_are_both_there) {
  std::map<std::string, int> verdicts;
  for (const Row& row : rows_of_table()) ++verdicts[row["verdict"]];
  EXPECT_GE(verdicts["ok"], 80);
  EXPECT_GE(verdicts["ambiguous"], 40);
  EXPECT_GE(verdicts["refused"], 40);
  EXPECT_EQ(verdicts.size(), 4u) << "a verdict is ok, ambiguous, several or refused";
}

}  // namespace
}  // namespace truceline::formats
