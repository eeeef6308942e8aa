// SPDX-License-Identifier: Apache-2.0
//
// Instants, intervals and the calendar, without a clock: nothing here knows what time it is.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/strong.hpp"

namespace truceline::base {

inline constexpr std::int64_t kSecondMs = 1000;
inline constexpr std::int64_t kMinuteMs = 60 * kSecondMs;
inline constexpr std::int64_t kHourMs = 60 * kMinuteMs;
inline constexpr std::int64_t kDayMs = 24 * kHourMs;

/// Stands for "not bounded on this side" in an Interval.
inline constexpr TimeMs kTimeMin{std::numeric_limits<std::int64_t>::min()};
inline constexpr TimeMs kTimeMax{std::numeric_limits<std::int64_t>::max()};

/// A half-open stretch of time: `from` belongs to it, `to` does not. Empty where to <= from.
struct Interval {
  TimeMs from = kTimeMin;
  TimeMs to = kTimeMax;
  friend constexpr auto operator<=>(const Interval&, const Interval&) = default;

  constexpr bool contains(TimeMs t) const { return from <= t && t < to; }
  /// True where `other` lies wholly inside this.
  constexpr bool contains(const Interval& other) const {
    return from <= other.from && other.to <= to;
  }
  constexpr bool meets(const Interval& other) const { return from < other.to && other.from < to; }
};

/// A day of the proleptic Gregorian calendar.
struct Date {
  std::int32_t year = 1970;
  std::uint32_t month = 1;  ///< 1..12
  std::uint32_t day = 1;    ///< 1..31
  friend constexpr auto operator<=>(const Date&, const Date&) = default;
};

/// A date and a time of day without any zone.
struct LocalTime {
  Date date;
  std::int64_t time_of_day_ms = 0;  ///< 0..kDayMs
  friend constexpr auto operator<=>(const LocalTime&, const LocalTime&) = default;
};

bool is_valid(const Date& date);
/// Days since 1970-01-01. Method: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms".
std::int64_t days_from_date(const Date& date);
Date date_from_days(std::int64_t days);
/// Adds months; the day is clipped to the month's last (31 Jan + 1 month = 28 or 29 Feb).
Date add_months(const Date& date, int months);

/// The instant of `local` where the clocks show UTC plus `offset_s`. REQUIRES:
/// is_valid(local.date).
TimeMs instant(const LocalTime& local, std::int32_t offset_s);
LocalTime local_time(TimeMs t, std::int32_t offset_s);

/// "2017-05-06".
std::string to_string(const Date& date);
/// "2017-05-05T21:00:00Z"; milliseconds are written only where they are not zero.
std::string to_utc_string(TimeMs t);
/// "2017-05-06T00:00:00+03:00".
std::string to_local_string(TimeMs t, std::int32_t offset_s);
/// "+03:00"; seconds are written only where they are not zero.
std::string offset_to_string(std::int32_t offset_s);

/// Reads "2017-05-06" and nothing after it.
Result<Date> parse_date(std::string_view text);

/// A time as people write it, taken apart but not yet placed on the time line.
/// Forms (RFC 3339, RFC 9557): 2017-05-06 | 2017-05-06T00:00 | ...:00 | ....000, then optionally
/// Z or +03:00, then optionally [Asia/Damascus]; Z beside a zone is an instant to show there. A
/// space may stand for the T. Refused: second 60, hour 24, anything finer than a millisecond, the
/// offset -00:00, other bracketed tags.
struct WrittenTime {
  LocalTime local;
  bool date_only = false;
  std::optional<std::int32_t> offset_s;  ///< From Z or +hh:mm.
  bool utc = false;                      ///< From Z: what clocks showed there is not said.
  std::string zone;                      ///< From [..]; empty when none was written.
};
Result<WrittenTime> parse_written_time(std::string_view text);

}  // namespace truceline::base
