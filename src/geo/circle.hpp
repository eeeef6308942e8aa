// SPDX-License-Identifier: Apache-2.0
//
// A circle as a polygon, for drawing the uncertainty of a place. Decisions about discs are made
// by disc.hpp, which does not draw.
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/result.hpp"
#include "geo/polygon.hpp"

namespace truceline::geo {

inline constexpr std::int64_t kCircleRadiusMaxM = 1'000'000;
inline constexpr std::size_t kCircleVerticesMax = 720;

/// Counter-clockwise vertices at `radius_m` metres of geodesic from `centre`, the first due north.
/// Vertices that round to one place are given once.
/// Errors: invalid_input where the radius is not in [1, kCircleRadiusMaxM], the vertices not in
/// [3, kCircleVerticesMax], or the circle reaches a pole or the antimeridian (it would have to be
/// split). REQUIRES: is_valid(centre).
base::Result<Polygon> circle_polygon(Point centre, std::int64_t radius_m, std::size_t vertices);

}  // namespace truceline::geo
