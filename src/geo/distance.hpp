// SPDX-License-Identifier: Apache-2.0
//
// Metres on the WGS84 ellipsoid, by GeographicLib (C. F. F. Karney, Algorithms for geodesics,
// J. Geodesy 87, 2013). Floating point, so never part of what is hashed; what side of a line a
// place is on is decided in whole numbers elsewhere.
#pragma once

#include "geo/orientation.hpp"
#include "geo/polygon.hpp"

namespace truceline::geo {

/// The shortest way over the ellipsoid; exact to about 15 nanometres. REQUIRES: both is_valid.
/// Cost: about a microsecond.
double distance_m(Point a, Point b);

/// From `p` to the nearest place on an edge that is straight in longitude and latitude.
/// Method: the edge is cut into pieces of at most one degree; on each, the foot is found by
/// stepping along the edge by the component of the geodesic to `p`, until a step is below 0.1 mm.
/// Bound: within 1 cm of the true distance up to 100 km away and within 80 degrees of the equator,
/// however long the edge. A test samples edges densely; the errors it meets are nanometres. Further
/// away the answer is still the distance to a real place on the edge, so never too small.
///
/// REQUIRES: all is_valid; the edge does not cross the antimeridian.
double distance_to_edge_m(Point p, const Segment& edge);

/// Where two edges are nearest to each other.
struct EdgeApproach {
  double metres = 0;
  Point on_a;  ///< To the nearest 1e-7 degree.
  Point on_b;
};

/// The nearest places of two edges, across the antimeridian too. Edges that share a place exactly
/// are 0 apart. Otherwise the ends of pieces of at most a twentieth of a degree are measured to the
/// other edge as above. Bound: within 1 cm up to 20 km apart and within 60 degrees of the equator,
/// 1e-6 of the distance within 80 degrees; never too small. REQUIRES: as distance_to_edge_m.
EdgeApproach approach_of(const Segment& a, const Segment& b);

/// From `p` to the nearest place on any ring of the area, whether `p` is in it or not, across the
/// antimeridian too. The seam along +-180 of an area split there counts as boundary, as in
/// locate(). Infinity where the area has no edge. Same method and bound; cost: a sine and cosine
/// a vertex, and a few microseconds for each edge that could be the nearest.
double distance_to_boundary_m(Point p, const MultiPolygon& area);

}  // namespace truceline::geo
