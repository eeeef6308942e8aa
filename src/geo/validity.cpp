// SPDX-License-Identifier: Apache-2.0
#include "geo/validity.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "base/limits.hpp"
#include "geo/containment.hpp"
#include "geo/orientation.hpp"

namespace truceline::geo {
namespace {

std::string name_of(std::size_t ring) {
  return ring == 0 ? "the outer ring" : "hole " + std::to_string(ring);
}

std::string text_of(Point p) {
  return "longitude " + to_decimal(p.lon_e7) + ", latitude " + to_decimal(p.lat_e7);
}

bool on_one_line(const Ring& points) {
  const auto other = std::ranges::find_if(points, [&](Point p) { return p != points[0]; });
  return std::ranges::all_of(points, [&](Point p) {
    return other == points.end() || orientation(points[0], *other, p) == 0;
  });
}

/// One edge in the sweep. `low` and `high` are its extent along the axis swept.
struct Edge {
  Segment segment;
  std::uint32_t ring = 0;
  std::uint32_t vertex = 0;
  std::int32_t low = 0, high = 0;                // along the axis of the sweep
  std::int32_t across_low = 0, across_high = 0;  // along the other
};

/// Looks at one polygon and gathers what is wrong with it.
class Inspection {
 public:
  explicit Inspection(const Polygon& polygon) : polygon_(polygon) {}

  std::vector<Flaw> run() {
    std::size_t vertices = 0;
    for (std::size_t r = 0; r < rings(); ++r) vertices += ring(r).size();
    if (vertices > base::limits::kPolygonVertices) {
      add(FlawKind::too_many_vertices, 0, 0, Point{},
          "the polygon has " + std::to_string(vertices) + " vertices; the most is " +
              std::to_string(base::limits::kPolygonVertices),
          "simplify it or split it");
      return std::move(flaws_);
    }
    for (std::size_t r = 0; r < rings(); ++r) inspect_ring(r);
    // What edges do to each other means little until every ring is a ring.
    if (!flaws_.empty()) return std::move(flaws_);
    sweep();
    if (flaws_.empty()) inspect_holes();
    std::ranges::sort(flaws_, [](const Flaw& a, const Flaw& b) {
      return std::tie(a.ring, a.vertex, a.other_ring, a.other_vertex) <
             std::tie(b.ring, b.vertex, b.other_ring, b.other_vertex);
    });
    return std::move(flaws_);
  }

 private:
  std::size_t rings() const { return 1 + polygon_.holes.size(); }
  const Ring& ring(std::size_t r) const { return r == 0 ? polygon_.outer : polygon_.holes[r - 1]; }
  bool full() const { return flaws_.size() >= kFlawsMax; }

  void add(FlawKind kind, std::size_t r, std::size_t vertex, Point at, std::string reason,
           std::string mend) {
    if (full()) return;
    flaws_.push_back(Flaw{.kind = kind,
                          .ring = r,
                          .vertex = vertex,
                          .other_ring = r,
                          .other_vertex = vertex,
                          .at = at,
                          .reason = std::move(reason),
                          .mend = std::move(mend)});
  }

  void inspect_ring(std::size_t r) {
    const Ring& points = ring(r);
    if (points.size() < 3) {
      add(FlawKind::too_few_vertices, r, 0, points.empty() ? Point{} : points[0],
          name_of(r) + " has " + std::to_string(points.size()) + " vertices",
          "a ring needs three or more different ones");
      return;
    }
    for (std::size_t i = 0; i < points.size(); ++i)
      if (!is_valid(points[i]))
        add(FlawKind::out_of_range, r, i, points[i],
            "vertex " + std::to_string(i) + " of " + name_of(r) +
                " is off the globe: " + text_of(points[i]),
            "check that longitude and latitude are not swapped");
    if (on_one_line(points))
      return add(FlawKind::zero_area, r, 0, points[0],
                 "the vertices of " + name_of(r) + " all lie on one line: it encloses nothing",
                 "draw it again");
    for (std::size_t i = 0; i < points.size(); ++i) inspect_vertex(r, i);
  }

