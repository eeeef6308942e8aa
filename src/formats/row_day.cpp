// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <charconv>
#include <string>

#include "formats/row_fields.hpp"

namespace truceline::formats {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};

/// 1..12 for "May", "sept", "September"; 0 where it is no month.
std::uint32_t month_from_name(std::string_view text) {
  const std::string name = lower_ascii(text);
  if (name.size() < 3) return 0;
  for (std::uint32_t i = 0; i < kMonths.size(); ++i)
    if (kMonths[i].starts_with(name)) return i + 1;
  return 0;
}

/// 1 to 4 digits; -1 otherwise.
int number_from(std::string_view text) {
  if (text.empty() || text.size() > 4) return -1;
  int value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  return problem == std::errc() && end == text.data() + text.size() ? value : -1;
}

/// True for "", "00:00", "0:00:00", "00:00:00.000", "12:00:00 AM", each with a Z or without.
bool is_midnight(std::string_view tail) {
  std::string text = lower_ascii(trimmed(tail));
  if (text.ends_with('z')) text.pop_back();
  if (text.ends_with("am") && text.starts_with("12:")) {
    text.resize(text.size() - 2);
    text.replace(0, 2, "00");
  }
  return trimmed(text).find_first_not_of("0:.") == std::string_view::npos;
}

struct Written {
  std::string_view day;
  std::string_view month;
  std::string_view year;
  bool named_month = false;
};

/// Takes "a-b-c" apart at `separator`; the third part ends the text.
bool split_three(std::string_view text, char separator, std::array<std::string_view, 3>& parts) {
  const std::size_t first = text.find(separator);
  if (first == std::string_view::npos) return false;
  const std::size_t second = text.find(separator, first + 1);
  if (second == std::string_view::npos) return false;
  parts = {text.substr(0, first), text.substr(first + 1, second - first - 1),
           text.substr(second + 1)};
  return true;
}

std::optional<base::Date> date_of(const Written& written) {
  const int day = number_from(written.day);
  const int month = written.named_month ? static_cast<int>(month_from_name(written.month))
                                        : number_from(written.month);
  int year = number_from(written.year);
  if (day < 1 || month < 1 || year < 0) return std::nullopt;
  if (written.year.size() == 2 && written.named_month) year += year < 70 ? 2000 : 1900;
  const base::Date date{year, static_cast<std::uint32_t>(month), static_cast<std::uint32_t>(day)};
  if (date.year < 1000 || !base::is_valid(date)) return std::nullopt;
  return date;
}

}  // namespace

base::Result<base::Date> read_day(const RowFields& row, std::size_t column, SlashDates slashes) {
  const std::string_view text = row[column];
  if (text.empty()) return bad_field(row, column, "is empty", "write a day: 2017-05-06");
  const auto not_a_day = [&] {
    const std::string shown = text.size() > 40 ? "a long text" : "'" + std::string(text) + "'";
    return bad_field(row, column, shown + " is not a day", "write it as 2017-05-06");
  };
  std::array<std::string_view, 3> parts;
  Written written;
  std::string_view tail;
  if (text.size() >= 10 && text[4] == '-' && text[7] == '-') {
    written = {text.substr(8, 2), text.substr(5, 2), text.substr(0, 4)};
    tail = text.substr(10);
    if (!tail.empty() && tail.front() != ' ' && tail.front() != 'T') return not_a_day();
    if (tail.starts_with('T')) tail.remove_prefix(1);
  } else if (text.find('/') != std::string_view::npos) {
    if (slashes == SlashDates::refused)
      return bad_field(row, column,
                       "'" + std::string(text.substr(0, 24)) + "' may be day/month or month/day",
                       "write it as 2017-05-06");
    const std::size_t space = text.find(' ');
    if (!split_three(text.substr(0, space), '/', parts)) return not_a_day();
    written = {parts[1], parts[0], parts[2]};
    if (space != std::string_view::npos) tail = text.substr(space);
  } else if (split_three(text, '-', parts) || split_three(text, ' ', parts)) {
    written = {parts[0], parts[1], parts[2], true};
  } else {
    return not_a_day();
  }
  const std::optional<base::Date> date = date_of(written);
  if (!date) return not_a_day();
  if (!is_midnight(tail))
    return bad_field(
        row, column,
        "'" + std::string(text.substr(0, 32)) + "' has a time of day: it may stand for another day",
        "write the day alone, as the publisher gives it");
  return *date;
}

}  // namespace truceline::formats
