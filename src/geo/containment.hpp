// SPDX-License-Identifier: Apache-2.0
//
// Is a place in an area? Exact, in whole numbers, edges straight in longitude and latitude.
// A place on an edge is neither in nor out: it is on the boundary, and the caller says what
// that means. The fast form of the same question is prepared_area.hpp.
#pragma once

#include "geo/polygon.hpp"

namespace truceline::geo {

/// Ordered: where several answers apply, the greatest wins.
enum class Side { outside, boundary, inside };

/// Within one polygon: on an edge of any ring is `boundary`; else the even-odd rule over all its
/// rings decides. Over several polygons the best answer wins (inside > boundary > outside), so
/// where two polygons share an edge, a place on that edge is `boundary`.
///
/// Longitude +180 and -180 are one meridian: a place on it is looked up at both and the best
/// answer wins. So where an area is split at the antimeridian, a place on the seam between the
/// pieces is `boundary`, written either way. A place at a pole is looked up at its own longitude
/// only. An area without polygons, or a ring without vertices, holds nothing.
/// REQUIRES: is_valid(p). Cost: every edge, each time.
Side locate(Point p, const MultiPolygon& area);

}  // namespace truceline::geo
