// SPDX-License-Identifier: Apache-2.0
#include "formats/said_json.hpp"

#include <array>

#include "base/json_writer.hpp"
#include "domain/place.hpp"
#include "domain/when.hpp"
#include "formats/coordinate.hpp"
#include "formats/place_radius.hpp"
#include "formats/report_when.hpp"

namespace truceline::formats {

using base::JsonValue;
using base::JsonWriter;
using base::Result;

namespace {

enum WhenColumn : std::size_t { kFrom, kTo, kZone };
constexpr std::array kWhenColumns = {ColumnSpec{"when.from", true}, ColumnSpec{"when.to"},
                                     ColumnSpec{"when.zone"}};
constexpr std::string_view kOpen = "open";

base::Error wrong(std::string place, std::string reason, std::string mend) {
  return {base::ErrorCode::invalid_input, std::move(reason), std::move(place), std::move(mend)};
}

/// Error where `object` has a member that is neither in `said` nor in `kept`.
Result<void> check_members(JsonValue object, std::string_view path,
                           std::initializer_list<std::string_view> known, std::string_view mend) {
  for (const auto& member : object.members()) {
    bool found = false;
    for (const std::string_view name : known) found = found || name == member.key;
    if (!found)
      return wrong(std::string(path) + "." + std::string(member.key),
                   "this does not go with what is written beside it", std::string(mend));
  }
  return {};
}

/// The text of a member; empty where there is none.
Result<std::string_view> text_of(JsonValue object, std::string_view path, std::string_view name) {
  const auto value = object.find(name);
  if (!value) return std::string_view();
  if (value->is_string()) return value->as_string();
  return wrong(std::string(path) + "." + std::string(name), "this is no text",
               "write it in quotes");
}

Result<void> write_when(JsonWriter& out, JsonValue said, const SaidOptions& options) {
  TRY(check_members(said, "when", {"from", "to", "zone", "precision"},
                    "write from, to, zone and precision; or from_ms, to_ms, zone, precision and "
                    "as_written"));
  RowFields row{kWhenColumns, {}};
  for (const std::string_view name : {"from", "to", "zone"}) {
    TRY_ASSIGN(const std::string_view text, text_of(said, "when", name));
    row.texts.push_back(text);
  }
  const bool open = row.texts[kTo] == kOpen;
  if (open) row.texts[kTo] = {};
  TRY_ASSIGN(const std::string_view precision, text_of(said, "when", "precision"));
  const auto known = domain::from_word<domain::TimePrecision>(precision);
  if (!known && !precision.empty())
    return wrong("when.precision", "'" + std::string(precision) + "' is none of its words",
                 "take one of " + domain::all_words<domain::TimePrecision>());
  TRY_ASSIGN(domain::When when, read_report_when({row, kFrom, kTo, kZone},
                                                 known.value_or(domain::TimePrecision::unknown),
                                                 {.zone = options.zone, .zones = options.zones}));
  if (open) when.as_written += " to open";
  out.begin_object().member("as_written", when.as_written);
  out.member("from_ms", when.interval.from.value);
  out.member("precision", domain::word(when.precision));
  if (!open) out.member("to_ms", when.interval.to.value);
  out.member("zone", when.zone).end_object();
  return {};
}

Result<void> write_place(JsonWriter& out, JsonValue said) {
  TRY(check_members(said, "place",
                    {"at", "precision", "radius_m", "name", "pcode", "admin1", "admin2"},
                    "leave out point and as_written where there is an at"));
  TRY_ASSIGN(const std::string_view at, text_of(said, "place", "at"));
  const auto point = settled_point(at);
  if (!point) return point.error().at("place.at");
  TRY_ASSIGN(const std::string_view word, text_of(said, "place", "precision"));
  const auto precision = domain::from_word<domain::PlacePrecision>(word);
  if (!precision)
    return wrong("place.precision",
                 word.empty() ? "it does not say how precise the place is"
                              : "'" + std::string(word) + "' is none of its words",
                 "take one of " + domain::all_words<domain::PlacePrecision>());
  out.begin_object().member("as_written", at);
  out.key("point").begin_object().member("lat_e7", std::int64_t{point->lat_e7});
  out.member("lon_e7", std::int64_t{point->lon_e7}).end_object();
  for (const auto& member : said.members())
    if (member.key != "at") write_json(out.key(member.key), member.value);
  if (!said.find("radius_m")) out.member("radius_m", radius_m(*precision));
  out.end_object();
  return {};
}

}  // namespace

Result<std::string> said_body(JsonValue body, const SaidOptions& options) {
  if (!body.is_object())
    return base::invalid("a body is an object", "write {\"field\": value, ...}");
  JsonWriter out;
  out.begin_object();
  for (const auto& [key, value] : body.members()) {
    out.key(key);
    if (key == "when" && value.is_object() && (value.find("from") || value.find("to"))) {
      TRY(write_when(out, value, options));
    } else if (key == "place" && value.is_object() && value.find("at")) {
      TRY(write_place(out, value));
    } else {
      write_json(out, value);
    }
  }
  return out.end_object().take();
}

}  // namespace truceline::formats
