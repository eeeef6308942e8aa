// SPDX-License-Identifier: Apache-2.0
#include "formats/said_json.hpp"

#include <array>
#include <optional>
#include <vector>

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

/// The texts that stand for points in a circle or a corridor, in their order.
using Written = std::vector<std::string>;

void list_text(const std::optional<JsonValue>& at, Written& written) {
  if (at && at->is_string()) written.emplace_back(at->as_string());
}

Written written_points(JsonValue body) {
  Written written;
  if (const auto circle = body.find("circle"); circle && circle->is_object())
    list_text(circle->find("centre"), written);
  const auto corridor = body.find("corridor");
  const auto route = corridor && corridor->is_object() ? corridor->find("route") : std::nullopt;
  if (!route || !route->is_array()) return written;
  for (const JsonValue& waypoint : route->elements())
    if (waypoint.is_object()) list_text(waypoint.find("at"), written);
  return written;
}

void write_point(JsonWriter& out, geo::Point point) {
  out.begin_object().member("lat_e7", std::int64_t{point.lat_e7});
  out.member("lon_e7", std::int64_t{point.lon_e7}).end_object();
}

/// `object` with the text of its member `name`, where it is one, read as a point.
Result<void> write_with_point(JsonWriter& out, JsonValue object, std::string_view name,
                              const std::string& path) {
  out.begin_object();
  for (const auto& [key, value] : object.members()) {
    out.key(key);
    if (key != name || !value.is_string()) {
      write_json(out, value);
      continue;
    }
    const auto point = settled_point(value.as_string());
    if (!point) return point.error().at(path + "." + std::string(name));
    write_point(out, *point);
  }
  out.end_object();
  return {};
}

Result<void> write_corridor(JsonWriter& out, JsonValue said) {
  out.begin_object();
  for (const auto& [key, value] : said.members()) {
    out.key(key);
    if (key != "route" || !value.is_array()) {
      write_json(out, value);
      continue;
    }
    out.begin_array();
    std::size_t place = 0;
    for (const JsonValue& waypoint : value.elements()) {
      const std::string path = "corridor.route[" + std::to_string(place++) + "]";
      if (waypoint.is_object())
        TRY(write_with_point(out, waypoint, "at", path));
      else
        write_json(out, waypoint);
    }
    out.end_array();
  }
  out.end_object();
  return {};
}

/// Beside what the place itself was written as.
std::string joined(std::string_view first, const Written& written) {
  std::string all(first);
  for (const std::string& one : written) {
    if (!all.empty()) all += '\n';
    all += one;
  }
  return all;
}

/// A place that is not said as people say it, with what was written of a circle or a corridor.
void write_place_beside(JsonWriter& out, std::optional<JsonValue> place, const Written& written) {
  std::string_view own;
  bool has_precision = false;
  out.begin_object();
  if (place)
    for (const auto& [key, value] : place->members()) {
      has_precision = has_precision || key == "precision";
      if (key == "as_written" && value.is_string())
        own = value.as_string();
      else
        write_json(out.key(key), value);
    }
  out.member("as_written", joined(own, written));
  if (!has_precision) out.member("precision", domain::word(domain::PlacePrecision::exact));
  out.end_object();
}

Result<void> write_place(JsonWriter& out, JsonValue said, const Written& written) {
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
  out.begin_object().member("as_written", joined(at, written)).key("point");
  write_point(out, *point);
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
  const Written written = written_points(body);
  JsonWriter out;
  out.begin_object();
  bool has_place = false;
  for (const auto& [key, value] : body.members()) {
    out.key(key);
    has_place = has_place || key == "place";
    if (key == "when" && value.is_object() && (value.find("from") || value.find("to"))) {
      TRY(write_when(out, value, options));
    } else if (key == "place" && value.is_object() && value.find("at")) {
      TRY(write_place(out, value, written));
    } else if (key == "place" && value.is_object() && !written.empty()) {
      write_place_beside(out, value, written);
    } else if (key == "circle" && value.is_object()) {
      TRY(write_with_point(out, value, "centre", "circle"));
    } else if (key == "corridor" && value.is_object()) {
      TRY(write_corridor(out, value));
    } else {
      write_json(out, value);
    }
  }
  if (!has_place && !written.empty()) write_place_beside(out.key("place"), std::nullopt, written);
  return out.end_object().take();
}

}  // namespace truceline::formats
