// SPDX-License-Identifier: Apache-2.0
#include "geo/volume_meeting.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstring>
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

// What is asked of a part is asked of an outline too.
Point first_place(const VolumePart& part) {
  return part.edges.front().from;
}
Point first_place(const Outline& outline) {
  return outline.polygon.outer.front();
}
std::size_t count_edges(const VolumePart& part) {
  return part.edges.size();
}
std::size_t count_edges(const Outline& outline) {
  std::size_t sum = outline.polygon.outer.size();
  for (const Ring& hole : outline.polygon.holes) sum += hole.size();
  return sum;
}
bool is_area(const VolumePart& part) {
  return part.is_area;
}
bool is_area(const Outline&) {
  return true;
}
/// Edges one after another in memory: listed, or as the vertices of a ring, each the end of one and
/// the beginning of the next.
struct EdgeRun {
  const std::byte* first;
  std::size_t count;
  std::size_t step;

  Segment operator[](std::size_t i) const {
    Segment edge;
    std::memcpy(&edge, first + i * step, sizeof edge);
    return edge;
  }
};
EdgeRun run_of(std::span<const Segment> edges) {
  return {reinterpret_cast<const std::byte*>(edges.data()), edges.size(), sizeof(Segment)};
}
template <class Visit>
void for_each_run(const VolumePart& part, const Visit& visit) {
  visit(run_of(part.edges));
}
template <class Visit>
void for_each_run(const Outline& outline, const Visit& visit) {
  const auto go_round = [&visit](const Ring& ring) {
    if (ring.empty()) return;
    visit(EdgeRun{reinterpret_cast<const std::byte*>(ring.data()), ring.size() - 1, sizeof(Point)});
    const Segment last{ring.back(), ring.front()};
    visit(run_of({&last, 1}));
  };
  go_round(outline.polygon.outer);
  for (const Ring& hole : outline.polygon.holes) go_round(hole);
}
/// All runs with an edge whose box meets `box`, and maybe others.
template <class Visit>
void for_each_run_in(const Box&, const Outline& outline, const Visit& visit) {
  for_each_run(outline, visit);
}
template <class Visit>
void for_each_run_in(const Box& box, const VolumePart& part, const Visit& visit) {
  const std::span<const Segment> edges = part.edges;
  for (std::size_t i = 0; i < part.eights.size(); ++i)
    if (const std::size_t at = i * VolumePart::kEight; geo::meets(part.eights[i], box))
      visit(run_of(edges.subspan(at, std::min(VolumePart::kEight, edges.size() - at))));
}
template <class Area, class Visit>
void for_each_edge(const Area& area, const Visit& visit) {
  for_each_run(area, [&visit](const EdgeRun& run) {
    for (std::size_t i = 0; i < run.count; ++i) visit(run[i]);
  });
}

/// Whether it is an area that holds `p`, which is not on its boundary.
template <bool narrow, class Area>
bool holds(const Area& area, Point p) {
  if (!is_area(area) || !contains(area.box, p)) return false;
  constexpr std::int32_t kMost = std::numeric_limits<std::int32_t>::max();
  const Box level{{.lon_e7 = -kMost, .lat_e7 = p.lat_e7}, {.lon_e7 = kMost, .lat_e7 = p.lat_e7}};
  bool inside = false;
  for_each_run_in(level, area, [&](const EdgeRun& run) {
    for (std::size_t i = 0; i < run.count; ++i) inside ^= turns<narrow>(run[i], p);
  });
  return inside;
}

/// A box that may lie beyond the longitudes there are.
struct WideBox {
  std::int64_t west, east, south, north;
};

