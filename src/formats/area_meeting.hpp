// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/polygon.hpp"

namespace truceline::formats {

/// True where two areas share inside: an edge of one crosses an edge of the other, or a vertex of
/// one lies inside the other. Areas that only touch along a line or in a point do not. Missed:
/// areas whose only shared inside is bounded by edges that overlap exactly without crossing, other
/// than equal areas. REQUIRES: both are valid. Cost: boxes first, then edges near each other.
bool areas_meet(const geo::MultiPolygon& a, const geo::MultiPolygon& b);

}  // namespace truceline::formats
