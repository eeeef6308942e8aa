// SPDX-License-Identifier: Apache-2.0
#include "geo/containment.hpp"

#include <utility>

#include "base/invariant.hpp"

namespace truceline::geo {
namespace {

/// The bands of one polygon may hold its edges at most this many times over.
constexpr std::size_t kEdgeCopiesMax = 8;

/// The same place written at the other end of the longitudes, for places on the antimeridian.
Point other_spelling(Point p) {
  return {.lon_e7 = -p.lon_e7, .lat_e7 = p.lat_e7};
}
bool on_antimeridian(Point p) {
  return p.lon_e7 == kLonMaxE7 || p.lon_e7 == -kLonMaxE7;
}

template <class Visit>
void for_each_edge(const Polygon& polygon, Visit visit) {
  const auto visit_ring = [&](const Ring& ring) {
    for (std::size_t i = 0; i < ring.size(); ++i)
      visit(Segment{.from = ring[i], .to = ring[i + 1 == ring.size() ? 0 : i + 1]});
  };
  visit_ring(polygon.outer);
  for (const Ring& hole : polygon.holes) visit_ring(hole);
}

/// Counts the edges that a ray to the east crosses. An edge owns its lower end and not its upper
/// one, so a ray through a vertex counts each passage once.
Side locate_in_polygon(Point p, const Polygon& polygon) {
  bool on_edge = false;
  bool inside = false;
  for_each_edge(polygon, [&](const Segment& edge) {
    on_edge = on_edge || is_on(p, edge);
    const bool upward = edge.from.lat_e7 <= p.lat_e7 && p.lat_e7 < edge.to.lat_e7;
    const bool downward = edge.to.lat_e7 <= p.lat_e7 && p.lat_e7 < edge.from.lat_e7;
    if (upward && orientation(edge.from, edge.to, p) > 0) inside = !inside;
    if (downward && orientation(edge.from, edge.to, p) < 0) inside = !inside;
  });
  return on_edge ? Side::boundary : inside ? Side::inside : Side::outside;
}

Side locate_as_written(Point p, const MultiPolygon& area) {
  Side best = Side::outside;
  for (const Polygon& polygon : area) best = std::max(best, locate_in_polygon(p, polygon));
  return best;
}

}  // namespace

Side locate(Point p, const MultiPolygon& area) {
  INVARIANT(is_valid(p));
  const Side side = locate_as_written(p, area);
  return on_antimeridian(p) ? std::max(side, locate_as_written(other_spelling(p), area)) : side;
}

PreparedArea::PreparedArea(MultiPolygon area) : area_(std::move(area)), band_starts_{0} {
  for (const Polygon& polygon : area_) add_part(polygon);
}

void PreparedArea::add_part(const Polygon& polygon) {
  Part part;
  std::vector<Edge> edges;
  for_each_edge(polygon, [&](const Segment& segment) {
    INVARIANT(is_valid(segment.from));
    include(part.box, segment.from);
    const bool rises = segment.from.lat_e7 <= segment.to.lat_e7;
    edges.push_back(rises ? Edge{segment.from, segment.to} : Edge{segment.to, segment.from});
  });
  if (edges.empty()) return;
  include(box_, part.box.low);
  include(box_, part.box.high);

  // A band an edge; fewer where edges are so tall that they would fill too many bands.
  const std::int64_t height = std::int64_t{part.box.high.lat_e7} - part.box.low.lat_e7 + 1;
  std::vector<std::uint32_t> counts;
  for (std::size_t bands = edges.size();; bands /= 2) {
    part.band_height_e7 = (height - 1) / static_cast<std::int64_t>(bands) + 1;
    part.bands = part.band_of(part.box.high.lat_e7) + 1;
    counts.assign(part.bands, 0);
    std::size_t copies = 0;
    for (const Edge& edge : edges) {
      const std::uint32_t top = part.band_of(edge.high.lat_e7);
      for (std::uint32_t band = part.band_of(edge.low.lat_e7); band <= top; ++band) ++counts[band];
      copies += top - part.band_of(edge.low.lat_e7) + 1;
      if (copies > kEdgeCopiesMax * edges.size()) break;
    }
    if (copies <= kEdgeCopiesMax * edges.size()) break;
  }

  // Edges in the order a question wants them, dealt out to their bands in that order.
  std::ranges::sort(edges, [](const Edge& a, const Edge& b) { return a.lon_max() > b.lon_max(); });
  part.first_band = static_cast<std::uint32_t>(band_starts_.size() - 1);
  for (const std::uint32_t count : counts) band_starts_.push_back(band_starts_.back() + count);
  edges_.resize(band_starts_.back());
  std::vector<std::uint32_t> next(band_starts_.begin() + part.first_band, band_starts_.end() - 1);
  for (const Edge& edge : edges) {
    const std::uint32_t top = part.band_of(edge.high.lat_e7);
    for (std::uint32_t band = part.band_of(edge.low.lat_e7); band <= top; ++band)
      edges_[next[band]++] = edge;
  }
  parts_.push_back(part);
}

Side PreparedArea::locate_in(const Part& part, Point p) const {
  const std::uint32_t band = part.first_band + part.band_of(p.lat_e7);
  bool inside = false;
  for (std::uint32_t at = band_starts_[band]; at < band_starts_[band + 1]; ++at) {
    const Edge& edge = edges_[at];
    if (edge.lon_max() < p.lon_e7) break;  // this edge and all after it lie to the west
    if (p.lat_e7 < edge.low.lat_e7 || p.lat_e7 > edge.high.lat_e7) continue;
    if (edge.low.lat_e7 == edge.high.lat_e7) {
      if (p.lon_e7 >= edge.lon_min()) return Side::boundary;
      continue;
    }
    const int turn = p.lon_e7 < edge.lon_min() ? 1 : orientation(edge.low, edge.high, p);
    if (turn == 0) return Side::boundary;
    if (turn > 0 && p.lat_e7 < edge.high.lat_e7) inside = !inside;
  }
  return inside ? Side::inside : Side::outside;
}

Side PreparedArea::locate_at(Point p) const {
  Side best = Side::outside;
  for (const Part& part : parts_) {
    if (!contains(part.box, p)) continue;
    best = std::max(best, locate_in(part, p));
    if (best == Side::inside) break;
  }
  return best;
}

Side PreparedArea::locate(Point p) const {
  INVARIANT(is_valid(p));
  const Side side = contains(box_, p) ? locate_at(p) : Side::outside;
  return on_antimeridian(p) ? std::max(side, locate_at(other_spelling(p))) : side;
}

}  // namespace truceline::geo