  void inspect_vertex(std::size_t r, std::size_t i) {
    const Ring& points = ring(r);
    const Point before = points[i == 0 ? points.size() - 1 : i - 1];
    const Point here = points[i];
    const Point after = points[i + 1 == points.size() ? 0 : i + 1];
    const std::string named = "vertex " + std::to_string(i) + " of " + name_of(r);
    if (here == after)
      return add(FlawKind::repeated_vertex, r, i, here,
                 named + " is repeated by the next at " + text_of(here), "remove one of the two");
    if (here == before || orientation(before, here, after) != 0) return;
    // On one line: going on straight is fine, turning back is a spike.
    if (is_on(after, {.from = before, .to = here}) || is_on(before, {.from = here, .to = after}))
      add(FlawKind::spike, r, i, here,
          named + " is the tip of a spike: the ring runs back the way it came at " + text_of(here),
          "remove the vertex");
  }

  std::vector<Edge> edges_in_sweep_order() const;
  void sweep();
  void meet(const Edge& a, const Edge& b);
  void add_pair(FlawKind kind, const Edge& a, const Edge& b, Point at, const std::string& verb);
  void inspect_holes();

  const Polygon& polygon_;
  std::vector<Flaw> flaws_;
  std::set<std::pair<std::uint32_t, Point>> self_touches_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, Point> touches_;  // of two rings, the first
};

/// All edges, sorted by where they begin along the axis on which they are shorter in sum, so that
/// few of them lie side by side.
std::vector<Edge> Inspection::edges_in_sweep_order() const {
  std::vector<Edge> edges;
  std::int64_t lon_sum = 0, lat_sum = 0;
  Box box;
  for (std::size_t r = 0; r < rings(); ++r) {
    const Ring& points = ring(r);
    for (std::size_t i = 0; i < points.size(); ++i) {
      const Point from = points[i];
      const Point to = points[i + 1 == points.size() ? 0 : i + 1];
      const auto [lon_low, lon_high] = std::minmax(from.lon_e7, to.lon_e7);
      const auto [lat_low, lat_high] = std::minmax(from.lat_e7, to.lat_e7);
      lon_sum += std::int64_t{lon_high} - lon_low;
      lat_sum += std::int64_t{lat_high} - lat_low;
      include(box, from);
      edges.push_back({{from, to},
                       static_cast<std::uint32_t>(r),
                       static_cast<std::uint32_t>(i),
                       lon_low,
                       lon_high,
                       lat_low,
                       lat_high});
    }
  }
  const std::int64_t lon_extent = std::int64_t{box.high.lon_e7} - box.low.lon_e7;
  const std::int64_t lat_extent = std::int64_t{box.high.lat_e7} - box.low.lat_e7;
  if (Int128{lat_sum} * lon_extent < Int128{lon_sum} * lat_extent) {
    for (Edge& edge : edges) {
      std::swap(edge.low, edge.across_low);
      std::swap(edge.high, edge.across_high);
    }
  }
  std::ranges::sort(edges, [](const Edge& a, const Edge& b) {
    return std::tie(a.low, a.ring, a.vertex) < std::tie(b.low, b.ring, b.vertex);
  });
  return edges;
}

void Inspection::sweep() {
  const std::vector<Edge> edges = edges_in_sweep_order();
  std::vector<Edge> active;  // edges begun and, as far as we know, not yet passed
  for (const Edge& edge : edges) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < active.size(); ++i) {
      if (active[i].high < edge.low) continue;
      if (active[i].across_low <= edge.across_high && edge.across_low <= active[i].across_high)
        meet(active[i], edge);
      if (kept != i) active[kept] = active[i];
      ++kept;
    }
    active.resize(kept);
    active.push_back(edge);
    if (full()) return;
  }
}

