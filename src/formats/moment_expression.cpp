// SPDX-License-Identifier: Apache-2.0
#include "formats/moment_expression.hpp"

#include <array>
#include <charconv>

namespace truceline::formats {
namespace {

using base::Result;

constexpr std::int32_t kCountMax = 10'000;
constexpr std::int32_t kDaysAWeek = 7;
constexpr std::int32_t kMonthsAYear = 12;
constexpr char kMomentMend[] =
    "write a date (2017-06-04), a time (2017-05-06T00:00), or \"signed + 2 weeks\"";
constexpr char kDurationMend[] = "write a number and a unit, such as 2 weeks or 6 months";

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

struct UnitWord {
  std::string_view word;
  DurationUnit unit;
  std::int32_t factor;
};
constexpr std::array<UnitWord, 5> kUnits{{{"hour", DurationUnit::hours, 1},
                                          {"day", DurationUnit::days, 1},
                                          {"week", DurationUnit::days, kDaysAWeek},
                                          {"month", DurationUnit::months, 1},
                                          {"year", DurationUnit::years, 1}}};

std::optional<FixedMoment> read_written(std::string_view text, const TextSpan& span,
                                        const MomentContext& context, Remarks& remarks) {
  const Result<base::WrittenTime> written = base::parse_written_time(text);
  if (!written) {
    const std::string mend =
        written.error().mend.empty() ? std::string(kMomentMend) : written.error().mend;
    remarks.error(span, "bad-time", "\"" + std::string(text) + "\": " + written.error().reason,
                  mend);
    return std::nullopt;
  }
  const bool zone_known =
      written->zone.empty() || (context.lookup && context.lookup(written->zone) != nullptr);
  const Result<base::TimeMs> time =
      base::place_on_time_line(*written, context.zone, context.lookup);
  if (!time) {
    remarks.error(span, zone_known ? "offset-contradicts-zone" : "unknown-time-zone",
                  time.error().reason, time.error().mend);
    return std::nullopt;
  }
  FixedMoment moment;
  moment.time = *time;
  moment.local = context.zone.local_time_at(*time);
  moment.whole_day = written->date_only;
  return moment;
}

/// The moment named or written before any "+".
std::optional<FixedMoment> read_base(std::string_view text, const TextSpan& span,
                                     const MomentContext& context, Remarks& remarks) {
  const auto named = [&](const std::optional<FixedMoment>& moment,
                         std::string_view key) -> std::optional<FixedMoment> {
    if (!moment)
      remarks.error(span, "no-such-base",
                    "this counts from \"" + std::string(key) + "\", which has no date yet",
                    "give \"" + std::string(key) + "\" a date above, or write a date here");
    return moment;
  };
  if (text == "signed") return named(context.signed_on, text);
  if (text == "in_force") return named(context.in_force, text);
  return read_written(text, span, context, remarks);
}

base::Date days_after(const base::Date& date, std::int32_t days) {
  return base::date_from_days(base::days_from_date(date) + days);
}

}  // namespace

Result<Duration> parse_duration(std::string_view text) {
  text = trimmed(text);
  std::int32_t count = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (failure != std::errc() || count < 1 || count > kCountMax)
    return base::invalid("\"" + std::string(text) + "\" is not a length of time", kDurationMend);
  std::string_view unit = trimmed(text.substr(static_cast<std::size_t>(end - text.data())));
  if (unit.ends_with('s')) unit.remove_suffix(1);
  for (const UnitWord& known : kUnits)
    if (unit == known.word) return Duration{count * known.factor, known.unit};
  return base::invalid("\"" + std::string(text) + "\" has no unit that is known here",
                       "write hours, days, weeks, months or years");
}

base::TimeMs FixedMoment::end(const base::TimeZone& zone) const {
  if (!whole_day) return time;
  return zone.instant_of({days_after(local.date, 1), 0});
}

FixedMoment later(const FixedMoment& moment, Duration duration, const base::TimeZone& zone) {
  FixedMoment result = moment;
  switch (duration.unit) {
    case DurationUnit::hours:
      result.time.value += duration.count * base::kHourMs;
      result.local = zone.local_time_at(result.time);
      result.whole_day = false;
      return result;
    case DurationUnit::days:
      result.local.date = days_after(moment.local.date, duration.count);
      break;
    case DurationUnit::months:
      result.local.date = base::add_months(moment.local.date, duration.count);
      break;
    case DurationUnit::years:
      result.local.date = base::add_months(moment.local.date, duration.count * kMonthsAYear);
      break;
  }
  result.time = zone.instant_of(result.local);
  return result;
}

std::optional<FixedMoment> read_moment(const Word& word, const MomentContext& context,
                                       Remarks& remarks) {
  const std::string_view text = word.text;
  // A plus with a space before it adds time; one without belongs to an offset (+03:00).
  const std::size_t plus = text.find(" + ");
  std::optional<FixedMoment> moment =
      read_base(trimmed(text.substr(0, plus)), word.span, context, remarks);
  if (!moment) return std::nullopt;
  if (plus != std::string_view::npos) {
    const Result<Duration> duration = parse_duration(text.substr(plus + 3));
    if (!duration) {
      remarks.error(word.span, "bad-time", duration.error().reason, duration.error().mend);
      return std::nullopt;
    }
    moment = later(*moment, *duration, context.zone);
  }
  moment->as_written = word.text;
  return moment;
}

}  // namespace truceline::formats
