// SPDX-License-Identifier: Apache-2.0
//
// The land of a mission's part of the world out of GeoJSON, so that a coordinate in the sea is
// noticed. Coarse maps overlap and touch themselves: their shapes are taken as they are, and the
// even-odd rule decides.
#pragma once

#include <string_view>

#include "base/result.hpp"
#include "geo/polygon.hpp"

namespace truceline::formats {

/// All polygons of a FeatureCollection, a Feature or a geometry; none where it has no features.
/// Errors: the first thing wrong, with line and column: no JSON, no GeoJSON, a geometry that is
/// no area, an open ring, a position that is none.
base::Result<geo::MultiPolygon> read_land_geojson(std::string_view text);

}  // namespace truceline::formats
