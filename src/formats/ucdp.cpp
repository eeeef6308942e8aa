// SPDX-License-Identifier: Apache-2.0
#include "formats/ucdp.hpp"

#include <string>
#include <utility>

#include "base/invariant.hpp"
#include "base/limits.hpp"
#include "formats/csv_report_reader.hpp"
#include "formats/day_interval.hpp"
#include "formats/place_radius.hpp"
#include "formats/tidy_text.hpp"
#include "formats/ucdp_columns.hpp"

namespace truceline::formats {
namespace {

using namespace ucdp;  // the columns
using domain::PlacePrecision;
using domain::TimePrecision;

base::Result<void> check_header(const ColumnMap& columns) {
  const bool parts = columns.has(kYear) && columns.has(kMonth) && columns.has(kDay);
  if (columns.has(kDateStart) || parts) return {};
  return base::Error{base::ErrorCode::invalid_input,
                     "UCDP GED: the header lacks the column date_start", "line 1",
                     "add date_start and date_end, or year, month and day"};
}

/// 1 state-based, 2 non-state, 3 one-sided; or the words, as reduced layouts write them.
base::Result<std::int64_t> read_type(const RowFields& row) {
  const std::string text = lower_ascii(row[kType]);
  if (text.starts_with("state-based")) return 1;
  if (text.starts_with("non-state")) return 2;
  if (text.starts_with("one-sided")) return 3;
  return read_code(row, kType, 1, 3);
}

std::string_view side_id(const RowFields& row, Column id, Column dset_id) {
  const std::string_view text = row[id].empty() ? row[dset_id] : row[id];
  return text.ends_with(".0") ? text.substr(0, text.size() - 2) : text;
}

/// One mention each actor of an alliance. A register number belongs to the whole side, so it is
/// kept only where the side is one actor; "Civilians" have changed numbers between releases.
std::vector<domain::ActorMention> read_side(const RowFields& row, Column name,
                                            std::string_view id) {
  std::vector<domain::ActorMention> side = mentions(row[name], ", ");
  if (side.size() == 1 && !id.empty() && side[0].name != "Civilians")
    side[0].code = "ucdp:" + tidy_text(id);
  return side;
}

base::Result<PlacePrecision> read_place_precision(const RowFields& row, bool known) {
  if (!known) return PlacePrecision::unknown;
  TRY_ASSIGN(const std::int64_t code, read_code(row, kWherePrec, 1, 7));
  constexpr std::array kByCode = {PlacePrecision::settlement, PlacePrecision::near,
                                  PlacePrecision::district,   PlacePrecision::province,
                                  PlacePrecision::feature,    PlacePrecision::country,
                                  PlacePrecision::unknown};
  return kByCode[static_cast<std::size_t>(code - 1)];
}

base::Result<domain::Place> read_place(const RowFields& row, bool precision_known) {
  domain::Place place;
  TRY_ASSIGN(place.point, read_point(row, kLatitude, kLongitude));
  TRY_ASSIGN(place.precision, read_place_precision(row, precision_known));
  place.radius_m = radius_m(place.precision);
  place.name = tidy_text(row[kWhereCoordinates].empty() ? row[kCountry] : row[kWhereCoordinates]);
  place.admin1 = tidy_text(row[kAdm1]);
  place.admin2 = tidy_text(row[kAdm2]);
  place.as_written = std::string(row[kLatitude]) + " " + std::string(row[kLongitude]);
  return place;
}

base::Result<domain::When> read_days(const RowFields& row, bool precision_known,
                                     const base::TimeZone& zone) {
  TRY_ASSIGN(const base::Date start, read_day(row, kDateStart, SlashDates::month_first));
  base::Date end = start;
  domain::When when;
  when.as_written = row[kDateStart];
  if (!row[kDateEnd].empty()) {
    TRY_ASSIGN(end, read_day(row, kDateEnd, SlashDates::month_first));
    if (row[kDateEnd] != row[kDateStart]) when.as_written += " to " + std::string(row[kDateEnd]);
  }
  if (end < start)
    return bad_field(row, kDateEnd,
                     base::to_string(end) + " is before date_start " + base::to_string(start),
                     "correct the two dates");
  if (precision_known) {
    TRY_ASSIGN(const std::int64_t code, read_code(row, kDatePrec, 1, 5));
    constexpr std::array kByCode = {TimePrecision::day, TimePrecision::days, TimePrecision::week,
                                    TimePrecision::month, TimePrecision::year};
    when.precision = kByCode[static_cast<std::size_t>(code - 1)];
  }
  when.interval = days_interval(start, end, zone);
  return when;
}

/// Reduced layouts: a day in three columns, and nobody says how surely it was known.
base::Result<domain::When> read_day_parts(const RowFields& row, const base::TimeZone& zone) {
  TRY_ASSIGN(const std::int64_t year, read_code(row, kYear, 1000, 9999));
  TRY_ASSIGN(const std::int64_t month, read_code(row, kMonth, 1, 12));
  TRY_ASSIGN(const std::int64_t day, read_code(row, kDay, 1, 31));
  const base::Date date{static_cast<std::int32_t>(year), static_cast<std::uint32_t>(month),
                        static_cast<std::uint32_t>(day)};
  if (!base::is_valid(date))
    return bad_field(row, kDay, "the month has no such day", "correct year, month and day");
  domain::When when;
  when.interval = days_interval(date, date, zone);
  when.as_written = base::to_string(date);
  return when;
}

base::Result<std::vector<domain::Count>> read_deaths(const RowFields& row) {
  domain::Count deaths{"deaths", 0, 0, 0};
  TRY_ASSIGN(deaths.best, read_count(row, kBest));
  TRY_ASSIGN(const auto low, read_optional_count(row, kLow));
  TRY_ASSIGN(const auto high, read_optional_count(row, kHigh));
  deaths.low = low.value_or(deaths.best);
  deaths.high = high.value_or(deaths.best);
  std::vector<domain::Count> counts = {deaths};
  constexpr std::array<std::pair<Column, const char*>, 4> kParts = {
      {{kDeathsA, "deaths a"},
       {kDeathsB, "deaths b"},
       {kDeathsCivilians, "deaths civilians"},
       {kDeathsUnknown, "deaths unknown"}}};
  for (const auto& [column, unit] : kParts) {
    TRY_ASSIGN(const auto count, read_optional_count(row, column));
    if (count.value_or(0) > 0) counts.push_back({unit, *count, *count, *count});
  }
  return counts;
}

/// UCDP writes `"office,date,headline";"office,date,headline"`; older rows have one bare text.
std::vector<std::string> read_cites(const RowFields& row) {
  std::vector<std::string> cites;
  std::string_view list = row[kArticle];
  if (list.empty()) {
    for (const Column column : {kOffice, kSourceDate, kHeadline})
      if (!row[column].empty()) cites.push_back(tidy_text(row[column]));
    return cites;
  }
  if (list.size() >= 2 && list.front() == '"' && list.back() == '"')
    list = list.substr(1, list.size() - 2);
  for (const std::string_view cite : split_list(list, "\";\"")) cites.push_back(tidy_text(cite));
  return cites;
}

/// What a reader needs beyond the fields: headlines, the place in words, who is behind the news,
/// and UCDP's own reservations. Headlines that are too long for a text stand in the cites.
std::string read_text(const RowFields& row, const domain::When& when, const base::TimeZone& zone) {
  std::string text;
  const auto add = [&](std::string_view label, std::string_view value) {
    if (value.empty()) return;
    const std::size_t length = text.size() + 1 + label.size() + value.size();
    if (length > base::limits::kStatementString) return;
    if (!text.empty()) text += '\n';
    text += label;
    text += value;
  };
  add("", tidy_text(row[kHeadline]));
  add("Where: ", tidy_text(row[kWhereDescription]));
  add("According to: ", tidy_text(row[kOriginal]));
  if (row[kClarity] == "2")
    add("", "UCDP event clarity 2: the sources give a sum of several occurrences");
  const std::string start_year = std::to_string(zone.local_time_at(when.interval.from).date.year);
  if (!row[kYear].empty() && row[kYear] != start_year)
    add("UCDP files it under the year ", tidy_text(row[kYear]));
  return text;
}

/// The register number: digits, as every layout has had it.
base::Result<std::string> read_id(const RowFields& row) {
  TRY_ASSIGN(const std::int64_t number, read_count(row, kId));
  return "ucdp:" + std::to_string(number);
}

struct Known {
  bool place_precision = false;
  bool dates = false;
  bool time_precision = false;
};

base::Result<domain::Report> read_report(const RowFields& row, const Known& known,
                                         const base::TimeZone& zone) {
  domain::Report report;
  report.source.publisher = "UCDP GED";
  TRY_ASSIGN(report.source.id, read_id(row));
  TRY_ASSIGN(const std::int64_t type, read_type(row));
  // One-sided violence is the one type in which side_a is known to have acted on side_b.
  report.directed = type == 3;
  report.event =
      type == 3 ? domain::EventKind::attack_on_civilians : domain::EventKind::armed_force;
  report.side_a = read_side(row, kSideA, side_id(row, kSideAId, kSideADsetId));
  report.side_b = read_side(row, kSideB, side_id(row, kSideBId, kSideBDsetId));
  TRY_ASSIGN(report.when,
             known.dates ? read_days(row, known.time_precision, zone) : read_day_parts(row, zone));
  report.when.zone = zone.name();
  TRY_ASSIGN(report.place, read_place(row, known.place_precision));
  TRY_ASSIGN(report.counts, read_deaths(row));
  report.text = read_text(row, report.when, zone);
  report.source.cites = read_cites(row);
  return report;
}

}  // namespace

std::unique_ptr<ReportReader> make_ucdp_reader(const ImportOptions& options, ImportSinks sinks) {
  INVARIANT(options.zone != nullptr);
  const auto known = std::make_shared<Known>();
  TableFormat format;
  format.name = "UCDP GED";
  format.columns = kColumns;
  format.check_header = [known](const ColumnMap& columns) {
    *known = {columns.has(kWherePrec), columns.has(kDateStart), columns.has(kDatePrec)};
    return check_header(columns);
  };
  format.report = [known, zone = options.zone](const RowFields& row) {
    return read_report(row, *known, *zone);
  };
  format.id = [](const RowFields& row) { return "ucdp:" + std::string(row[kId]); };
  return std::make_unique<CsvReportReader>(std::move(format), options, std::move(sinks));
}

}  // namespace truceline::formats
