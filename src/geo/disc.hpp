// SPDX-License-Identifier: Apache-2.0
//
// "Somewhere within r metres of here": is that certainly in an area, certainly outside it, or can
// nobody tell? Whole numbers say where the centre is; metres are asked only whether the
// boundary comes within the radius.
#pragma once

#include <cstdint>

#include "geo/containment.hpp"
#include "geo/point.hpp"

namespace truceline::geo {

enum class DiscRelation {
  outside,    ///< Every place of the disc is outside the area.
  may_touch,  ///< The disc reaches the boundary, or comes within the error bound of it.
  inside,     ///< Every place of the disc is inside the area.
};

/// The disc holds every place at most `radius_m` from `centre`. Radius 0 is the place itself:
/// on the boundary is may_touch. An area without edges is always outside.
///
/// In doubt it says may_touch: within 1 cm of the radius, on the seam of an area split at the
/// antimeridian, and on an edge that two of its polygons share.
/// Method: boxes in whole numbers; then a bracket of the distance from the least and greatest
/// metres a degree within the disc's own latitudes, which is certain; then, in the few cases
/// left, distance_to_edge_m.
/// REQUIRES: is_valid(centre), radius_m >= 0.
DiscRelation relate_disc(Point centre, std::int64_t radius_m, const PreparedArea& area);

}  // namespace truceline::geo
