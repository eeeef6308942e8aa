// SPDX-License-Identifier: Apache-2.0
#include "geo/orientation.hpp"

#include <algorithm>

#include "base/invariant.hpp"
#include "geo/box.hpp"

namespace truceline::geo {
namespace {

Box box_of(const Segment& segment) {
  Box box;
  include(box, segment.from);
  include(box, segment.to);
  return box;
}

/// numerator / denominator to the nearest whole number, half away from zero.
/// REQUIRES: denominator > 0.
std::int64_t divide_rounded(Int128 numerator, Int128 denominator) {
  const Int128 half = denominator / 2;
  const Int128 rounded =
      numerator >= 0 ? (numerator + half) / denominator : -((-numerator + half) / denominator);
  return static_cast<std::int64_t>(rounded);
}

/// Where two segments that properly cross do so: a.from + t (a.to - a.from), t being the share of
/// a's length at which b's line is reached. Products take 66 + 33 bits.
Point crossing_of(const Segment& a, const Segment& b) {
  Int128 share = cross(b.from, b.to, a.from);
  Int128 whole = share - cross(b.from, b.to, a.to);
  if (whole < 0) {
    share = -share;
    whole = -whole;
  }
  // The coordinate itself is rounded, not the step from a.from: the order of ends cannot matter.
  const auto at = [&](std::int32_t from, std::int32_t to) {
    const Int128 step = share * (Int128{to} - from);
    return static_cast<std::int32_t>(divide_rounded(from * whole + step, whole));
  };
  return {.lon_e7 = at(a.from.lon_e7, a.to.lon_e7), .lat_e7 = at(a.from.lat_e7, a.to.lat_e7)};
}

/// Two segments on one line. Along a line, points are ordered as Point orders them.
Meeting collinear_meeting(const Segment& a, const Segment& b) {
  const Point from = std::max(std::min(a.from, a.to), std::min(b.from, b.to));
  const Point to = std::min(std::max(a.from, a.to), std::max(b.from, b.to));
  if (to < from) return {};
  return {.contact = from == to ? Contact::touch : Contact::overlap, .at = from};
}

}  // namespace

bool is_on(Point p, const Segment& segment) {
  return contains(box_of(segment), p) && orientation(segment.from, segment.to, p) == 0;
}

Meeting meeting_of(const Segment& a, const Segment& b) {
  INVARIANT(a.from != a.to && b.from != b.to);
  if (!meets(box_of(a), box_of(b))) return {};
  const int b_from = orientation(a.from, a.to, b.from);
  const int b_to = orientation(a.from, a.to, b.to);
  const int a_from = orientation(b.from, b.to, a.from);
  const int a_to = orientation(b.from, b.to, a.to);
  if (b_from == 0 && b_to == 0) return collinear_meeting(a, b);
  if (b_from * b_to < 0 && a_from * a_to < 0)
    return {.contact = Contact::cross, .at = crossing_of(a, b)};
  // Not on one line, no proper crossing: they share a point only where an end lies on the other.
  for (const Point end : {b.from, b.to})
    if (is_on(end, a)) return {.contact = Contact::touch, .at = end};
  for (const Point end : {a.from, a.to})
    if (is_on(end, b)) return {.contact = Contact::touch, .at = end};
  return {};
}

}  // namespace truceline::geo
