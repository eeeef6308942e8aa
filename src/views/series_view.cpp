// SPDX-License-Identifier: Apache-2.0
//
// Reports of one zone over time, in days, weeks or months of the mission's calendar, with the
// moments at which an agreement about the zone was signed and came into force.
#include <algorithm>

#include "base/limits.hpp"
#include "engine/in_force.hpp"
#include "engine/queries.hpp"
#include "views/handlers.hpp"
#include "views/naming.hpp"
#include "views/time_text.hpp"
#include "views/wire.hpp"

namespace truceline::views {

using base::Error;
using base::ErrorCode;
using base::JsonWriter;
using base::Result;

namespace {

constexpr Phrase kMethod{
    "Reports not withdrawn, counted once, where their time begins. Settled: the place lies wholly "
    "inside the zone as drawn that day (before the first and after the last drawing, by that one) "
    "and the time wholly inside the stretch; possible: one of the two is not settled. Deaths: best "
    "estimates of the settled reports. Announced exercises are left out. A report is what one "
    "source says, not an established fact.",
    "البلاغات التي لم تُسحب، يُحتسب كل منها مرة واحدة حيث يبدأ وقته. محسومة: المكان داخل المنطقة "
    "كليًا بحدودها في ذلك اليوم (وقبل أول رسم لها وبعد آخره بذلك الرسم) والوقت داخل المدة كليًا؛ "
    "محتملة: أحدهما غير محسوم. الوفيات: أفضل تقديرات البلاغات المحسومة. لا تُحتسب التدريبات "
    "المعلنة. البلاغ هو ما يقوله مصدر واحد وليس حقيقة ثابتة."};

/// The day on which the day, ISO week or month of `date` begins.
base::Date bucket_start(const base::Date& date, std::string_view unit) {
  if (unit == "month") return {date.year, date.month, 1};
  if (unit == "day") return date;
  const std::int64_t days = base::days_from_date(date);
  const std::int64_t weekday = ((days + 3) % 7 + 7) % 7;  // 1970-01-01 was a Thursday; Monday 0
  return base::date_from_days(days - weekday);
}

base::Date next_bucket(const base::Date& date, std::string_view unit) {
  if (unit == "month") return base::add_months(date, 1);
  return base::date_from_days(base::days_from_date(date) + (unit == "day" ? 1 : 7));
}

/// The bounds of all buckets that meet `interval`.
Result<std::vector<base::TimeMs>> bounds_of(const base::Interval& interval, std::string_view unit,
                                            const base::TimeZone& zone) {
  std::vector<base::TimeMs> bounds;
  base::Date day = bucket_start(zone.local_time_at(interval.from).date, unit);
  while (true) {
    const base::TimeMs start = zone.instant_of({day, 0});
    bounds.push_back(start);
    if (start >= interval.to) return bounds;
    if (bounds.size() > base::limits::kSeriesBuckets)
      return Error{ErrorCode::too_large, "the series has too many buckets", "unit",
                   "take a larger unit, or a shorter time from `from` to `to`"};
    day = next_bucket(day, unit);
  }
}

/// What is asked for, or else the span of the reports.
base::Interval stretch_of(const Snapshot& snapshot, const Ask& ask) {
  const base::Interval asked = ask.interval().value_or(base::Interval{});
  base::Interval stretch = snapshot.span().value_or(base::Interval{snapshot.at(), snapshot.at()});
  if (asked.from != base::kTimeMin) stretch.from = asked.from;
  if (asked.to != base::kTimeMax) stretch.to = asked.to;
  if (stretch.to < stretch.from) stretch.to = stretch.from;
  return stretch;
}

bool speaks_of(const domain::Agreement& agreement, std::string_view zone) {
  const auto holds = [&](const std::vector<std::string>& zones) {
    return std::ranges::find(zones, zone) != zones.end();
  };
  return holds(agreement.zones) ||
         std::ranges::any_of(agreement.provisions, [&](const domain::Provision& provision) {
           return provision.everywhere || holds(provision.zones);
         });
}

void write_marks(JsonWriter& out, const Snapshot& snapshot, std::string_view zone,
                 const base::Interval& stretch, Lang lang) {
  const engine::State& state = snapshot.state();
  const Naming naming(snapshot, lang);
  out.begin_array();
  for (const auto& said : state.agreements()) {
    if (state.agreement(said.what.id) != &said || !speaks_of(said.what, zone)) continue;
    const auto mark = [&](base::TimeMs t, std::string_view kind) {
      if (!stretch.contains(t)) return;
      out.begin_object().member("at_ms", t.value).member("agreement", said.what.id);
      out.member("label", naming.agreement(said.what.id)).member("kind", kind).end_object();
    };
    if (said.what.signed_on) mark(said.what.signed_on->time, "signed");
    mark(engine::in_force(said.what, state).from, "in-force");
  }
  out.end_array();
}

template <class Value>
void write_column(JsonWriter& out, const std::vector<engine::SeriesBucket>& buckets, Value value) {
  out.begin_array();
  for (const engine::SeriesBucket& bucket : buckets) out.integer(value(bucket));
  out.end_array();
}

}  // namespace

Result<Answer> series_answer(const Snapshot& snapshot, const Ask& ask) {
  const std::string& zone = ask.path.front();
  if (!snapshot.state().zone(zone))
    return Error{
        ErrorCode::not_found, "there is no zone \"" + zone + "\"", {}, "/api/v1/zones lists them"};
  std::string unit = ask.text("unit");
  if (unit.empty()) unit = "week";
  const base::Interval stretch = stretch_of(snapshot, ask);
  TRY_ASSIGN(const auto bounds, bounds_of(stretch, unit, snapshot.mission().time_zone));
  const engine::SeriesQuery query{zone, {}};
  const auto buckets = engine::series(snapshot.state(), query, bounds);
  JsonWriter out;
  out.begin_object().member("zone", zone).member("unit", unit).key("starts_ms").begin_array();
  for (std::size_t i = 0; i + 1 < bounds.size(); ++i) out.integer(bounds[i].value);
  out.end_array();
  write_column(out.key("reports"), buckets, [](const auto& bucket) { return bucket.settled; });
  write_column(out.key("possible"), buckets, [](const auto& bucket) { return bucket.possible; });
  write_column(out.key("deaths_best"), buckets,
               [](const auto& bucket) { return bucket.deaths_settled; });
  write_marks(out.key("marks"), snapshot, zone, {bounds.front(), bounds.back()}, ask.lang);
  out.member("method", kMethod.in(ask.lang)).end_object();
  return Answer{out.take()};
}

}  // namespace truceline::views