/// Writes the edges whose boxes meet `box`, all but those with both ends beyond one of its sides,
/// and returns the end of them. Four coordinates at once and without branches, for half of them do.
Segment* keep_in(const EdgeRun& run, const Box& box, Segment* to) {
  typedef std::int32_t Coordinates __attribute__((vector_size(sizeof(Segment))));
  typedef std::int64_t Ends __attribute__((vector_size(sizeof(Segment))));
  const Coordinates low = {box.low.lon_e7, box.low.lat_e7, box.low.lon_e7, box.low.lat_e7};
  const Coordinates high = {box.high.lon_e7, box.high.lat_e7, box.high.lon_e7, box.high.lat_e7};
  const auto other_end = [](const Coordinates& one) {
    return __builtin_shufflevector(one, one, 2, 3, 0, 1);
  };
  for (std::size_t i = 0; i < run.count; ++i) {
    const Segment edge = run[i];
    const auto ends = std::bit_cast<Coordinates>(edge);
    const Coordinates below = ends < low;
    const Coordinates above = ends > high;
    const Coordinates beyond = (below & other_end(below)) | (above & other_end(above));
    *to = edge;
    to += std::bit_cast<Ends>(beyond)[0] == 0;
  }
  return to;
}

/// All of an area's, at the front of `kept`.
template <class Area>
std::span<Segment> edges_in(const Area& area, const Box& box, std::vector<Segment>& kept) {
  if (const std::size_t most = count_edges(area); kept.size() < most) kept.resize(most);
  Segment* to = kept.data();
  for_each_run_in(box, area, [&](const EdgeRun& run) { to = keep_in(run, box, to); });
  return {kept.data(), to};
}

/// The same for a box that may lie beyond the longitudes there are.
std::span<Segment> edges_in(const VolumePart& part, const WideBox& box,
                            std::vector<Segment>& kept) {
  const auto within = [](std::int64_t e7) {
    return static_cast<std::int32_t>(std::clamp<std::int64_t>(
        e7, std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max()));
  };
  return edges_in(part,
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
template <class Area>
bool touch_on_seam(const Area& a, const VolumePart& b) {
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
  bool do_touch = false;
  for (const std::int32_t side : {kLonMaxE7, -kLonMaxE7})
    for_each_edge(a, [&](const Segment& edge) {
      Box span, other_span;
      if (do_touch || !on_seam(edge, side, span)) return;
      for (const Segment& other : b.edges)
        do_touch |= on_seam(other, -side, other_span) && geo::meets(span, other_span);
    });
  return do_touch;
}

}  // namespace

template <bool narrow, class Area>
bool VolumeMeeting::share_exactly(const Area& a, const VolumePart& b) {
  const std::span<Segment> b_edges = edges_in(b, a.box, b_edges_);
  if (!b_edges.empty()) {
    Box reached;
    for (const Segment& edge : b_edges) include(reached, edge.from), include(reached, edge.to);
    const std::span<Segment> a_edges = edges_in(a, reached, a_edges_);
    if (any_pair(a_edges, b_edges, 0, edges_meet<narrow>)) return true;
  }
  // No edges meet: one holds all of the other, or nothing of it.
  return holds<narrow>(a, first_place(b)) || holds<narrow>(b, first_place(a));
}

template <class Area>
bool VolumeMeeting::share(const Area& a, const VolumePart& b) {
  if (!geo::meets(a.box, b.box)) return false;
  return is_narrow(both(a.box, b.box)) ? share_exactly<true>(a, b) : share_exactly<false>(a, b);
}

bool VolumeMeeting::share_a_place(const Outline& a, const VolumePart& b) {
  INVARIANT(b.reach_m == 0);
  return share(a, b) || touch_on_seam(a, b);
}

bool VolumeMeeting::come_within(const VolumePart& a, const VolumePart& b, std::int64_t metres) {
  INVARIANT(metres >= 0);
  if (share(a, b)) return true;
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
  const auto a_edges = edges_in(a, wide(b.box, turn_e7, across, up), a_edges_);
  const auto b_edges = edges_in(b, wide(a.box, -turn_e7, across, up), b_edges_);
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
