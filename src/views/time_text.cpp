// SPDX-License-Identifier: Apache-2.0
#include "views/time_text.hpp"

#include <array>

namespace truceline::views {
namespace {

constexpr std::array<Phrase, 12> kMonths = {{{"January", "كانون الثاني/يناير"},
                                             {"February", "شباط/فبراير"},
                                             {"March", "آذار/مارس"},
                                             {"April", "نيسان/أبريل"},
                                             {"May", "أيار/مايو"},
                                             {"June", "حزيران/يونيو"},
                                             {"July", "تموز/يوليو"},
                                             {"August", "آب/أغسطس"},
                                             {"September", "أيلول/سبتمبر"},
                                             {"October", "تشرين الأول/أكتوبر"},
                                             {"November", "تشرين الثاني/نوفمبر"},
                                             {"December", "كانون الأول/ديسمبر"}}};

constexpr Phrase kComma{", ", "، "};
constexpr Phrase kFrom{"from ", "منذ "};
constexpr Phrase kUntil{"until ", "حتى "};
constexpr Phrase kAnyTime{"at any time", "في أي وقت"};
constexpr Phrase kOn{"on ", "في "};
constexpr Phrase kBetween{"between ", "بين "};
constexpr Phrase kAnd{" and ", " و"};

/// The first moment of a day; not always 00:00, where clocks spring forward at midnight.
bool is_midnight(base::TimeMs t, const base::TimeZone& zone) {
  return zone.instant_of({zone.local_time_at(t).date, 0}) == t;
}

std::string two_digits(std::int64_t value) {
  return (value < 10 ? "0" : "") + std::to_string(value);
}

std::string clock_text(base::TimeMs t, const base::TimeZone& zone) {
  const std::int64_t minutes = zone.local_time_at(t).time_of_day_ms / base::kMinuteMs;
  return two_digits(minutes / 60) + ":" + two_digits(minutes % 60);
}

std::string day_of(base::TimeMs t, const base::TimeZone& zone, Lang lang) {
  return day_text(zone.local_time_at(t).date, lang);
}

/// A closed interval taken apart: its two ends as text, equal where it is one day.
struct Ends {
  std::string first;
  std::string last;
};

Ends ends_of(const base::Interval& interval, const base::TimeZone& zone, Lang lang) {
  const base::TimeMs last{interval.to.value - 1};
  if (interval.to > interval.from && is_midnight(interval.from, zone) &&
      is_midnight(interval.to, zone))
    return {day_of(interval.from, zone, lang), day_of(last, zone, lang)};
  std::string first = moment_text(interval.from, zone, lang);
  if (interval.to <= interval.from || last == interval.from) return {first, first};
  return {std::move(first), moment_text(interval.to, zone, lang)};
}

}  // namespace

std::string day_text(const base::Date& date, Lang lang) {
  std::string text = std::to_string(date.day) + " ";
  text += kMonths[date.month - 1].in(lang);
  return text + " " + std::to_string(date.year);
}

std::string moment_text(base::TimeMs t, const base::TimeZone& zone, Lang lang) {
  std::string text = day_of(t, zone, lang);
  if (is_midnight(t, zone)) return text;
  text += kComma.in(lang);
  return text + clock_text(t, zone) + " (" + base::offset_to_string(zone.offset_s_at(t)) + ")";
}

std::string deadline_text(base::TimeMs due, const base::TimeZone& zone, Lang lang) {
  if (!is_midnight(due, zone)) return moment_text(due, zone, lang);
  return day_of({due.value - 1}, zone, lang);
}

std::string interval_text(const base::Interval& interval, const base::TimeZone& zone, Lang lang) {
  const bool begins = interval.from != base::kTimeMin;
  const bool ends = interval.to != base::kTimeMax;
  if (!begins && !ends) return std::string(kAnyTime.in(lang));
  if (!ends) return std::string(kFrom.in(lang)) + moment_text(interval.from, zone, lang);
  if (!begins) return std::string(kUntil.in(lang)) + deadline_text(interval.to, zone, lang);
  const Ends text = ends_of(interval, zone, lang);
  return text.first == text.last ? text.first : text.first + " – " + text.last;
}

std::string interval_phrase(const base::Interval& interval, const base::TimeZone& zone, Lang lang) {
  if (interval.from == base::kTimeMin || interval.to == base::kTimeMax)
    return interval_text(interval, zone, lang);
  const Ends text = ends_of(interval, zone, lang);
  if (text.first == text.last) return std::string(kOn.in(lang)) + text.first;
  return std::string(kBetween.in(lang)) + text.first + std::string(kAnd.in(lang)) + text.last;
}

std::string utc_text(const base::Interval& interval) {
  const std::string from =
      interval.from == base::kTimeMin ? ".." : base::to_utc_string(interval.from);
  const std::string to = interval.to == base::kTimeMax ? ".." : base::to_utc_string(interval.to);
  return from + "/" + to;
}

}  // namespace truceline::views
