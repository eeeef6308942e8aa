// SPDX-License-Identifier: Apache-2.0
//
// Do edges meet, and do edges enclose a place? Exact, and asked so often that it stands in a
// header. `narrow` says that all coordinates differ by less than kNarrowE7 (107 degrees), so that
// 64 bits are enough; the answers are the same.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>

#include "geo/box.hpp"
#include "geo/orientation.hpp"

namespace truceline::geo {

inline constexpr std::int64_t kNarrowE7 = std::int64_t{1} << 30;

constexpr bool is_narrow(const Box& box) {
  return std::int64_t{box.high.lon_e7} - box.low.lon_e7 < kNarrowE7 &&
         std::int64_t{box.high.lat_e7} - box.low.lat_e7 < kNarrowE7;
}

/// As orientation().
template <bool narrow>
constexpr int side_of(Point a, Point b, Point c) {
  if constexpr (narrow) {
    const std::int64_t turn = std::int64_t{b.lon_e7 - a.lon_e7} * (c.lat_e7 - a.lat_e7) -
                              std::int64_t{b.lat_e7 - a.lat_e7} * (c.lon_e7 - a.lon_e7);
    return (turn > 0) - (turn < 0);
  } else {
    return orientation(a, b, c);
  }
}

constexpr bool boxes_meet(const Segment& a, const Segment& b) {
  const auto apart = [](std::int32_t a1, std::int32_t a2, std::int32_t b1, std::int32_t b2) {
    return std::max(a1, a2) < std::min(b1, b2) || std::max(b1, b2) < std::min(a1, a2);
  };
  return !apart(a.from.lon_e7, a.to.lon_e7, b.from.lon_e7, b.to.lon_e7) &&
         !apart(a.from.lat_e7, a.to.lat_e7, b.from.lat_e7, b.to.lat_e7);
}

/// Whether two edges share a place: neither has both ends strictly on one side of the other, and
/// on one line their boxes decide. Edges without length are no exception.
template <bool narrow>
constexpr bool edges_meet(const Segment& a, const Segment& b) {
  return boxes_meet(a, b) &&
         side_of<narrow>(a.from, a.to, b.from) * side_of<narrow>(a.from, a.to, b.to) <= 0 &&
         side_of<narrow>(b.from, b.to, a.from) * side_of<narrow>(b.from, b.to, a.to) <= 0;
}

/// Whether a way from `p` to one side crosses the edge: then the even-odd rule changes its mind.
/// REQUIRES: `p` is not on the edge.
template <bool narrow>
constexpr bool turns(const Segment& edge, Point p) {
  const bool from_above = edge.from.lat_e7 > p.lat_e7;
  return from_above != (edge.to.lat_e7 > p.lat_e7) &&
         (side_of<narrow>(edge.from, edge.to, p) > 0) != from_above;
}

/// The even-odd rule over closed rings. REQUIRES: `p` is on none of the edges.
template <bool narrow>
constexpr bool enclose(std::span<const Segment> edges, Point p) {
  bool inside = false;
  for (const Segment& edge : edges) inside ^= turns<narrow>(edge, p);
  return inside;
}

}  // namespace truceline::geo
