// SPDX-License-Identifier: Apache-2.0
//
// Reports twice: as GeoJSON features, page by page, and as bare columns for a map that draws
// twenty thousand at once.
#include <algorithm>
#include <charconv>

#include "views/handlers.hpp"
#include "views/labels.hpp"
#include "views/report_filter.hpp"
#include "views/wire.hpp"

namespace truceline::views {

using base::JsonWriter;
using base::Result;

namespace {

constexpr std::int64_t kDefaultLimit = 500;

std::int64_t deaths_best(const domain::Report& report) {
  for (const domain::Count& count : report.counts)
    if (count.unit == "deaths") return count.best;
  return 0;
}

void write_counts(JsonWriter& out, const std::vector<domain::Count>& counts) {
  out.begin_array();
  for (const domain::Count& count : counts) {
    out.begin_object().member("unit", count.unit).member("low", count.low);
    out.member("best", count.best).member("high", count.high).end_object();
  }
  out.end_array();
}

void write_report(JsonWriter& out, const Snapshot& snapshot, Lang lang,
                  const engine::Said<domain::Report>& said) {
  const domain::Report& report = said.what;
  out.begin_object().member("type", "Feature").key("geometry");
  write_point_geometry(out, report.place.point);
  out.key("properties").begin_object();
  out.member("index", static_cast<std::int64_t>(said.index.value));
  out.member("event", domain::word(report.event));
  out.member("event_label", label(report.event, lang));
  write_mentions(out.key("side_a"), report.side_a);
  write_mentions(out.key("side_b"), report.side_b);
  write_when(out.key("when"), report.when, snapshot.mission().time_zone, lang);
  write_place(out.key("place"), report.place);
  write_counts(out.key("counts"), report.counts);
  write_source(out.key("source"), report.source);
  out.key("superseded").boolean(said.superseded_by.has_value());
  out.end_object().end_object();
}

/// A cursor is the index of the last report shown; 0 entries are before the first page.
Result<std::uint64_t> first_index(const Ask& ask) {
  const std::string cursor = ask.text("cursor");
  if (cursor.empty()) return std::uint64_t{0};
  std::uint64_t last = 0;
  const auto [end, failed] = std::from_chars(cursor.data(), cursor.data() + cursor.size(), last);
  if (failed != std::errc{} || end != cursor.data() + cursor.size())
    return base::invalid("this is no cursor of ours", "take `next` as it was given").at("cursor");
  return last + 1;
}

/// Columns hold numbers only: an open side becomes the last moment a browser's Date can hold.
std::int64_t drawable(base::TimeMs t) {
  constexpr std::int64_t kFarthest = 8'640'000'000'000'000;
  return std::clamp(t.value, -kFarthest, kFarthest);
}

using Rows = std::vector<const Snapshot::ReportRow*>;

template <class Value>
void write_column(JsonWriter& out, std::string_view name, const Rows& rows, Value value) {
  out.key(name).begin_array();
  for (const Snapshot::ReportRow* row : rows) out.integer(value(*row));
  out.end_array();
}

template <class E>
void write_spellings(JsonWriter& out, std::string_view name) {
  out.key(name).begin_array();
  for (const auto& [value, word] : domain::kWords<E>) out.string(word);
  out.end_array();
}

/// The place of `value` in the list that write_spellings writes.
template <class E>
std::int64_t spelling_number(E value) {
  std::int64_t number = 0;
  for (const auto& [e, word] : domain::kWords<E>) {
    if (e == value) break;
    ++number;
  }
  return number;
}

}  // namespace

Result<Answer> reports_answer(const Snapshot& snapshot, const Ask& ask) {
  TRY_ASSIGN(const ReportFilter filter, ReportFilter::from(snapshot, ask));
  TRY_ASSIGN(const std::uint64_t first, first_index(ask));
  const std::int64_t limit = ask.number("limit").value_or(kDefaultLimit);
  const bool superseded = ask.flag("superseded").value_or(false);
  std::int64_t total = 0;
  std::int64_t written = 0;
  std::optional<std::uint64_t> last;
  bool more = false;
  JsonWriter out;
  out.begin_object().member("type", "FeatureCollection").key("features").begin_array();
  for (const auto& report : snapshot.state().reports()) {
    if ((report.superseded_by && !superseded) || !filter.keeps(report.what)) continue;
    ++total;
    if (report.index.value < first) continue;
    more = written == limit;
    if (more) continue;
    write_report(out, snapshot, ask.lang, report);
    last = report.index.value;
    ++written;
  }
  out.end_array().member("total", total).key("next");
  if (more && last)
    out.string(std::to_string(*last));
  else
    out.null();
  out.end_object();
  return Answer{out.take(), "application/geo+json"};
}

Result<Answer> report_columns_answer(const Snapshot& snapshot, const Ask& ask) {
  TRY_ASSIGN(const ReportFilter filter, ReportFilter::from(snapshot, ask));
  const auto& all = snapshot.state().reports();
  Rows rows;
  rows.reserve(snapshot.reports().size());
  for (const Snapshot::ReportRow& row : snapshot.reports())
    if (all[row.place].what.place.point && filter.keeps(all[row.place].what)) rows.push_back(&row);
  const auto report = [&](const Snapshot::ReportRow& row) -> const domain::Report& {
    return all[row.place].what;
  };
  using Row = Snapshot::ReportRow;
  const auto index = [&](const Row& row) {
    return static_cast<std::int64_t>(all[row.place].index.value);
  };
  const auto from = [&](const Row& row) { return drawable(report(row).when.interval.from); };
  const auto to = [&](const Row& row) { return drawable(report(row).when.interval.to); };
  JsonWriter out;
  out.begin_object();
  write_column(out, "index", rows, index);
  write_column(out, "lon_e7", rows,
               [&](const Row& row) { return report(row).place.point->lon_e7; });
  write_column(out, "lat_e7", rows,
               [&](const Row& row) { return report(row).place.point->lat_e7; });
  write_column(out, "from_ms", rows, from);
  write_column(out, "to_ms", rows, to);
  write_column(out, "event", rows,
               [&](const Row& row) { return spelling_number(report(row).event); });
  write_spellings<domain::EventKind>(out, "events");
  write_column(out, "deaths_best", rows, [&](const Row& row) { return deaths_best(report(row)); });
  write_column(out, "precision", rows,
               [&](const Row& row) { return spelling_number(report(row).place.precision); });
  write_spellings<domain::PlacePrecision>(out, "precisions");
  write_column(out, "dyad", rows, [](const Row& row) { return std::int64_t{row.dyad}; });
  write_strings(out.key("dyads"), snapshot.dyads());
  write_column(out, "breach", rows, [](const Row& row) { return std::int64_t{row.breach}; });
  out.end_object();
  return Answer{out.take()};
}

}  // namespace truceline::views
