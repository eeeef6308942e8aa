// SPDX-License-Identifier: Apache-2.0
#include "geo/volume_meeting.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <span>

#include "base/invariant.hpp"
#include "geo/distance.hpp"
#include "geo/edge_contact.hpp"
#include "geo/metre_bounds.hpp"

namespace truceline::geo {
namespace {

Box both(const Box& a, const Box& b) {
  Box box = a;
  include(box, b.low);
  include(box, b.high);
  return box;
}

/// Whether `part` is an area that holds `p`, which is not on its boundary.
template <bool narrow>
bool holds(const VolumePart& part, Point p) {
  return part.is_area && contains(part.box, p) && enclose<narrow>(part.edges, p);
}

/// A box that may lie beyond the longitudes there are.
struct WideBox {
  std::int64_t west, east, south, north;
};

/// The edges whose boxes meet `box`, at the front of `kept`: all but those with both ends beyond
/// one of its sides. Four coordinates at once and without branches, for half of them do.
std::span<Segment> edges_in(const std::vector<Segment>& edges, const Box& box,
                            std::vector<Segment>& kept) {
  typedef std::int32_t Coordinates __attribute__((vector_size(sizeof(Segment))));
  using Halves = std::array<std::uint64_t, 2>;  // of an edge's two ends
  const Coordinates low = {box.low.lon_e7, box.low.lat_e7, box.low.lon_e7, box.low.lat_e7};
  const Coordinates high = {box.high.lon_e7, box.high.lat_e7, box.high.lon_e7, box.high.lat_e7};
  if (kept.size() < edges.size()) kept.resize(edges.size());
  Segment* to = kept.data();
  for (const Segment& edge : edges) {
    const auto ends = std::bit_cast<Coordinates>(edge);
    const auto below = std::bit_cast<Halves>(ends < low);
    const auto above = std::bit_cast<Halves>(ends > high);
    *to = edge;
    to += ((below[0] & below[1]) | (above[0] & above[1])) == 0;
  }
  return {kept.data(), to};
}

bool any_edge_in(const std::vector<Segment>& edges, const Box& box) {
  return std::ranges::any_of(edges, [&](const Segment& edge) {
    return std::max(edge.from.lon_e7, edge.to.lon_e7) >= box.low.lon_e7 &&
           std::min(edge.from.lon_e7, edge.to.lon_e7) <= box.high.lon_e7 &&
           std::max(edge.from.lat_e7, edge.to.lat_e7) >= box.low.lat_e7 &&
           std::min(edge.from.lat_e7, edge.to.lat_e7) <= box.high.lat_e7;
  });
}

/// The same for a box that may lie beyond the longitudes there are.
std::span<Segment> edges_in(const std::vector<Segment>& edges, const WideBox& box,
                            std::vector<Segment>& kept) {
  const auto within = [](std::int64_t e7) {
    return static_cast<std::int32_t>(std::clamp<std::int64_t>(
        e7, std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max()));
  };
  return edges_in(edges,
                  Box{{.lon_e7 = within(box.west), .lat_e7 = within(box.south)},
                      {.lon_e7 = within(box.east), .lat_e7 = within(box.north)}},
                  kept);
}

std::int32_t south_of(const Segment& edge) {
  return std::min(edge.from.lat_e7, edge.to.lat_e7);
}
std::int64_t height_of(const Segment& edge) {
  return std::abs(std::int64_t{edge.from.lat_e7} - edge.to.lat_e7);
}

/// Calls visit(a, b) for all pairs of edges at most `up` units of latitude apart, and maybe for
/// others, until it returns true; returns whether it did. Many edges are sorted by latitude first.
template <class Visit>
bool any_pair(std::span<const Segment> a, std::span<Segment> b, std::int64_t up,
              const Visit& visit) {
  constexpr std::size_t kFew = 4096;
  if (a.size() * b.size() <= kFew) {
    for (const Segment& edge : a)
      for (const Segment& other : b)
        if (visit(edge, other)) return true;
    return false;
  }
  std::ranges::sort(b, {}, south_of);
  std::int64_t tallest = 0;
  for (const Segment& other : b) tallest = std::max(tallest, height_of(other));
  for (const Segment& edge : a) {
    const std::int64_t from = south_of(edge) - up - tallest;
    const std::int64_t to = south_of(edge) + height_of(edge) + up;
    for (auto other = std::ranges::lower_bound(b, from, {}, south_of);
         other != b.end() && south_of(*other) <= to; ++other)
      if (visit(edge, *other)) return true;
  }
  return false;
}

WideBox wide(const Box& box, std::int64_t turn_e7, std::int64_t across, std::int64_t up) {
  return {box.low.lon_e7 + turn_e7 - across, box.high.lon_e7 + turn_e7 + across,
          box.low.lat_e7 - up, box.high.lat_e7 + up};
}

bool meets(const Box& a, const WideBox& b) {
  return a.low.lon_e7 <= b.east && a.high.lon_e7 >= b.west && a.low.lat_e7 <= b.north &&
         a.high.lat_e7 >= b.south;
}

/// Whether the planes' edges come within some metres of each other, by the brackets.
Reach bracket(const Segment& a, const Segment& b, std::int64_t turn_e7, const MetreBounds& bounds,
              double metres) {
  const auto squared = [&](double east_m, double north_m) {
    const auto vector = [&](Point from, Point to, std::int64_t turn) {
      return PlaneVector{static_cast<double>(std::int64_t{to.lon_e7} - from.lon_e7 + turn) * east_m,
                         static_cast<double>(std::int64_t{to.lat_e7} - from.lat_e7) * north_m};
    };
    return std::min(
        {plane_distance_squared(vector(a.from, b.from, turn_e7), vector(a.from, b.to, turn_e7)),
         plane_distance_squared(vector(a.to, b.from, turn_e7), vector(a.to, b.to, turn_e7)),
         plane_distance_squared(vector(b.from, a.from, -turn_e7), vector(b.from, a.to, -turn_e7)),
         plane_distance_squared(vector(b.to, a.from, -turn_e7), vector(b.to, a.to, -turn_e7))});
  };
  // Edges that cross have no end near the other: that is asked before, exactly.
  const double far_m = metres + kMarginM;
  if (squared(bounds.east_least_m, bounds.north_least_m) > far_m * far_m) return Reach::no;
  return squared(bounds.east_most_m, bounds.north_most_m) <= metres * metres ? Reach::yes
                                                                             : Reach::in_doubt;
}

/// What a unit is worth along any way of at most `up` units of latitude between the two.
MetreBounds bounds_between(const Box& a, const Box& b, std::int64_t up) {
  const std::int64_t low = std::max(a.low.lat_e7, b.low.lat_e7) - up;
  const std::int64_t high = std::min(a.high.lat_e7, b.high.lat_e7) + up;
  return metre_bounds(std::min(low, high), std::max(low, high));
}

Box box_of(const Segment& edge) {
  Box box;
  include(box, edge.from);
  include(box, edge.to);
  return box;
}

/// Whether the areas touch along the antimeridian, drawn on either side of it.
bool touch_on_seam(const VolumePart& a, const VolumePart& b) {
  const auto touches = [](const Box& west, const Box& east) {
    return west.high.lon_e7 == kLonMaxE7 && east.low.lon_e7 == -kLonMaxE7;
  };
  if (!touches(a.box, b.box) && !touches(b.box, a.box)) return false;
  const auto on_seam = [](const Segment& edge, std::int32_t lon_e7, Box& span) {
    span = {};
    for (const Point p : {edge.from, edge.to})
      if (p.lon_e7 == lon_e7) include(span, {.lon_e7 = 0, .lat_e7 = p.lat_e7});
    return !is_empty(span);
  };
  for (const std::int32_t side : {kLonMaxE7, -kLonMaxE7})
    for (const Segment& edge : a.edges) {
      Box span, other_span;
      if (!on_seam(edge, side, span)) continue;
      for (const Segment& other : b.edges)
        if (on_seam(other, -side, other_span) && geo::meets(span, other_span)) return true;
    }
  return false;
}

}  // namespace

std::optional<bool> VolumeMeeting::share_without_edges(const Box& a, Point in_a,
                                                       const VolumePart& b) const {
  // On the seam two boxes that are apart may be one place.
  const auto on_seam = [](const Box& box) {
    return box.low.lon_e7 == -kLonMaxE7 || box.high.lon_e7 == kLonMaxE7;
  };
  if (on_seam(a) || on_seam(b.box) || any_edge_in(b.edges, a)) return std::nullopt;
  return is_narrow(both(a, b.box)) ? holds<true>(b, in_a) : holds<false>(b, in_a);
}

template <bool narrow>
bool VolumeMeeting::share_a_place(const VolumePart& a, const VolumePart& b) {
  const std::span<Segment> b_edges = edges_in(b.edges, a.box, b_edges_);
  if (!b_edges.empty()) {
    Box reached;
    for (const Segment& edge : b_edges) include(reached, edge.from), include(reached, edge.to);
    const std::span<Segment> a_edges = edges_in(a.edges, reached, a_edges_);
    if (any_pair(a_edges, b_edges, 0, edges_meet<narrow>)) return true;
  }
  // No edges meet: one holds all of the other, or nothing of it.
  return holds<narrow>(a, b.edges.front().from) || holds<narrow>(b, a.edges.front().from);
}

bool VolumeMeeting::come_within(const VolumePart& a, const VolumePart& b, std::int64_t metres) {
  INVARIANT(metres >= 0);
  if (geo::meets(a.box, b.box) &&
      (is_narrow(both(a.box, b.box)) ? share_a_place<true>(a, b) : share_a_place<false>(a, b)))
    return true;
  const std::int64_t reach =
      std::min(added_within_bounds(a.reach_m + b.reach_m, metres), kMetresMax);
  if (reach == 0) return touch_on_seam(a, b);
  const auto reach_m = static_cast<double>(reach);
  for (const std::int64_t turn_e7 : {std::int64_t{0}, -kTurnE7, kTurnE7})
    if (come_within(a, b, reach_m, turn_e7)) return true;
  return false;
}

/// `b` is seen moved east by `turn_e7`.
bool VolumeMeeting::come_within(const VolumePart& a, const VolumePart& b, double metres,
                                std::int64_t turn_e7) {
  const std::int64_t up = lat_reach_e7(metres);
  if (a.box.low.lat_e7 - up > b.box.high.lat_e7 || b.box.low.lat_e7 - up > a.box.high.lat_e7)
    return false;
  MetreBounds bounds = bounds_between(a.box, b.box, up);
  const std::int64_t across = lon_reach_e7(metres, bounds);
  if (!meets(a.box, wide(b.box, turn_e7, across, up))) return false;
  const auto a_edges = edges_in(a.edges, wide(b.box, turn_e7, across, up), a_edges_);
  const auto b_edges = edges_in(b.edges, wide(a.box, -turn_e7, across, up), b_edges_);
  in_doubt_.clear();
  const auto surely = [&](const Segment& edge, const Segment& other) {
    const Reach reach = bracket(edge, other, turn_e7, bounds, metres);
    if (reach == Reach::in_doubt) in_doubt_.emplace_back(edge, other);
    return reach == Reach::yes;
  };
  if (any_pair(a_edges, b_edges, up, surely)) return true;
  return std::ranges::any_of(in_doubt_, [&](const auto& pair) {
    const auto& [edge, other] = pair;
    MetreBounds narrower = bounds_between(box_of(edge), box_of(other), up);
    if (bounds.east_least_m == 0.0) narrower.east_least_m = 0.0;
    const Reach reach = bracket(edge, other, turn_e7, narrower, metres);
    return reach == Reach::yes ||
           (reach == Reach::in_doubt && approach_of(edge, other).metres <= metres + kMarginM);
  });
}

bool VolumeMeeting::meet(const PreparedVolume& a, const PreparedVolume& b,
                         const Separation& within) {
  INVARIANT(within.horizontal_m >= 0 && within.vertical_cm >= 0 && within.time_ms >= 0);
  if (vertical_gap_cm(a.altitude, b.altitude) > within.vertical_cm) return false;
  for (const VolumePart& one : a.parts)
    for (const VolumePart& other : b.parts)
      if (geo::meets(widened(one.window, within.time_ms), other.window) &&
          come_within(one, other, within.horizontal_m))
        return true;
  return false;
}

bool meet(const PreparedVolume& a, const PreparedVolume& b, const Separation& within) {
  return VolumeMeeting().meet(a, b, within);
}

}  // namespace truceline::geo