void Inspection::meet(const Edge& a, const Edge& b) {
  if (std::tie(b.ring, b.vertex) < std::tie(a.ring, a.vertex)) return meet(b, a);
  if (a.ring == b.ring) {
    // Neighbours share their vertex; that they do no more is what the search for spikes saw to.
    const std::size_t size = ring(a.ring).size();
    if (b.vertex - a.vertex == 1 || (a.vertex == 0 && b.vertex == size - 1)) return;
  }
  const Meeting meeting = meeting_of(a.segment, b.segment);
  if (meeting.contact == Contact::none) return;
  const char* verb = meeting.contact == Contact::cross   ? "crosses"
                     : meeting.contact == Contact::touch ? "touches"
                                                         : "runs along";
  // Up to four pairs of edges share one place where a ring touches itself: it is told once.
  if (a.ring == b.ring && meeting.contact == Contact::touch &&
      !self_touches_.emplace(a.ring, meeting.at).second)
    return;
  if (a.ring == b.ring) return add_pair(FlawKind::self_intersection, a, b, meeting.at, verb);
  if (meeting.contact == Contact::touch) {
    // Two rings that meet in one point only cannot cross there; in two, they cut the inside.
    const auto [first, is_new] = touches_.try_emplace({a.ring, b.ring}, meeting.at);
    if (is_new || first->second == meeting.at) return;
    verb = "touches for a second time";
  }
  add_pair(FlawKind::rings_cross, a, b, meeting.at, verb);
}

void Inspection::add_pair(FlawKind kind, const Edge& a, const Edge& b, Point at,
                          const std::string& verb) {
  if (full()) return;
  const auto named = [&](const Edge& edge) {
    const std::size_t next = edge.vertex + 1 == ring(edge.ring).size() ? 0 : edge.vertex + 1;
    return std::to_string(edge.vertex) + "-" + std::to_string(next) + " of " + name_of(edge.ring);
  };
  add(kind, a.ring, a.vertex, at,
      "edge " + named(a) + " " + verb + " edge " + named(b) + " at " + text_of(at),
      a.ring == b.ring ? "put the vertices in the order in which the outline runs"
                       : "move the rings apart, or draw them as one");
  flaws_.back().other_ring = b.ring;
  flaws_.back().other_vertex = b.vertex;
}

/// Where the hole lies, asked of a vertex that is not on the ring it is compared with: rings that
/// do not cross and touch once at most lie wholly on one side.
Side side_of(const Ring& hole, const PreparedArea& within) {
  for (const Point vertex : hole)
    if (const Side side = within.locate(vertex); side != Side::boundary) return side;
  return Side::boundary;
}

/// REQUIRES: rings neither cross nor touch twice.
void Inspection::inspect_holes() {
  if (polygon_.holes.empty()) return;
  const PreparedArea outer({Polygon{.outer = polygon_.outer, .holes = {}}});
  for (std::size_t r = 1; r < rings() && !full(); ++r) {
    if (side_of(ring(r), outer) == Side::outside)
      add(FlawKind::hole_outside, r, 0, ring(r)[0], name_of(r) + " lies outside the outer ring",
          "make it a polygon of its own, or remove it");
  }
  // Holes sorted by nothing: most pairs end at their boxes.
  std::vector<Box> boxes;
  for (const Ring& hole : polygon_.holes) boxes.push_back(box_of(hole));
  for (std::size_t a = 1; a < rings() && !full(); ++a) {
    const PreparedArea within({Polygon{.outer = ring(a), .holes = {}}});
    for (std::size_t b = 1; b < rings() && !full(); ++b) {
      if (a == b || !meets(boxes[a - 1], boxes[b - 1])) continue;
      if (side_of(ring(b), within) == Side::inside)
        add(FlawKind::holes_overlap, b, 0, ring(b)[0], name_of(b) + " lies inside " + name_of(a),
            "remove it");
    }
  }
}

}  // namespace

std::vector<Flaw> flaws(const Polygon& polygon) {
  return Inspection(polygon).run();
}

std::vector<Flaw> flaws(const MultiPolygon& area) {
  std::vector<Flaw> all;
  for (std::size_t i = 0; i < area.size(); ++i) {
    for (Flaw& flaw : flaws(area[i])) {
      flaw.polygon = i;
      all.push_back(std::move(flaw));
    }
  }
  return all;
}

}  // namespace truceline::geo
