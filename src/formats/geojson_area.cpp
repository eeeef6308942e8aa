// SPDX-License-Identifier: Apache-2.0
#include "formats/geojson_area.hpp"

#include "base/limits.hpp"
#include "geo/point.hpp"

namespace truceline::formats {
namespace {

using base::JsonValue;

constexpr std::size_t kLinearRingPositions = 4;  // a triangle, its first position repeated

}  // namespace

std::string_view string_member(JsonValue object, std::string_view name) {
  const std::optional<JsonValue> member = object.find(name);
  return member && member->is_string() ? member->as_string() : std::string_view();
}

bool GeoJsonArea::refuse(const TextSpan& at, std::string code, std::string reason,
                         std::string mend) {
  remarks_->error(at, std::move(code), std::move(reason), std::move(mend));
  return false;
}

TextSpan GeoJsonArea::span_of(JsonValue number) const {
  const std::string_view written = number.number_text();
  const auto from = static_cast<std::size_t>(written.data() - text_.data());
  return lines_->span(from, from + written.size());
}

TextSpan GeoJsonArea::place(std::size_t polygon, std::size_t ring, std::size_t vertex) const {
  return places_[polygon][ring][vertex];
}

bool GeoJsonArea::add_geometry(JsonValue geometry, const std::string& named) {
  const std::string_view type = geometry.is_object() ? string_member(geometry, "type") : "";
  if (type != "Polygon" && type != "MultiPolygon")
    return refuse(last_, "not-an-area",
                  named + " is " + (type.empty() ? "no geometry" : "a " + std::string(type)) +
                      ", not an area",
                  "draw the zone as a Polygon or MultiPolygon");
  const std::optional<JsonValue> coordinates = geometry.find("coordinates");
  if (!coordinates || !coordinates->is_array() || coordinates->size() == 0)
    return refuse(last_, "not-geojson", named + " has no coordinates", "export the drawing again");
  if (type == "Polygon") return add_polygon(*coordinates, named);
  bool good = true;
  for (const JsonValue rings : coordinates->elements()) good = add_polygon(rings, named) && good;
  return good;
}

bool GeoJsonArea::add_polygon(JsonValue rings, const std::string& named) {
  if (!rings.is_array() || rings.size() == 0)
    return refuse(last_, "not-geojson", "a polygon of " + named + " has no ring",
                  "export the drawing again");
  geo::Polygon polygon;
  std::vector<std::vector<TextSpan>> places;
  bool good = true;
  for (const JsonValue positions : rings.elements()) {
    geo::Ring ring;
    good = read_ring(positions, named, ring, places.emplace_back()) && good;
    if (places.size() == 1)
      polygon.outer = std::move(ring);
    else
      polygon.holes.push_back(std::move(ring));
  }
  if (!good) return false;
  area_.push_back(std::move(polygon));
  places_.push_back(std::move(places));
  return true;
}

bool GeoJsonArea::read_ring(JsonValue positions, const std::string& named, geo::Ring& ring,
                            std::vector<TextSpan>& places) {
  if (!positions.is_array())
    return refuse(last_, "not-geojson", "a ring of " + named + " is no list of positions",
                  "export the drawing again");
  if (positions.size() > base::limits::kPolygonVertices + 1)
    return refuse(last_, "too-large",
                  "a ring of " + named + " has more than " +
                      std::to_string(base::limits::kPolygonVertices) + " vertices",
                  "simplify the line");
  for (const JsonValue position : positions.elements()) {
    const std::optional<geo::Point> point = read_position(position, named);
    if (!point) return false;  // one remark a ring: swapped axes would make thousands
    ring.push_back(*point);
    places.push_back(last_);
  }
  if (ring.size() < kLinearRingPositions)
    return refuse(last_, "open-ring",
                  "a ring of " + named + " has " + std::to_string(ring.size()) + " positions",
                  "a ring has at least 4, the last the same as the first");
  if (ring.front() != ring.back())
    return refuse(places.back(), "open-ring",
                  "a ring of " + named + " ends elsewhere than it begins",
                  "repeat its first position, " + geo::to_decimal(ring.front().lon_e7) + ", " +
                      geo::to_decimal(ring.front().lat_e7) + ", at its end");
  ring.pop_back();
  places.pop_back();
  return true;
}

std::optional<geo::Point> GeoJsonArea::read_position(JsonValue position, const std::string& named) {
  const std::vector<JsonValue> axes =
      position.is_array() ? position.elements() : std::vector<JsonValue>();
  if (axes.size() < 2 || !axes[0].is_number() || !axes[1].is_number()) {
    refuse(last_, "not-geojson", "a position of " + named + " is not [longitude, latitude]",
           "write two numbers, longitude first");
    return std::nullopt;
  }
  if (axes.size() > 2) has_altitude_ = true;
  last_ = span_of(axes[0]);
  const std::optional<std::int32_t> lon = read_degrees(axes[0], geo::kLonMaxE7, "longitude");
  if (!lon) return std::nullopt;
  const std::optional<std::int32_t> lat = read_degrees(axes[1], geo::kLatMaxE7, "latitude");
  if (!lat) return std::nullopt;
  return geo::Point{.lon_e7 = *lon, .lat_e7 = *lat};
}

std::optional<std::int32_t> GeoJsonArea::read_degrees(JsonValue number, std::int32_t limit_e7,
                                                      std::string_view axis) {
  const base::Result<std::int32_t> e7 =
      geo::degrees_e7_from_decimal(number.number_text(), limit_e7);
  if (e7) return *e7;
  const bool fits_as_longitude =
      geo::degrees_e7_from_decimal(number.number_text(), geo::kLonMaxE7).has_value();
  const std::string said = std::string(axis) + " " + std::string(number.number_text());
  if (limit_e7 == geo::kLatMaxE7 && fits_as_longitude)
    refuse(span_of(number), "swapped-coordinates",
           said + " is beyond the pole: longitude and latitude look swapped",
           "GeoJSON writes longitude first: [36.6, 35.9]");
  else
    refuse(span_of(number), "bad-coordinate", said + ": " + e7.error().reason, e7.error().mend);
  return std::nullopt;
}

}  // namespace truceline::formats
