// SPDX-License-Identifier: Apache-2.0
#include "formats/land_geojson.hpp"

#include "base/json.hpp"
#include "base/limits.hpp"
#include "formats/diagnostic_text.hpp"
#include "formats/geojson_area.hpp"

namespace truceline::formats {
namespace {

constexpr base::JsonLimits kJsonLimits{.bytes = base::limits::kGeoJsonBytes,
                                       .depth = base::limits::kGeoJsonDepth,
                                       .string_bytes = base::limits::kStatementString};

bool add_feature(base::JsonValue value, const std::string& named, GeoJsonArea& area) {
  if (!value.is_object() || string_member(value, "type") != "Feature")
    return area.add_geometry(value, named);
  const auto geometry = value.find("geometry");
  return geometry && area.add_geometry(*geometry, named);
}

bool add_all(base::JsonValue root, GeoJsonArea& area) {
  if (!root.is_object() || string_member(root, "type") != "FeatureCollection")
    return add_feature(root, "the geometry", area);
  const auto features = root.find("features");
  if (!features || !features->is_array()) return false;
  std::size_t number = 0;
  for (const base::JsonValue feature : features->elements())
    if (!add_feature(feature, "feature " + std::to_string(++number), area)) return false;
  return true;
}

}  // namespace

base::Result<geo::MultiPolygon> read_land_geojson(std::string_view text) {
  TRY_ASSIGN(const base::JsonDocument document, base::parse_json(text, kJsonLimits));
  base::Diagnostics diagnostics;
  Remarks remarks("land", diagnostics);
  const TextLines lines(text);
  GeoJsonArea area(text, lines, remarks);
  if (add_all(document.root(), area) && !base::has_error(diagnostics)) return area.area();
  if (base::has_error(diagnostics)) return first_error(diagnostics);
  return base::invalid("this is no GeoJSON of areas", "export the land as polygons in WGS 84");
}

}  // namespace truceline::formats
