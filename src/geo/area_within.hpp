// SPDX-License-Identifier: Apache-2.0
//
// Which areas of an index lie within so many metres of a place? Those that hold it, and those whose
// boundary comes that near. Squares of the grid that lie wholly within the metres or wholly beyond
// decide most; then brackets of the distance (metre_bounds.hpp); geodesics the few that are left.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geo/area_index.hpp"
#include "geo/metre_bounds.hpp"

namespace truceline::geo {

/// Asks, and holds the answers until it asks again. Keep it: it keeps its memory. Not for several
/// threads at once.
class AreaWithin {
 public:
  /// For each question the areas at most `metres` of geodesic from the place, which is 0 for those
  /// that hold it. An area within kMarginM of the distance counts as near enough (bound:
  /// distance_to_edge_m in distance.hpp). REQUIRES: all is_valid, metres >= 0, fewer than 2^31.
  /// Cost: about a microsecond where 20 areas lie within a kilometre; grows with the squares that
  /// the disc's rim crosses.
  void ask(const AreaSnapshot& areas, std::span<const PlaceAndTime> questions, std::int64_t metres,
           When when);

  std::size_t size() const { return spans_.size(); }
  /// Ids of question `i`, each once, in no particular order.
  std::span<const std::uint32_t> of(std::size_t i) const {
    return {ids_.data() + spans_[i].first, spans_[i].count};
  }
  std::size_t total() const { return ids_.size(); }

 private:
  struct Disc {
    PlaceAndTime question;
    When when = When::at_its_time;
    double metres = 0;
    std::int64_t lat_reach = 0, lon_reach = 0;
    MetreBounds bounds;
    double no_squared = 0;   ///< By the least metres beyond this: surely not within.
    double yes_squared = 0;  ///< By the least metres up to this: surely within.
    // The place and what may be reached, east of -180 and north of -90; the place may be a turn
    // away, seen across the antimeridian.
    std::int64_t x = 0, y = 0, west = 0, east = 0, south = 0, north = 0;
    std::int64_t turn_e7 = 0;
  };
  struct Doubt {
    GridEdge edge;
    std::uint32_t id;
  };
  /// A chunk where one stands, and for each of its cells a bit for each row whose boundary comes
  /// near.
  struct CellRows {
    std::uint64_t batch = 0;
    GridSquare square;
    const Chunk* chunk = nullptr;
    bool is_listed = false;
    std::size_t words = 0;  ///< For each cell.
    std::vector<std::uint64_t> bits;
  };
  CellRows& known_at(const AreaTree& tree, GridSquare square);
  static void list(CellRows& known);

  void set_disc(const PlaceAndTime& question, std::int64_t metres, When when);
  void visit_squares(const AreaSnapshot& areas);
  void visit_chunks(const AreaTree& tree);
  void visit(const AreaTree& tree, const AreaNode& node, SizedSquare at);
  void visit(CellRows& known);
  void test_cell(const Chunk& chunk, const Chunk::Cell& cell);
  void settle_doubts();
  bool is_settled(const Chunk& chunk, std::uint16_t row);
  bool is_settled_at_first(const Chunk& chunk, std::uint16_t row);
  void settle(const Chunk& chunk, std::uint16_t row);
  void find(std::uint32_t id);
  bool is_found(std::uint32_t id) const;
  void grow_found();

  struct Span {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
  };
  std::vector<Span> spans_;
  std::vector<std::uint32_t> ids_;
  std::vector<std::uint64_t> order_, sorting_;
  AreaHits holding_;
  Disc disc_;
  std::int64_t bounds_row_ = -1;  // the row of chunks that disc_.bounds are for
  std::vector<Doubt> doubts_;
  // The chunks around, as the questions go through them; each batch begins anew.
  static constexpr std::uint32_t kKnownRows = 16, kKnownColumns = 16;
  std::vector<CellRows> known_ = std::vector<CellRows>(std::size_t{kKnownRows} * kKnownColumns);
  std::uint64_t batch_ = 0;
  std::vector<std::uint64_t> within_;  // the present chunk's rows found within
  // What the present chunk's rows are known to be: its number twice, one more where settled.
  std::vector<std::uint32_t> row_marks_;
  std::uint32_t chunk_mark_ = 0;
  // The ids found for the present question: an open table, emptied by going on to the next mark.
  struct Slot {
    std::uint32_t id = 0;
    std::uint32_t mark = 0;
  };
  std::vector<Slot> found_ = std::vector<Slot>(1024);
  std::uint32_t found_mark_ = 0;
  std::size_t found_count_ = 0;
};

}  // namespace truceline::geo
