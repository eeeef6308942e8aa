// SPDX-License-Identifier: Apache-2.0
#include "geo/area_cut.hpp"

#include "base/invariant.hpp"

namespace truceline::geo {

namespace {

/// Does the edge cross the latitude, and west of the half unit before `lon_e7`? Vertices are whole
/// units, so no edge end is ever on that half.
bool crosses_west_of(const GridEdge& edge, std::int64_t lon_e7, std::int64_t lat_e7) {
  const std::int64_t up = lat_e7 - edge.lat_e7;
  if (up < 0 || up >= edge.lat_span_e7) return false;
  const std::int64_t east_halves = 2 * (lon_e7 - edge.lon_e7) - 1;
  return 2 * (edge.lon_span_e7 * up) < edge.lat_span_e7 * east_halves;
}

std::int64_t floor_div(std::int64_t a, std::int64_t b) {  // REQUIRES: b > 0
  return a / b - (a % b < 0);
}

/// The longitudes that `edge` has between two latitudes within its own, widened to whole units.
std::pair<std::int64_t, std::int64_t> lon_range(const GridEdge& edge, std::int64_t up_from,
                                                std::int64_t up_to) {
  const std::int64_t span = edge.lat_span_e7;
  if (span == 0) return {edge.lon_e7, std::int64_t{edge.lon_e7} + edge.lon_span_e7};
  const std::int64_t at_from = floor_div(edge.lon_span_e7 * up_from, span);
  const std::int64_t at_to = floor_div(edge.lon_span_e7 * up_to, span);
  return {edge.lon_e7 + std::min(at_from, at_to), edge.lon_e7 + std::max(at_from, at_to) + 1};
}

/// Level and upright edges that are too long are given in halves, which are whole units too.
void add_edge(Point low, Point high, std::vector<GridEdge>& edges) {
  const std::int64_t lon_span = std::int64_t{high.lon_e7} - low.lon_e7;
  const std::int64_t lat_span = std::int64_t{high.lat_e7} - low.lat_e7;
  if (std::abs(lon_span) <= kGridEdgeSpanMaxE7 && lat_span <= kGridEdgeSpanMaxE7) {
    edges.push_back({low.lon_e7, low.lat_e7, static_cast<std::int32_t>(lon_span),
                     static_cast<std::int32_t>(lat_span)});
    return;
  }
  INVARIANT(lon_span == 0 || lat_span == 0);
  const Point middle{.lon_e7 = static_cast<std::int32_t>(low.lon_e7 + lon_span / 2),
                     .lat_e7 = static_cast<std::int32_t>(low.lat_e7 + lat_span / 2)};
  add_edge(low, middle, edges);
  add_edge(middle, high, edges);
}

}  // namespace

std::vector<GridEdge> grid_edges(const Polygon& polygon) {
  std::vector<GridEdge> edges;
  const auto add_ring = [&edges](const Ring& ring) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
      Point low = ring[i];
      Point high = ring[i + 1 == ring.size() ? 0 : i + 1];
      if (std::pair(high.lat_e7, high.lon_e7) < std::pair(low.lat_e7, low.lon_e7))
        std::swap(low, high);
      add_edge(low, high, edges);
    }
  };
  add_ring(polygon.outer);
  for (const Ring& hole : polygon.holes) add_ring(hole);
  return edges;
}

std::span<const Piece> PieceCutter::cut(const Piece& piece, const CutGrid& grid) {
  list_edges(piece.edges, grid);
  deal_out(piece.edges, grid);
  set_bases(piece, grid);
  add_turns(grid);
  return pieces_;
}

/// Lists an edge in every child whose square, with one unit more to the west, it may meet: that
/// unit holds the half on which a child's base is taken.
void PieceCutter::list_edges(std::span<const GridEdge> edges, const CutGrid& grid) {
  listed_.clear();
  const std::int64_t size = std::int64_t{1} << grid.bits;
  for (std::uint32_t i = 0; i < edges.size(); ++i) {
    const GridEdge& edge = edges[i];
    const std::int64_t low = edge.lat_e7 - grid.south_e7;
    const std::int64_t high = low + edge.lat_span_e7;
    const std::int64_t row_from = std::max<std::int64_t>(low >> grid.bits, 0);
    const std::int64_t row_to = std::min<std::int64_t>(high >> grid.bits, grid.rows - 1);
    for (std::int64_t row = row_from; row <= row_to; ++row) {
      const std::int64_t from = std::max(low, row * size);
      const std::int64_t to = std::min(high, row * size + size - 1);
      const auto [west, east] = lon_range(edge, from - low, to - low);
      const std::int64_t first = std::max<std::int64_t>((west - grid.west_e7) >> grid.bits, 0);
      const std::int64_t last =
          std::min<std::int64_t>((east + 1 - grid.west_e7) >> grid.bits, grid.columns - 1);
      for (std::int64_t column = first; column <= last; ++column)
        listed_.push_back({static_cast<std::uint32_t>(row * grid.columns + column), i});
    }
  }
}

