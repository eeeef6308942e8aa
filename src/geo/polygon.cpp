// SPDX-License-Identifier: Apache-2.0
#include "geo/polygon.hpp"

#include <algorithm>

#include "geo/orientation.hpp"

namespace truceline::geo {
namespace {

/// Twice the signed area: positive where the ring runs counter-clockwise. A triangle takes 67
/// bits, so the sum holds for any ring we could ever store.
Int128 doubled_area(const Ring& ring) {
  Int128 sum = 0;
  for (std::size_t i = 2; i < ring.size(); ++i) sum += cross(ring[0], ring[i - 1], ring[i]);
  return sum;
}

/// Reverses the direction, keeping the first vertex first.
void reverse(Ring& ring) {
  if (!ring.empty()) std::reverse(ring.begin() + 1, ring.end());
}

}  // namespace

Polygon normalise_winding(Polygon polygon) {
  if (doubled_area(polygon.outer) < 0) reverse(polygon.outer);
  for (Ring& hole : polygon.holes)
    if (doubled_area(hole) > 0) reverse(hole);
  return polygon;
}

MultiPolygon normalise_winding(MultiPolygon area) {
  for (Polygon& polygon : area) polygon = normalise_winding(std::move(polygon));
  return area;
}

}  // namespace truceline::geo
