// SPDX-License-Identifier: Apache-2.0
#include "views/wire.hpp"

#include "views/time_text.hpp"

namespace truceline::views {

using base::JsonWriter;

namespace {

void write_ring(JsonWriter& out, const geo::Ring& ring) {
  out.begin_array();
  for (const geo::Point point : ring) write_position(out, point);
  if (!ring.empty()) write_position(out, ring.front());
  out.end_array();
}

void write_rings(JsonWriter& out, const geo::Polygon& polygon) {
  out.begin_array();
  write_ring(out, polygon.outer);
  for (const geo::Ring& hole : polygon.holes) write_ring(out, hole);
  out.end_array();
}

void write_interval_members(JsonWriter& out, const base::Interval& interval,
                            const base::TimeZone& zone, Lang lang) {
  write_time(out.key("from_ms"), interval.from);
  write_time(out.key("to_ms"), interval.to);
  out.member("text", interval_text(interval, zone, lang));
}

}  // namespace

void write_names(JsonWriter& out, const domain::Names& names) {
  out.begin_object();
  for (const auto& [language, name] : names) out.member(language, name);
  out.end_object();
}

void write_strings(JsonWriter& out, const std::vector<std::string>& texts) {
  out.begin_array();
  for (const std::string& text : texts) out.string(text);
  out.end_array();
}

void write_time(JsonWriter& out, base::TimeMs t) {
  if (t == base::kTimeMin || t == base::kTimeMax)
    out.null();
  else
    out.integer(t.value);
}

void write_interval(JsonWriter& out, const base::Interval& interval, const base::TimeZone& zone,
                    Lang lang) {
  out.begin_object();
  write_interval_members(out, interval, zone, lang);
  out.end_object();
}

void write_when(JsonWriter& out, const domain::When& when, const base::TimeZone& zone, Lang lang) {
  out.begin_object();
  write_interval_members(out, when.interval, zone, lang);
  out.member("precision", domain::word(when.precision));
  if (!when.as_written.empty()) out.member("as_written", when.as_written);
  out.end_object();
}

void write_position(JsonWriter& out, geo::Point point) {
  out.begin_array().decimal(point.lon_e7, 7).decimal(point.lat_e7, 7).end_array();
}

void write_point_geometry(JsonWriter& out, const std::optional<geo::Point>& point) {
  if (!point) {
    out.null();
    return;
  }
  out.begin_object().member("type", "Point").key("coordinates");
  write_position(out, *point);
  out.end_object();
}

void write_area_geometry(JsonWriter& out, const geo::MultiPolygon& area) {
  const geo::MultiPolygon wound = geo::normalise_winding(area);
  out.begin_object().member("type", wound.size() == 1 ? "Polygon" : "MultiPolygon");
  out.key("coordinates");
  if (wound.size() == 1) {
    write_rings(out, wound.front());
  } else {
    out.begin_array();
    for (const geo::Polygon& polygon : wound) write_rings(out, polygon);
    out.end_array();
  }
  out.end_object();
}

void write_place(JsonWriter& out, const domain::Place& place) {
  out.begin_object().member("name", place.name);
  out.member("precision", domain::word(place.precision)).member("radius_m", place.radius_m);
  out.end_object();
}

void write_source(JsonWriter& out, const domain::Source& source) {
  out.begin_object().member("publisher", source.publisher).member("id", source.id);
  out.member("certainty", domain::word(source.certainty));
  std::string grade = source.grade.source;
  if (source.grade.information != 0) grade += std::to_string(source.grade.information);
  if (!grade.empty()) out.member("grade", grade);
  out.end_object();
}

void write_mentions(JsonWriter& out, const std::vector<domain::ActorMention>& mentions) {
  out.begin_array();
  for (const domain::ActorMention& mention : mentions) {
    out.begin_object().member("name", mention.name);
    if (!mention.code.empty()) out.member("code", mention.code);
    out.end_object();
  }
  out.end_array();
}

void write_audience(JsonWriter& out, const domain::Audience& audience) {
  out.begin_object().member("label", domain::word(audience.label)).key("recipients");
  write_strings(out, audience.recipients);
  out.end_object();
}

void begin_collection(JsonWriter& out) {
  out.begin_object().member("type", "FeatureCollection").key("features").begin_array();
}

void end_collection(JsonWriter& out) {
  out.end_array().end_object();
}

}  // namespace truceline::views
