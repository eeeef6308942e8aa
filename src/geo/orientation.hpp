// SPDX-License-Identifier: Apache-2.0
//
// The exact questions everything else in this module is decided by: on which side of a line is a
// point, and do two segments meet. Whole numbers only: differences of two coordinates take
// 33 bits, their products 66, so 128-bit arithmetic never overflows, for any Point whatever.
#pragma once

#include <cstdint>

#include "geo/point.hpp"

namespace truceline::geo {

__extension__ typedef __int128 Int128;  // the attribute quietens -Wpedantic; gcc and clang have it

/// An edge, straight in longitude and latitude.
struct Segment {
  Point from;
  Point to;
};

/// Twice the signed area of the triangle a, b, c in square 1e-7 degrees.
constexpr Int128 cross(Point a, Point b, Point c) {
  const std::int64_t ab_lon = std::int64_t{b.lon_e7} - a.lon_e7;
  const std::int64_t ab_lat = std::int64_t{b.lat_e7} - a.lat_e7;
  const std::int64_t ac_lon = std::int64_t{c.lon_e7} - a.lon_e7;
  const std::int64_t ac_lat = std::int64_t{c.lat_e7} - a.lat_e7;
  return Int128{ab_lon} * ac_lat - Int128{ab_lat} * ac_lon;
}

/// +1 where c is left of the line from a to b (north up, east right), -1 right, 0 on the line.
constexpr int orientation(Point a, Point b, Point c) {
  const Int128 area = cross(a, b, c);
  return (area > 0) - (area < 0);
}

/// True where `p` is on the segment, its ends included. A segment of no length is its point.
bool is_on(Point p, const Segment& segment);

enum class Contact {
  none,
  touch,    ///< They share exactly one point, and it is an end of at least one of them.
  cross,    ///< They share exactly one point, an end of neither (a proper crossing).
  overlap,  ///< They lie on one line and share more than a point.
};

struct Meeting {
  Contact contact = Contact::none;
  /// touch: the shared point. overlap: one end of the shared part. cross: the crossing, rounded to
  /// the nearest 1e-7 degree, for showing to people only. none: meaningless.
  Point at;
};

/// How two segments meet, exactly. REQUIRES: both have length (from != to).
Meeting meeting_of(const Segment& a, const Segment& b);

}  // namespace truceline::geo
