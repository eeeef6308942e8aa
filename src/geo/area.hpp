// SPDX-License-Identifier: Apache-2.0
//
// How large an area is, for showing to people. Never part of a decision or a hash.
#pragma once

#include "geo/polygon.hpp"

namespace truceline::geo {

/// Square metres on the WGS84 ellipsoid: outer rings less holes, whatever the winding. Edges are
/// straight in longitude and latitude, approached by geodesic pieces of at most a quarter degree
/// (relative error below 1e-4 within 80 degrees of the equator). Polygons that overlap count
/// twice. REQUIRES: vertices is_valid; each ring encloses less than a hemisphere and no pole.
double area_m2(const MultiPolygon& area);

}  // namespace truceline::geo
