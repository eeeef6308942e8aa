// SPDX-License-Identifier: Apache-2.0
//
// A zone's area out of GeoJSON (RFC 7946): a Polygon or MultiPolygon, bare, in a Feature, or in
// several Features that together are the area. Coordinates become whole 1e-7 degrees from their
// digits. It refuses what it would have to guess: other coordinate systems, open rings, edges
// that cross, longitude and latitude that look swapped.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostic.hpp"
#include "domain/actor.hpp"
#include "geo/box.hpp"
#include "geo/polygon.hpp"

namespace truceline::formats {

/// What the file says of the zone. The texts are those of the first Feature that has them.
struct ZoneDrawing {
  geo::MultiPolygon area;  ///< Valid, rings wound as RFC 7946 asks.
  domain::Names names;     ///< From "name" (English) or "name:en", "name:ar", ...
  std::string kind;        ///< "kind", "line", "note", "source" as written; may be empty.
  std::string line;
  std::string note;
  std::string source;
};

struct ZoneFile {
  std::optional<ZoneDrawing> drawing;  ///< Empty where there is an error.
  base::Diagnostics diagnostics;
};

/// Reads `text`; `file` is only written into the diagnostics. `bounds` is the mission's part of
/// the world, where it has one.
/// Codes: json-syntax, not-geojson, not-an-area, foreign-crs, bad-coordinate, open-ring,
/// swapped-coordinates, and geometry's own (self-intersection, spike, ...: see geometry_code);
/// warnings: altitude-ignored, outside-mission, swapped-coordinates where only bounds say so.
ZoneFile read_zone_geojson(std::string_view file, std::string_view text,
                           const std::optional<geo::Box>& bounds);

}  // namespace truceline::formats
