// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/polygon.hpp"

namespace truceline::formats {

/// True where two areas share inside. Areas that only touch along a line or in a point do not.
/// Missed: areas with the same outline drawn through different vertices. An edge closer than about
/// a centimetre to the other area's may be judged either way.
/// REQUIRES: both are valid. Cost: boxes first, then edges near each other.
bool areas_meet(const geo::MultiPolygon& a, const geo::MultiPolygon& b);

}  // namespace truceline::formats
