// SPDX-License-Identifier: Apache-2.0
//
// Reads times as people write them (RFC 3339, RFC 9557), piece by piece from the front, so that
// every refusal can say which piece is wrong.
#include <algorithm>
#include <string>

#include "base/time.hpp"

namespace truceline::base {
namespace {

constexpr char kDateMend[] = "write year-month-day, such as 2017-05-06";
constexpr char kTimeMend[] = "write hours and minutes, such as 2017-05-06T14:30";
constexpr std::size_t kZoneNameBytes = 64;
constexpr std::size_t kFractionDigits = 9;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// What is left to read of a text.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  bool at_end() const { return rest_.empty(); }
  char next() const { return rest_.empty() ? '\0' : rest_.front(); }
  std::string_view rest() const { return rest_; }
  bool take(char c) {
    if (next() != c || rest_.empty()) return false;
    rest_.remove_prefix(1);
    return true;
  }
  std::string_view take(std::size_t count) {
    const std::string_view taken = rest_.substr(0, count);
    rest_.remove_prefix(taken.size());
    return taken;
  }
  /// Exactly `count` digits; empty where they are not there.
  std::optional<std::uint32_t> number(std::size_t count) {
    if (rest_.size() < count) return std::nullopt;
    std::uint32_t value = 0;
    for (const char c : rest_.substr(0, count)) {
      if (!is_digit(c)) return std::nullopt;
      value = value * 10 + static_cast<std::uint32_t>(c - '0');
    }
    rest_.remove_prefix(count);
    return value;
  }
  std::size_t digits_ahead() const {
    return static_cast<std::size_t>(std::find_if_not(rest_.begin(), rest_.end(), is_digit) -
                                    rest_.begin());
  }

 private:
  std::string_view rest_;
};

Result<Date> read_date(Reader& in) {
  const auto year = in.number(4);
  const bool dash = year && in.take('-');
  const auto month = dash ? in.number(2) : std::nullopt;
  const bool second_dash = month && in.take('-');
  const auto day = second_dash ? in.number(2) : std::nullopt;
  if (!day || is_digit(in.next())) return invalid("this is not a date", kDateMend);
  if (*year == 0) return invalid("there is no year 0000", "write a year from 0001 to 9999");
  if (*month < 1 || *month > 12)
    return invalid("there is no month " + std::to_string(*month), kDateMend);
  const Date date{static_cast<std::int32_t>(*year), *month, *day};
  if (!is_valid(date)) {
    Date last = add_months({date.year, date.month, 31}, 0);
    return invalid("there is no day " + std::to_string(*day) + " in that month",
                   "its last day is " + to_string(last));
  }
  return date;
}

/// The part after the point of the seconds, in milliseconds.
Result<std::int64_t> read_fraction(Reader& in) {
  const std::size_t count = in.digits_ahead();
  if (count == 0) return invalid("no digits after the point of the seconds");
  if (count > kFractionDigits) return invalid("more than 9 digits after the point of the seconds");
  std::int64_t ms = 0;
  std::size_t at = 0;
  for (const char c : in.take(count)) {
    if (at >= 3 && c != '0')
      return invalid("finer than a millisecond", "write three digits after the point");
    if (at < 3) ms = ms * 10 + (c - '0');
    ++at;
  }
  for (; at < 3; ++at) ms *= 10;
  return ms;
}

Result<std::int64_t> read_time_of_day(Reader& in) {
  const auto hour = in.number(2);
  const bool colon = hour && in.take(':');
  const auto minute = colon ? in.number(2) : std::nullopt;
  if (!minute) return invalid("this is not a time of day", kTimeMend);
  if (*hour == 24) return invalid("hours go from 00 to 23", "write 24:00 as 00:00 of the next day");
  if (*hour > 23) return invalid("there is no hour " + std::to_string(*hour), kTimeMend);
  if (*minute > 59) return invalid("there is no minute " + std::to_string(*minute), kTimeMend);
  std::int64_t ms = *hour * kHourMs + *minute * kMinuteMs;
  if (!in.take(':')) return ms;
  const auto second = in.number(2);
  if (!second) return invalid("this is not a time of day", kTimeMend);
  if (*second == 60)
    return invalid("leap seconds are not counted", "write second 59, or 00 of the next minute");
  if (*second > 59) return invalid("there is no second " + std::to_string(*second), kTimeMend);
  ms += *second * kSecondMs;
  if (!in.take('.')) return ms;
  TRY_ASSIGN(const std::int64_t fraction_ms, read_fraction(in));
  return ms + fraction_ms;
}

/// Seconds east of UTC. REQUIRES: the next character is '+' or '-'.
Result<std::int32_t> read_offset(Reader& in) {
  const bool west = in.next() == '-';
  in.take(std::size_t{1});
  const auto hours = in.number(2);
  const bool colon = hours && in.take(':');
  const auto minutes = colon ? in.number(2) : std::nullopt;
  if (!minutes || *hours > 23 || *minutes > 59)
    return invalid("this is not an offset from UTC", "write hours and minutes, such as +03:00");
  const auto offset_s = static_cast<std::int32_t>(*hours * 3600 + *minutes * 60);
  if (west && offset_s == 0)
    return invalid("-00:00 says that the offset is not known",
                   "write Z for UTC, or the offset of the place");
  return west ? -offset_s : offset_s;
}

bool is_zone_name(std::string_view name) {
  const auto letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
  const auto allowed = [&](char c) {
    return letter(c) || is_digit(c) || c == '/' || c == '_' || c == '-' || c == '+';
  };
  return !name.empty() && name.size() <= kZoneNameBytes && letter(name.front()) &&
         name.back() != '/' && name.find("//") == std::string_view::npos &&
         std::all_of(name.begin(), name.end(), allowed);
}

/// The name between brackets. REQUIRES: the next character is '['.
Result<std::string> read_zone(Reader& in) {
  in.take('[');
  in.take('!');  // RFC 9557: "must be understood", and we always do or refuse.
  const std::size_t end = in.rest().find(']');
  if (end == std::string_view::npos)
    return invalid("the zone's closing bracket is missing", "write it as [Asia/Damascus]");
  const std::string_view name = in.take(end);
  in.take(']');
  if (!is_zone_name(name))
    return invalid("what stands in the brackets is not the name of a time zone",
                   "write an IANA name, such as [Asia/Damascus]");
  return std::string(name);
}

}  // namespace

Result<Date> parse_date(std::string_view text) {
  Reader in(text);
  TRY_ASSIGN(const Date date, read_date(in));
  if (!in.at_end()) return invalid("something stands after the date", kDateMend);
  return date;
}

Result<WrittenTime> parse_written_time(std::string_view text) {
  Reader in(text);
  WrittenTime written;
  TRY_ASSIGN(written.local.date, read_date(in));
  written.date_only = !in.take('T') && !in.take('t') && !in.take(' ');
  if (!written.date_only) {
    TRY_ASSIGN(written.local.time_of_day_ms, read_time_of_day(in));
  }
  if (in.take('Z') || in.take('z')) {
    written.offset_s = 0;
    written.utc = true;
  } else if (in.next() == '+' || in.next() == '-') {
    TRY_ASSIGN(written.offset_s, read_offset(in));
  }
  if (in.next() == '[') {
    TRY_ASSIGN(written.zone, read_zone(in));
  }
  if (!in.at_end())
    return invalid("something stands after the time that does not belong to it",
                   "write it like 2017-05-06T00:00:00+03:00[Asia/Damascus]");
  return written;
}

}  // namespace truceline::base