/// Sorts what was listed by child.
void PieceCutter::deal_out(std::span<const GridEdge> edges, const CutGrid& grid) {
  const std::size_t children = std::size_t{grid.columns} * grid.rows;
  starts_.assign(children + 1, 0);
  for (const Listed& listed : listed_) ++starts_[listed.child + 1];
  for (std::size_t i = 0; i < children; ++i) starts_[i + 1] += starts_[i];
  edges_.resize(listed_.size());
  for (const Listed& listed : listed_) edges_[starts_[listed.child]++] = edges[listed.edge];
  for (std::size_t i = children; i > 0; --i) starts_[i] = starts_[i - 1];
  starts_[0] = 0;
}

void PieceCutter::set_bases(const Piece& piece, const CutGrid& grid) {
  pieces_.resize(std::size_t{grid.columns} * grid.rows);
  for (std::uint32_t row = 0; row < grid.rows; ++row) {
    const std::int64_t south = grid.south_e7 + (std::int64_t{row} << grid.bits);
    bool base = piece.base;
    for (const std::int32_t turn : piece.turns) base ^= south >= turn;
    crossing_.clear();
    for (const GridEdge& edge : piece.edges)
      if (south >= edge.lat_e7 && south < std::int64_t{edge.lat_e7} + edge.lat_span_e7)
        crossing_.push_back(edge);
    for (std::uint32_t column = 0; column < grid.columns; ++column) {
      const std::int64_t west = grid.west_e7 + (std::int64_t{column} << grid.bits);
      const std::size_t child = std::size_t{row} * grid.columns + column;
      const std::span<const GridEdge> edges(edges_.data() + starts_[child],
                                            starts_[child + 1] - starts_[child]);
      // The truth at the corner, less what the child will count there by itself.
      bool child_base = base;
      for (const GridEdge& edge : crossing_) child_base ^= crosses_west_of(edge, west, south);
      for (const GridEdge& edge : edges) child_base ^= crosses_west_of(edge, west, south);
      pieces_[child] = {child_base, {}, edges};
    }
  }
}

/// The latitudes within a child at which one of its edges begins or ends west of it, each only if
/// an odd number do: where one edge goes on as another, nothing turns. Level edges count here,
/// though no ray does: a level edge that runs in from the west turns the truth at the corner.
void PieceCutter::add_turns(const CutGrid& grid) {
  turns_.clear();
  turn_starts_.clear();
  for (std::size_t child = 0; child < pieces_.size(); ++child) {
    const auto first = static_cast<std::ptrdiff_t>(turns_.size());
    turn_starts_.push_back(static_cast<std::uint32_t>(first));
    const std::span<const GridEdge> edges = pieces_[child].edges;
    if (edges.empty()) continue;
    const std::int64_t west =
        grid.west_e7 + (static_cast<std::int64_t>(child % grid.columns) << grid.bits);
    const std::int64_t south =
        grid.south_e7 + (static_cast<std::int64_t>(child / grid.columns) << grid.bits);
    const std::int64_t north = south + (std::int64_t{1} << grid.bits);
    const auto turn_at = [&](std::int64_t lon, std::int64_t lat) {
      if (lon >= west || lat <= south || lat >= north) return;
      const auto turn = static_cast<std::int32_t>(lat);
      const auto twin = std::find(turns_.begin() + first, turns_.end(), turn);
      if (twin == turns_.end()) {
        turns_.push_back(turn);
      } else {
        *twin = turns_.back();
        turns_.pop_back();
      }
    };
    for (const GridEdge& edge : edges) {
      turn_at(edge.lon_e7, edge.lat_e7);
      turn_at(std::int64_t{edge.lon_e7} + edge.lon_span_e7,
              std::int64_t{edge.lat_e7} + edge.lat_span_e7);
    }
  }
  turn_starts_.push_back(static_cast<std::uint32_t>(turns_.size()));
  for (std::size_t child = 0; child < pieces_.size(); ++child)
    pieces_[child].turns = {turns_.data() + turn_starts_[child],
                            turn_starts_[child + 1] - turn_starts_[child]};
}

}  // namespace truceline::geo
