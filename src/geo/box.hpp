// SPDX-License-Identifier: Apache-2.0
//
// A rectangle in longitude and latitude, both ends included: the cheap question that comes
// before every exact one. It never crosses the antimeridian (a shape that does is split in two).
#pragma once

#include <algorithm>
#include <limits>

#include "geo/polygon.hpp"

namespace truceline::geo {

/// Empty until something is included: an empty box contains nothing and meets nothing.
struct Box {
  Point low = {.lon_e7 = std::numeric_limits<std::int32_t>::max(),
               .lat_e7 = std::numeric_limits<std::int32_t>::max()};
  Point high = {.lon_e7 = std::numeric_limits<std::int32_t>::min(),
                .lat_e7 = std::numeric_limits<std::int32_t>::min()};
  friend constexpr bool operator==(const Box&, const Box&) = default;
};

constexpr bool is_empty(const Box& box) {
  return box.low.lon_e7 > box.high.lon_e7 || box.low.lat_e7 > box.high.lat_e7;
}

constexpr bool contains(const Box& box, Point p) {
  return p.lon_e7 >= box.low.lon_e7 && p.lon_e7 <= box.high.lon_e7 && p.lat_e7 >= box.low.lat_e7 &&
         p.lat_e7 <= box.high.lat_e7;
}

/// True where the two share at least one point; touching edges do.
constexpr bool meets(const Box& a, const Box& b) {
  return a.low.lon_e7 <= b.high.lon_e7 && b.low.lon_e7 <= a.high.lon_e7 &&
         a.low.lat_e7 <= b.high.lat_e7 && b.low.lat_e7 <= a.high.lat_e7;
}

/// Grows `box` until it contains `p`.
constexpr void include(Box& box, Point p) {
  box.low.lon_e7 = std::min(box.low.lon_e7, p.lon_e7);
  box.low.lat_e7 = std::min(box.low.lat_e7, p.lat_e7);
  box.high.lon_e7 = std::max(box.high.lon_e7, p.lon_e7);
  box.high.lat_e7 = std::max(box.high.lat_e7, p.lat_e7);
}

/// The smallest box around the points; empty where there are none. Holes need not be asked.
inline Box box_of(const Ring& points) {
  Box box;
  for (const Point p : points) include(box, p);
  return box;
}
inline Box box_of(const Polygon& polygon) {
  return box_of(polygon.outer);
}
inline Box box_of(const MultiPolygon& area) {
  Box box;
  for (const Polygon& polygon : area)
    for (const Point p : polygon.outer) include(box, p);
  return box;
}

}  // namespace truceline::geo
