// SPDX-License-Identifier: Apache-2.0
//
// Areas as GeoJSON (RFC 7946) means them: rings of vertices whose edges are straight in longitude
// and latitude. No edge crosses the antimeridian; an area that does is several polygons.
// A ring here is not closed: the first point is not repeated at the end.
#pragma once

#include <vector>

#include "geo/point.hpp"

namespace truceline::geo {

/// Vertices in order; the last one joins the first. At least three in a valid ring.
using Ring = std::vector<Point>;

struct Polygon {
  Ring outer;
  std::vector<Ring> holes;
  friend bool operator==(const Polygon&, const Polygon&) = default;
};

/// The union of its polygons. They may touch or overlap; a place is in the area when any holds it.
using MultiPolygon = std::vector<Polygon>;

/// The same area with outer rings counter-clockwise and holes clockwise, as RFC 7946 asks. A ring
/// keeps its first vertex. Winding is never an error: people draw both ways.
Polygon normalise_winding(Polygon polygon);
MultiPolygon normalise_winding(MultiPolygon area);

}  // namespace truceline::geo
