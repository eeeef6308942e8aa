// SPDX-License-Identifier: Apache-2.0
#include "formats/zone_geojson.hpp"

#include <algorithm>
#include <charconv>

#include "base/json.hpp"
#include "base/limits.hpp"
#include "formats/geojson_area.hpp"
#include "geo/validity.hpp"

namespace truceline::formats {
namespace {

using base::JsonValue;

constexpr base::JsonLimits kJsonLimits{.bytes = base::limits::kGeoJsonBytes,
                                       .depth = base::limits::kGeoJsonDepth,
                                       .string_bytes = base::limits::kStatementString};
constexpr std::string_view kNameIn = "name:";

const TextSpan kFileStart{};

/// The start of the "line:column" that base::parse_json writes.
TextSpan span_from_place(std::string_view place) {
  TextSpan span;
  const std::size_t colon = place.find(':');
  if (colon == std::string_view::npos) return span;
  std::from_chars(place.data(), place.data() + colon, span.line);
  std::from_chars(place.data() + colon + 1, place.data() + place.size(), span.column);
  return span;
}

std::string geometry_code(geo::FlawKind kind) {
  switch (kind) {
    case geo::FlawKind::out_of_range:
      return "bad-coordinate";
    case geo::FlawKind::too_few_vertices:
      return "too-few-vertices";
    case geo::FlawKind::too_many_vertices:
      return "too-large";
    case geo::FlawKind::repeated_vertex:
      return "repeated-vertex";
    case geo::FlawKind::spike:
      return "spike";
    case geo::FlawKind::zero_area:
      return "zero-area";
    case geo::FlawKind::self_intersection:
      return "self-intersection";
    case geo::FlawKind::rings_cross:
      return "rings-cross";
    case geo::FlawKind::hole_outside:
      return "hole-outside";
    case geo::FlawKind::holes_overlap:
      return "holes-overlap";
  }
  INVARIANT(false && "a flaw without a code");
  return {};
}

/// GeoJSON is CRS84 (RFC 7946, 4). Older files may say so; anything else would be misread.
void check_crs(JsonValue root, Remarks& remarks) {
  const std::optional<JsonValue> crs = root.find("crs");
  if (!crs) return;
  std::string_view name;
  if (crs->is_object())
    if (const std::optional<JsonValue> properties = crs->find("properties");
        properties && properties->is_object())
      name = string_member(*properties, "name");
  if (name == "urn:ogc:def:crs:OGC:1.3:CRS84" || name == "urn:ogc:def:crs:OGC::CRS84") return;
  remarks.error(kFileStart, "foreign-crs",
                name.empty() ? "the file names a coordinate system that is not readable"
                             : "the coordinates are in " + std::string(name),
                "export the drawing in WGS 84, longitude first, without a crs member");
}

void take_text(JsonValue properties, std::string_view key, std::string& into) {
  if (into.empty()) into = string_member(properties, key);
}

void take_properties(JsonValue feature, ZoneDrawing& drawing) {
  const std::optional<JsonValue> properties = feature.find("properties");
  if (!properties || !properties->is_object()) return;
  take_text(*properties, "kind", drawing.kind);
  take_text(*properties, "line", drawing.line);
  take_text(*properties, "note", drawing.note);
  take_text(*properties, "source", drawing.source);
  if (const std::string_view name = string_member(*properties, "name"); !name.empty())
    drawing.names.emplace("en", name);
  for (const JsonValue::Member& member : properties->members())
    if (member.key.starts_with(kNameIn) && member.value.is_string())
      drawing.names.emplace(member.key.substr(kNameIn.size()), member.value.as_string());
}

/// Adds the geometry of a Feature, or of a bare geometry.
bool add_one(JsonValue value, const std::string& named, GeoJsonArea& area, ZoneDrawing& drawing) {
  if (!value.is_object() || string_member(value, "type") != "Feature")
    return area.add_geometry(value, named);
  take_properties(value, drawing);
  const std::optional<JsonValue> geometry = value.find("geometry");
  return geometry && area.add_geometry(*geometry, named);
}

bool add_all(JsonValue root, GeoJsonArea& area, ZoneDrawing& drawing, Remarks& remarks) {
  if (!root.is_object() || string_member(root, "type").empty()) {
    remarks.error(kFileStart, "not-geojson", "this is JSON, but not GeoJSON",
                  "export the drawing as GeoJSON");
    return false;
  }
  check_crs(root, remarks);
  if (string_member(root, "type") != "FeatureCollection")
    return add_one(root, "the geometry", area, drawing);
  const std::optional<JsonValue> features = root.find("features");
  if (!features || !features->is_array() || features->size() == 0) {
    remarks.error(kFileStart, "not-an-area", "the file holds no feature", "draw the zone in it");
    return false;
  }
  bool good = true;
  std::size_t number = 0;
  for (const JsonValue feature : features->elements())
    good = add_one(feature, "feature " + std::to_string(++number), area, drawing) && good;
  return good;
}

void check_geometry(const GeoJsonArea& area, Remarks& remarks) {
  for (const geo::Flaw& flaw : geo::flaws(area.area()))
    remarks.error(area.place(flaw.polygon, flaw.ring, flaw.vertex), geometry_code(flaw.kind),
                  flaw.reason, flaw.mend);
}

/// Is the drawing in the mission's part of the world, and if not, would it be the other way round?
void check_bounds(const GeoJsonArea& area, const geo::Box& bounds, Remarks& remarks) {
  if (area.area().empty()) return;
  const geo::Box box = geo::box_of(area.area());
  if (geo::contains(bounds, box.low) && geo::contains(bounds, box.high)) return;
  const TextSpan at = area.place(0, 0, 0);
  const geo::Point low{.lon_e7 = box.low.lat_e7, .lat_e7 = box.low.lon_e7};
  const geo::Point high{.lon_e7 = box.high.lat_e7, .lat_e7 = box.high.lon_e7};
  const char* mend = "GeoJSON writes longitude first: [36.6, 35.9]";
  const bool fits_swapped = geo::contains(bounds, low) && geo::contains(bounds, high);
  if (fits_swapped && !geo::meets(bounds, box))
    remarks.error(at, "swapped-coordinates",
                  "the zone lies outside the mission's bounds, and inside them with longitude and "
                  "latitude swapped",
                  mend);
  else if (fits_swapped)
    remarks.warning(at, "swapped-coordinates",
                    "the zone reaches beyond the mission's bounds, and would not with longitude "
                    "and latitude swapped",
                    mend);
  else
    remarks.warning(at, "outside-mission", "the zone reaches beyond the mission's bounds",
                    "check the coordinates, or widen bounds in mission.yaml");
}

}  // namespace

ZoneFile read_zone_geojson(std::string_view file, std::string_view text,
                           const std::optional<geo::Box>& bounds) {
  ZoneFile result;
  Remarks remarks(file, result.diagnostics);
  const base::Result<base::JsonDocument> document = base::parse_json(text, kJsonLimits);
  if (!document) {
    remarks.error(
        span_from_place(document.error().place), "json-syntax", document.error().reason,
        document.error().mend.empty() ? "export the drawing again" : document.error().mend);
    return result;
  }
  const TextLines lines(text);
  GeoJsonArea area(text, lines, remarks);
  ZoneDrawing drawing;
  if (!add_all(document->root(), area, drawing, remarks)) {
    if (!base::has_error(result.diagnostics))
      remarks.error(kFileStart, "not-an-area", "a feature has no geometry", "draw the zone in it");
    return result;
  }
  check_geometry(area, remarks);
  if (bounds) check_bounds(area, *bounds, remarks);
  if (area.has_altitude())
    remarks.warning(area.place(0, 0, 0), "altitude-ignored",
                    "the positions carry a height, which is not used",
                    "take the third number of each position away");
  if (base::has_error(result.diagnostics)) return result;
  drawing.area = geo::normalise_winding(area.area());
  result.drawing = std::move(drawing);
  return result;
}

}  // namespace truceline::formats
