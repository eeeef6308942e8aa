// SPDX-License-Identifier: Apache-2.0
//
// Cuts a polygon along the grid, exactly: what a square of the grid must know of a polygon so that
// every place in the square can be told inside, outside or on the boundary without looking at the
// rest of the polygon. Cutting a piece again gives the pieces of its 8 x 8 children.
//
// How a piece answers. Let a ray run from the place to the west without end, and count only the
// edges listed in the piece (all that come near the square; more do no harm). That count and the
// truth differ by something that depends on the latitude alone: `base`, which flips at each of the
// `turns`, the latitudes at which a listed edge ends west of the square. No division, no clipped
// edge, no rounding: the answer is that of locate() in containment.hpp.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "geo/area_grid.hpp"
#include "geo/containment.hpp"
#include "geo/polygon.hpp"

namespace truceline::geo {

/// An edge from its southern end; where it is level, from its western one.
struct GridEdge {
  std::int32_t lon_e7;
  std::int32_t lat_e7;
  std::int32_t lon_span_e7;  ///< To the other end; negative where it leans west.
  std::int32_t lat_span_e7;  ///< Never negative.
  friend constexpr bool operator==(const GridEdge&, const GridEdge&) = default;
};

/// Beyond this a difference of coordinates would not leave room for a product in 64 bits.
inline constexpr std::int64_t kGridEdgeSpanMaxE7 = std::int64_t{1} << 30;

/// What a square knows of one polygon.
struct Piece {
  bool base = false;
  std::span<const std::int32_t> turns;  ///< Latitudes; `base` flips for places at or above each.
  std::span<const GridEdge> edges;
};

/// Where `p`, a place of the piece's square, lies.
inline Side side_in(const Piece& piece, Point p) {
  bool inside = piece.base;
  for (const std::int32_t turn : piece.turns) inside ^= p.lat_e7 >= turn;
  for (const GridEdge& edge : piece.edges) {
    const std::int64_t up = std::int64_t{p.lat_e7} - edge.lat_e7;
    const std::int64_t east = std::int64_t{p.lon_e7} - edge.lon_e7;
    // Positive where the place is west of the edge, negative east of it.
    const std::int64_t turn = edge.lon_span_e7 * up - edge.lat_span_e7 * east;
    inside ^= (up >= 0) & (up < edge.lat_span_e7) & (turn < 0);
    if (turn == 0 && up >= 0 && up <= edge.lat_span_e7 && east >= std::min(0, edge.lon_span_e7) &&
        east <= std::max(0, edge.lon_span_e7))
      return Side::boundary;
  }
  return inside ? Side::inside : Side::outside;
}

/// The edges of a polygon's rings; also those without length, which are boundary too.
/// REQUIRES: of an edge's two spans one is 0 or neither is beyond kGridEdgeSpanMaxE7.
std::vector<GridEdge> grid_edges(const Polygon& polygon);

/// The grid that a piece is cut along: `columns` x `rows` squares of 2^bits units.
struct CutGrid {
  std::int64_t west_e7 = 0;
  std::int64_t south_e7 = 0;
  int bits = 0;
  std::uint32_t columns = 0;
  std::uint32_t rows = 0;
};

/// Cuts pieces. It keeps its working space between cuts, so keep it too.
class PieceCutter {
 public:
  /// The children of `piece` along `grid`, row by row. A child that no edge comes near has no
  /// edges, and its base says whether all of it is inside. The spans die with the next cut.
  /// REQUIRES: `piece` is valid for all places of the grid. Cost: O(edges + children).
  std::span<const Piece> cut(const Piece& piece, const CutGrid& grid);

 private:
  struct Listed {
    std::uint32_t child;
    std::uint32_t edge;
  };
  void list_edges(std::span<const GridEdge> edges, const CutGrid& grid);
  void deal_out(std::span<const GridEdge> edges, const CutGrid& grid);
  void set_bases(const Piece& piece, const CutGrid& grid);
  void add_turns(const CutGrid& grid);

  std::vector<Listed> listed_;
  std::vector<std::uint32_t> starts_;  // of each child's edges in edges_
  std::vector<GridEdge> edges_;
  std::vector<GridEdge> crossing_;  // those that cross the southern side of the row at hand
  std::vector<std::int32_t> turns_;
  std::vector<std::uint32_t> turn_starts_;
  std::vector<Piece> pieces_;
};

}  // namespace truceline::geo
