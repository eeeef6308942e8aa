// SPDX-License-Identifier: Apache-2.0
#include "formats/acled.hpp"

#include <array>
#include <string>
#include <utility>

#include "base/invariant.hpp"
#include "formats/csv_report_reader.hpp"
#include "formats/day_interval.hpp"
#include "formats/place_radius.hpp"
#include "formats/tidy_text.hpp"

namespace truceline::formats {
namespace {

using domain::PlacePrecision;
using domain::TimePrecision;

enum Column : std::size_t {
  kEventIdCnty,
  kDataId,
  kEventIdNoCnty,
  kIso,
  kEventDate,
  kTimePrecision,
  kEventType,
  kSubEventType,
  kActor1,
  kAssocActor1,
  kActor2,
  kAssocActor2,
  kCivilianTargeting,
  kAdmin1,
  kAdmin2,
  kLocation,
  kLatitude,
  kLongitude,
  kGeoPrecision,
  kSource,
  kNotes,
  kFatalities,
  kColumnCount,
};

constexpr std::array<ColumnSpec, kColumnCount> kColumns = {{
    {"event_id_cnty"},
    {"data_id"},
    {"event_id_no_cnty"},
    {"iso"},
    {"event_date", true},
    {"time_precision"},
    {"event_type", true},
    {"sub_event_type"},
    {"actor1", true},
    {"assoc_actor_1|ally_actor_1"},
    {"actor2"},
    {"assoc_actor_2|ally_actor_2"},
    {"civilian_targeting"},
    {"admin1"},
    {"admin2"},
    {"location"},
    {"latitude", true},
    {"longitude", true},
    {"geo_precision"},
    {"source"},
    {"notes"},
    {"fatalities", true},
}};

base::Result<void> check_header(const ColumnMap& columns) {
  const bool in_country = columns.has(kEventIdNoCnty) && columns.has(kIso);
  if (columns.has(kEventIdCnty) || columns.has(kDataId) || in_country) return {};
  return base::Error{base::ErrorCode::invalid_input, "ACLED: the header has no column with an id",
                     "line 1", "export with event_id_cnty (older files: data_id)"};
}

/// event_id_cnty is what ACLED itself calls an event; the others stand in where it is missing.
std::string id_of(const RowFields& row) {
  if (!row[kEventIdCnty].empty()) return "acled:" + tidy_text(row[kEventIdCnty]);
  if (!row[kDataId].empty()) return "acled:data-" + tidy_text(row[kDataId]);
  if (row[kEventIdNoCnty].empty()) return {};
  return "acled:" + tidy_text(row[kIso]) + "-" + tidy_text(row[kEventIdNoCnty]);
}

std::vector<domain::ActorMention> read_side(const RowFields& row, Column actor, Column allies) {
  std::vector<domain::ActorMention> side;
  if (!row[actor].empty()) side.push_back({.name = tidy_text(row[actor]), .code = {}});
  for (domain::ActorMention& ally : mentions(row[allies], ";")) side.push_back(std::move(ally));
  return side;
}

/// ACLED dates an event known to the week by one day of it, by release the first or the middle
/// one: the week lies within six days either side. Known to the month: the month.
base::Interval read_interval(const base::Date& date, TimePrecision precision,
                             const base::TimeZone& zone) {
  const std::int64_t day = base::days_from_date(date);
  if (precision == TimePrecision::week)
    return days_interval(base::date_from_days(day - 6), base::date_from_days(day + 6), zone);
  if (precision != TimePrecision::month) return days_interval(date, date, zone);
  const base::Date first{date.year, date.month, 1};
  const std::int64_t next = base::days_from_date(base::add_months(first, 1));
  return days_interval(first, base::date_from_days(next - 1), zone);
}

base::Result<domain::When> read_when(const RowFields& row, bool precision_known,
                                     const base::TimeZone& zone) {
  TRY_ASSIGN(const base::Date date, read_day(row, kEventDate, SlashDates::refused));
  domain::When when;
  when.zone = zone.name();
  when.as_written = row[kEventDate];
  if (precision_known) {
    TRY_ASSIGN(const std::int64_t code, read_code(row, kTimePrecision, 1, 3));
    constexpr std::array kByCode = {TimePrecision::day, TimePrecision::week, TimePrecision::month};
    when.precision = kByCode[static_cast<std::size_t>(code - 1)];
  }
  when.interval = read_interval(date, when.precision, zone);
  return when;
}

base::Result<domain::Place> read_place(const RowFields& row, bool precision_known) {
  domain::Place place;
  TRY_ASSIGN(place.point, read_point(row, kLatitude, kLongitude));
  if (precision_known) {
    // 1 the named town, 2 the area around it, 3 a larger region stood in for by a town.
    TRY_ASSIGN(const std::int64_t code, read_code(row, kGeoPrecision, 1, 3));
    constexpr std::array kByCode = {PlacePrecision::settlement, PlacePrecision::near,
                                    PlacePrecision::province};
    place.precision = kByCode[static_cast<std::size_t>(code - 1)];
  }
  place.radius_m = radius_m(place.precision);
  place.name = tidy_text(row[kLocation]);
  place.admin1 = tidy_text(row[kAdmin1]);
  place.admin2 = tidy_text(row[kAdmin2]);
  place.as_written = std::string(row[kLatitude]) + " " + std::string(row[kLongitude]);
  return place;
}

/// Who the target was, as far as ACLED says it. Civilians named first are not the attackers.
bool is_directed(const RowFields& row) {
  const bool civilians_targeted = !row[kCivilianTargeting].empty() ||
                                  lower_ascii(row[kEventType]) == "violence against civilians";
  return civilians_targeted && !lower_ascii(row[kActor1]).starts_with("civilians");
}

/// ACLED's note, and its own name for the kind, which is finer than ours.
std::string read_text(const RowFields& row) {
  std::string text = tidy_text(row[kNotes]);
  if (!text.empty()) text += '\n';
  text += "ACLED: " + tidy_text(row[kEventType]);
  if (!row[kSubEventType].empty()) text += ", " + tidy_text(row[kSubEventType]);
  return text;
}

struct Known {
  bool time_precision = false;
  bool geo_precision = false;
};

base::Result<domain::Report> read_report(const RowFields& row, const Known& known,
                                         const base::TimeZone& zone) {
  domain::Report report;
  report.source.publisher = "ACLED";
  report.source.id = id_of(row);
  if (report.source.id.empty()) return bad_field(row, kEventIdCnty, "is empty", "give it an id");
  const auto kind = acled_event_kind(row[kEventType], row[kSubEventType]);
  if (!kind)
    return bad_field(row, kEventType, "'" + tidy_text(row[kEventType]) + "' is not an event type",
                     "event types: Battles, Explosions/Remote violence, Violence against "
                     "civilians, Protests, Riots, Strategic developments");
  report.event = *kind;
  report.directed = is_directed(row);
  report.side_a = read_side(row, kActor1, kAssocActor1);
  report.side_b = read_side(row, kActor2, kAssocActor2);
  TRY_ASSIGN(report.when, read_when(row, known.time_precision, zone));
  TRY_ASSIGN(report.place, read_place(row, known.geo_precision));
  TRY_ASSIGN(const std::int64_t deaths, read_count(row, kFatalities));
  report.counts = {{"deaths", deaths, deaths, deaths}};
  report.text = read_text(row);
  for (const std::string_view cite : split_list(row[kSource], ";"))
    report.source.cites.push_back(tidy_text(cite));
  return report;
}

}  // namespace

std::unique_ptr<ReportReader> make_acled_reader(const ImportOptions& options, ImportSinks sinks) {
  INVARIANT(options.zone != nullptr);
  const auto known = std::make_shared<Known>();
  TableFormat format;
  format.name = "ACLED";
  format.columns = kColumns;
  format.check_header = [known](const ColumnMap& columns) {
    *known = {columns.has(kTimePrecision), columns.has(kGeoPrecision)};
    return check_header(columns);
  };
  format.report = [known, zone = options.zone](const RowFields& row) {
    return read_report(row, *known, *zone);
  };
  format.id = id_of;
  return std::make_unique<CsvReportReader>(std::move(format), options, std::move(sinks));
}

}  // namespace truceline::formats
