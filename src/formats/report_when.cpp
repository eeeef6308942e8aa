// SPDX-License-Identifier: Apache-2.0
#include "formats/report_when.hpp"

#include "formats/day_interval.hpp"
#include "formats/tidy_text.hpp"

namespace truceline::formats {
namespace {

using domain::TimePrecision;

base::Result<const base::TimeZone*> zone_of(const WhenColumns& columns,
                                            const ImportOptions& options) {
  const std::string_view name = columns.row[columns.zone];
  if (name.empty() || name == options.zone->name()) return options.zone;
  const base::TimeZone* const zone = options.zones ? options.zones(name) : nullptr;
  if (zone != nullptr) return zone;
  return bad_field(columns.row, columns.zone, "'" + tidy_text(name) + "' is not a time zone",
                   "write an IANA name: Asia/Damascus");
}

base::Result<base::WrittenTime> read_time(const WhenColumns& columns, std::size_t column) {
  const std::string_view text = columns.row[column];
  if (text.empty()) return bad_field(columns.row, column, "is empty", "write a day: 2017-05-06");
  base::Result<base::WrittenTime> written = base::parse_written_time(text);
  if (!written) return written.error().at(std::string(columns.row.specs[column].name()));
  return written;
}

/// Where a written time begins and where it ends when nothing else says so.
base::Result<base::Interval> interval_of(const WhenColumns& columns, std::size_t column,
                                         const base::WrittenTime& written,
                                         const base::TimeZone& zone, const ImportOptions& options) {
  if (written.date_only && !written.offset_s && written.zone.empty())
    return days_interval(written.local.date, written.local.date, zone);
  const base::TimeZoneLookup lookup =
      options.zones ? options.zones
                    : [](std::string_view) -> const base::TimeZone* { return nullptr; };
  const auto from = base::place_on_time_line(written, zone, lookup);
  if (!from) return from.error().at(std::string(columns.row.specs[column].name()));
  const std::int64_t length = written.date_only ? base::kDayMs : base::kMinuteMs;
  return base::Interval{*from, base::TimeMs{from->value + length}};
}

TimePrecision precision_of(const base::Interval& interval, bool days) {
  const std::int64_t length = interval.to.value - interval.from.value;
  // A day lasts 23 to 25 hours where clocks change.
  if (days) return length <= 25 * base::kHourMs ? TimePrecision::day : TimePrecision::days;
  if (length <= base::kMinuteMs) return TimePrecision::exact;
  if (length <= base::kHourMs) return TimePrecision::hour;
  return length <= base::kDayMs ? TimePrecision::day : TimePrecision::days;
}

}  // namespace

base::Result<domain::When> read_report_when(const WhenColumns& columns, TimePrecision precision,
                                            const ImportOptions& options) {
  TRY_ASSIGN(const base::TimeZone* const zone, zone_of(columns, options));
  TRY_ASSIGN(const base::WrittenTime from, read_time(columns, columns.from));
  domain::When when;
  TRY_ASSIGN(when.interval, interval_of(columns, columns.from, from, *zone, options));
  when.zone = from.zone.empty() ? zone->name() : from.zone;
  when.as_written = columns.row[columns.from];
  bool days = from.date_only;
  if (!columns.row[columns.to].empty()) {
    TRY_ASSIGN(const base::WrittenTime to, read_time(columns, columns.to));
    TRY_ASSIGN(const base::Interval end, interval_of(columns, columns.to, to, *zone, options));
    // A day belongs to the span whole; a time of day is where the span ends.
    when.interval.to = to.date_only ? end.to : end.from;
    if (columns.row[columns.to] != columns.row[columns.from])
      when.as_written += " to " + std::string(columns.row[columns.to]);
    else
      when.interval.to = end.to;
    days = days && to.date_only;
  }
  if (when.interval.to <= when.interval.from)
    return bad_field(columns.row, columns.to,
                     "is not after " + std::string(columns.row.specs[columns.from].name()),
                     "correct the two dates");
  constexpr std::int64_t kLongestMs = std::int64_t{400} * 366 * base::kDayMs;
  if (when.interval.to.value - when.interval.from.value > kLongestMs)
    return bad_field(
        columns.row, columns.to,
        "is over 400 years after " + std::string(columns.row.specs[columns.from].name()),
        "correct the two dates");
  when.precision =
      precision == TimePrecision::unknown ? precision_of(when.interval, days) : precision;
  return when;
}

}  // namespace truceline::formats
