// SPDX-License-Identifier: Apache-2.0
#include "base/time.hpp"

#include <algorithm>
#include <cstdlib>

namespace truceline::base {
namespace {

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

bool is_leap(std::int64_t year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

std::uint32_t days_in_month(std::int64_t year, std::uint32_t month) {
  constexpr std::uint32_t kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : kDays[month - 1];
}

/// Appends `value` with at least `width` digits.
void append_padded(std::string& out, std::int64_t value, std::size_t width) {
  const std::string digits = std::to_string(std::abs(value));
  if (value < 0) out += '-';
  if (digits.size() < width) out.append(width - digits.size(), '0');
  out += digits;
}

/// "2017-05-05T21:00:00" and ".250" where the milliseconds are not zero.
std::string written_without_zone(const LocalTime& local) {
  std::string out = to_string(local.date);
  const std::int64_t ms = local.time_of_day_ms;
  out += 'T';
  append_padded(out, ms / kHourMs, 2);
  out += ':';
  append_padded(out, ms / kMinuteMs % 60, 2);
  out += ':';
  append_padded(out, ms / kSecondMs % 60, 2);
  if (ms % kSecondMs != 0) {
    out += '.';
    append_padded(out, ms % kSecondMs, 3);
  }
  return out;
}

}  // namespace

bool is_valid(const Date& date) {
  return date.year >= 1 && date.year <= 9999 && date.month >= 1 && date.month <= 12 &&
         date.day >= 1 && date.day <= days_in_month(date.year, date.month);
}

std::int64_t days_from_date(const Date& date) {
  // Years start in March, so that the leap day is a year's last; an era is 400 years.
  const std::int64_t year = std::int64_t{date.year} - (date.month <= 2 ? 1 : 0);
  const std::int64_t era = floor_div(year, 400);
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t month = (std::int64_t{date.month} + 9) % 12;
  const std::int64_t day_of_year = (153 * month + 2) / 5 + date.day - 1;
  const std::int64_t day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146'097 + day_of_era - 719'468;
}

Date date_from_days(std::int64_t days) {
  const std::int64_t shifted = days + 719'468;
  const std::int64_t era = floor_div(shifted, 146'097);
  const std::int64_t day_of_era = shifted - era * 146'097;
  const std::int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const std::int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t month = (5 * day_of_year + 2) / 153;
  const std::int64_t civil_month = month < 10 ? month + 3 : month - 9;
  const std::int64_t year = year_of_era + era * 400 + (civil_month <= 2 ? 1 : 0);
  return {static_cast<std::int32_t>(year), static_cast<std::uint32_t>(civil_month),
          static_cast<std::uint32_t>(day_of_year - (153 * month + 2) / 5 + 1)};
}

Date add_months(const Date& date, int months) {
  const std::int64_t total = std::int64_t{date.year} * 12 + date.month - 1 + months;
  const std::int64_t year = floor_div(total, 12);
  const auto month = static_cast<std::uint32_t>(total - year * 12 + 1);
  return {static_cast<std::int32_t>(year), month, std::min(date.day, days_in_month(year, month))};
}

TimeMs instant(const LocalTime& local, std::int32_t offset_s) {
  return {days_from_date(local.date) * kDayMs + local.time_of_day_ms - offset_s * kSecondMs};
}

LocalTime local_time(TimeMs t, std::int32_t offset_s) {
  // The day is split off before the offset is added: so no instant at all overflows.
  const std::int64_t utc_days = floor_div(t.value, kDayMs);
  const std::int64_t remainder_ms = t.value % kDayMs;
  const std::int64_t utc_ms = remainder_ms < 0 ? remainder_ms + kDayMs : remainder_ms;
  const std::int64_t shifted = utc_ms + offset_s * kSecondMs;
  const std::int64_t carried = floor_div(shifted, kDayMs);
  return {date_from_days(utc_days + carried), shifted - carried * kDayMs};
}

std::string to_string(const Date& date) {
  std::string out;
  append_padded(out, date.year, 4);
  out += '-';
  append_padded(out, date.month, 2);
  out += '-';
  append_padded(out, date.day, 2);
  return out;
}

std::string to_utc_string(TimeMs t) {
  return written_without_zone(local_time(t, 0)) + 'Z';
}

std::string to_local_string(TimeMs t, std::int32_t offset_s) {
  return written_without_zone(local_time(t, offset_s)) + offset_to_string(offset_s);
}

std::string offset_to_string(std::int32_t offset_s) {
  const std::int64_t size = std::abs(std::int64_t{offset_s});
  std::string out(1, offset_s < 0 ? '-' : '+');
  append_padded(out, size / 3600, 2);
  out += ':';
  append_padded(out, size / 60 % 60, 2);
  if (size % 60 != 0) {  // Only clocks from before standard time differ by seconds.
    out += ':';
    append_padded(out, size % 60, 2);
  }
  return out;
}

}  // namespace truceline::base
