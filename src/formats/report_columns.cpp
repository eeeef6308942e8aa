// SPDX-License-Identifier: Apache-2.0
#include "formats/report_columns.hpp"

#include <array>
#include <charconv>
#include <utility>

#include "base/limits.hpp"
#include "domain/words.hpp"
#include "formats/place_radius.hpp"
#include "formats/report_when.hpp"
#include "formats/tidy_text.hpp"

namespace truceline::formats {
namespace {

enum Column : std::size_t {
  kId,
  kLatitude,
  kLongitude,
  kEvent,
  kDateFrom,
  kDateTo,
  kTimeZone,
  kTimePrecision,
  kPlace,
  kPcode,
  kAdmin1,
  kAdmin2,
  kPrecision,
  kRadiusM,
  kSideA,
  kSideACodes,
  kSideB,
  kSideBCodes,
  kDirected,
  kExercise,
  kDeathsLow,
  kDeathsBest,
  kDeathsHigh,
  kCounts,
  kText,
  kSource,
  kCites,
  kCertainty,
  kGrade,
  kColumnCount,
};
static_assert(kId == kReportIdColumn && kLatitude == kReportLatitudeColumn &&
              kLongitude == kReportLongitudeColumn);

constexpr std::array<ColumnSpec, kColumnCount> kColumns = {{
    {"id", true},     {"latitude|lat"}, {"longitude|lon"},  {"event", true}, {"date_from", true},
    {"date_to"},      {"time_zone"},    {"time_precision"}, {"place"},       {"pcode"},
    {"admin1"},       {"admin2"},       {"precision"},      {"radius_m"},    {"side_a"},
    {"side_a_codes"}, {"side_b"},       {"side_b_codes"},   {"directed"},    {"exercise"},
    {"deaths_low"},   {"deaths_best"},  {"deaths_high"},    {"counts"},      {"text"},
    {"source", true}, {"cites"},        {"certainty"},      {"grade"},
}};

/// A word of a closed set; `fallback` where nothing is written.
template <class E>
base::Result<E> read_word(const RowFields& row, Column column, std::optional<E> fallback) {
  const std::string_view text = row[column];
  if (text.empty() && fallback) return *fallback;
  const std::optional<E> value = domain::from_word<E>(lower_ascii(text));
  if (value) return *value;
  return bad_field(row, column, text.empty() ? "is empty" : "'" + tidy_text(text) + "' is unknown",
                   "words: " + domain::all_words<E>());
}

base::Result<bool> read_flag(const RowFields& row, Column column) {
  const std::string text = lower_ascii(row[column]);
  if (text.empty() || text == "no" || text == "false" || text == "0") return false;
  if (text == "yes" || text == "true" || text == "1") return true;
  return bad_field(row, column, "'" + tidy_text(text) + "' is neither yes nor no",
                   "write yes, no or nothing");
}

base::Result<std::vector<domain::ActorMention>> read_side(const RowFields& row, Column names,
                                                          Column codes) {
  std::vector<domain::ActorMention> side = mentions(row[names], ";");
  const std::vector<std::string_view> list = split_list(row[codes], ";");
  if (list.empty()) return side;
  if (list.size() != side.size())
    return bad_field(row, codes,
                     "has " + std::to_string(list.size()) + " codes for " +
                         std::to_string(side.size()) + " names",
                     "give each name its code, in the same order, or leave the column empty");
  for (std::size_t i = 0; i < side.size(); ++i) side[i].code = tidy_text(list[i]);
  return side;
}

base::Result<domain::Place> read_place(const RowFields& row) {
  domain::Place place;
  if (!row[kLatitude].empty() || !row[kLongitude].empty()) {
    TRY_ASSIGN(place.point, read_point(row, kLatitude, kLongitude));
    place.as_written = std::string(row[kLatitude]) + " " + std::string(row[kLongitude]);
  }
  TRY_ASSIGN(place.precision,
             read_word(row, kPrecision, std::optional(domain::PlacePrecision::unknown)));
  TRY_ASSIGN(const auto radius, read_optional_count(row, kRadiusM));
  if (radius.value_or(0) > 20'037'508)  // half the equator
    return bad_field(row, kRadiusM, "is more than half the globe", "give it in metres");
  if (place.point) place.radius_m = radius.value_or(radius_m(place.precision));
  place.name = tidy_text(row[kPlace]);
  place.pcode = tidy_text(row[kPcode]);
  place.admin1 = tidy_text(row[kAdmin1]);
  place.admin2 = tidy_text(row[kAdmin2]);
  return place;
}

base::Result<std::int64_t> read_number(const RowFields& row, std::string_view text) {
  std::int64_t value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem == std::errc() && end == text.data() + text.size() && value >= 0 &&
      value <= base::limits::kIntegerMax)
    return value;
  return bad_field(row, kCounts, "'" + tidy_text(text) + "' is not a count",
                   "write unit=best or unit=low/best/high: explosions=12; tanks=3/4/6");
}

/// "explosions=12; tanks=3/4/6".
base::Result<domain::Count> read_one_count(const RowFields& row, std::string_view text) {
  const std::size_t equals = text.rfind('=');
  if (equals == std::string_view::npos || trimmed(text.substr(0, equals)).empty())
    return bad_field(row, kCounts, "'" + tidy_text(text) + "' names no unit",
                     "write unit=best or unit=low/best/high: explosions=12; tanks=3/4/6");
  domain::Count count;
  count.unit = tidy_text(trimmed(text.substr(0, equals)));
  std::vector<std::string_view> numbers = split_list(text.substr(equals + 1), "/");
  if (numbers.size() == 1) numbers = {numbers[0], numbers[0], numbers[0]};
  if (numbers.size() != 3) return read_number(row, text.substr(equals + 1)).error();
  TRY_ASSIGN(count.low, read_number(row, numbers[0]));
  TRY_ASSIGN(count.best, read_number(row, numbers[1]));
  TRY_ASSIGN(count.high, read_number(row, numbers[2]));
  return count;
}

base::Result<std::vector<domain::Count>> read_counts(const RowFields& row) {
  std::vector<domain::Count> counts;
  TRY_ASSIGN(const auto best, read_optional_count(row, kDeathsBest));
  TRY_ASSIGN(const auto low, read_optional_count(row, kDeathsLow));
  TRY_ASSIGN(const auto high, read_optional_count(row, kDeathsHigh));
  if (best)
    counts.push_back({"deaths", low.value_or(*best), *best, high.value_or(*best)});
  else if (low || high)
    return bad_field(row, kDeathsBest, "is empty while deaths_low or deaths_high is not",
                     "give the source's best figure, or say in text that there is none");
  for (const std::string_view text : split_list(row[kCounts], ";")) {
    TRY_ASSIGN(domain::Count count, read_one_count(row, text));
    counts.push_back(std::move(count));
  }
  return counts;
}

/// "B2": source A-F, information 1-6.
base::Result<domain::Grade> read_grade(const RowFields& row) {
  const std::string_view text = row[kGrade];
  if (text.empty()) return domain::Grade{};
  const bool good =
      text.size() == 2 && text[0] >= 'A' && text[0] <= 'F' && text[1] >= '1' && text[1] <= '6';
  if (!good)
    return bad_field(row, kGrade, "'" + tidy_text(text) + "' is not an Admiralty grade",
                     "write the source's letter A to F and the information's figure 1 to 6: B2");
  return domain::Grade{std::string(text.substr(0, 1)), text[1] - '0'};
}

base::Result<domain::Source> read_source(const RowFields& row) {
  domain::Source source;
  if (row[kId].empty()) return bad_field(row, kId, "is empty", "give every report its own id");
  if (row[kSource].empty()) return bad_field(row, kSource, "is empty", "say who says so");
  source.publisher = tidy_text(row[kSource]);
  source.id = tidy_text(row[kId]);
  for (const std::string_view cite : split_list(row[kCites], "|"))
    source.cites.push_back(tidy_text(cite));
  TRY_ASSIGN(source.certainty,
             read_word(row, kCertainty, std::optional(domain::Certainty::reported)));
  TRY_ASSIGN(source.grade, read_grade(row));
  return source;
}

}  // namespace

std::span<const ColumnSpec> report_columns() {
  return kColumns;
}

base::Result<domain::Report> read_report_columns(const RowFields& row,
                                                 const ImportOptions& options) {
  domain::Report report;
  TRY_ASSIGN(report.source, read_source(row));
  TRY_ASSIGN(report.event, read_word<domain::EventKind>(row, kEvent, std::nullopt));
  TRY_ASSIGN(const auto precision,
             read_word(row, kTimePrecision, std::optional(domain::TimePrecision::unknown)));
  TRY_ASSIGN(report.when,
             read_report_when({row, kDateFrom, kDateTo, kTimeZone}, precision, options));
  TRY_ASSIGN(report.place, read_place(row));
  TRY_ASSIGN(report.side_a, read_side(row, kSideA, kSideACodes));
  TRY_ASSIGN(report.side_b, read_side(row, kSideB, kSideBCodes));
  TRY_ASSIGN(report.directed, read_flag(row, kDirected));
  TRY_ASSIGN(report.exercise, read_flag(row, kExercise));
  TRY_ASSIGN(report.counts, read_counts(row));
  report.text = tidy_text(row[kText]);
  return report;
}

}  // namespace truceline::formats
