// SPDX-License-Identifier: Apache-2.0
#include "geo/area_within.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

#include "base/invariant.hpp"
#include "geo/distance.hpp"
#include "geo/prefetch.hpp"

namespace truceline::geo {

namespace {

/// The edges listed in a square may lie this far outside it (area_cut.cpp).
constexpr std::int64_t kListedE7 = 2;
/// Marks of chunks leave one bit free.
constexpr std::uint32_t kMarkMax = 0x7FFF'FFFF;

/// Seen from the place, in units.
struct Seen {
  double east, north, east_span, north_span;
};
Seen seen(const GridEdge& edge, Point from, std::int64_t turn_e7) {
  return {static_cast<double>(edge.lon_e7 - (from.lon_e7 + turn_e7)),
          static_cast<double>(std::int64_t{edge.lat_e7} - from.lat_e7),
          static_cast<double>(edge.lon_span_e7), static_cast<double>(edge.lat_span_e7)};
}

/// A distance, squared and without a division.
struct Squared {
  double times;
  double distance;  ///< As many times.
  bool is_at_most(double squared) const { return distance <= squared * times; }
};
/// From the place to the edge.
inline Squared squared_to(const Seen& edge, double east_m, double north_m) {
  const PlaneVector from{edge.east * east_m, edge.north * north_m};
  const PlaneVector along{edge.east_span * east_m, edge.north_span * north_m};
  const double length_squared = along.east * along.east + along.north * along.north;
  const double share = -(from.east * along.east + from.north * along.north);
  if (share <= 0.0) return {1.0, from.east * from.east + from.north * from.north};
  if (share >= length_squared) {
    const double east = from.east + along.east, north = from.north + along.north;
    return {1.0, east * east + north * north};
  }
  const double area = from.east * along.north - from.north * along.east;
  return {length_squared, area * area};
}

Segment segment_of(const GridEdge& edge) {
  return {
      .from = {.lon_e7 = edge.lon_e7, .lat_e7 = edge.lat_e7},
      .to = {.lon_e7 = edge.lon_e7 + edge.lon_span_e7, .lat_e7 = edge.lat_e7 + edge.lat_span_e7}};
}

}  // namespace

void AreaWithin::ask(const AreaSnapshot& areas, std::span<const PlaceAndTime> questions,
                     std::int64_t metres, When when) {
  INVARIANT(metres >= 0);
  metres = std::min(metres, kMetresMax);
  ids_.clear();
  spans_.assign(questions.size(), {});
  order_by_cell(questions, order_, sorting_);
  areas.holding(questions, when, holding_);
  bounds_row_ = -1;
  ++batch_;
  constexpr std::size_t kAhead = 8;
  for (std::size_t at = 0; at < order_.size(); ++at) {
    const std::uint64_t number = order_[at];
    if (at + kAhead < order_.size()) {
      ask_for(&questions[order_[at + kAhead]]);
      ask_for(&spans_[order_[at + kAhead]]);
      holding_.prefetch(order_[at + kAhead]);
    }
    const std::size_t first = ids_.size();
    set_disc(questions[number], metres, when);
    if (++found_mark_ == 0) {  // after four thousand million questions the marks begin again
      std::ranges::fill(found_, Slot{});
      found_mark_ = 1;
    }
    found_count_ = 0;
    for (const AreaHit& hit : holding_.of(number)) find(hit.id);
    if (metres > 0) visit_squares(areas);
    spans_[number] = {static_cast<std::uint32_t>(first),
                      static_cast<std::uint32_t>(ids_.size() - first)};
  }
}

/// What a unit is worth is asked once for a row of chunks: latitudes around all of it.
void AreaWithin::set_disc(const PlaceAndTime& question, std::int64_t metres, When when) {
  disc_.question = question;
  disc_.when = when;
  const std::int64_t row = square_of(question.at, kChunkBits).row;
  if (row == bounds_row_) return;
  bounds_row_ = row;
  disc_.metres = static_cast<double>(metres);
  disc_.lat_reach = lat_reach_e7(disc_.metres);
  const std::int64_t south = (row << kChunkBits) - kLatMaxE7;
  disc_.bounds = metre_bounds(south - disc_.lat_reach,
                              south + (std::int64_t{1} << kChunkBits) + disc_.lat_reach);
  MetreBounds& bounds = disc_.bounds;
  disc_.lon_reach = lon_reach_e7(disc_.metres, bounds);
  const double no_m = disc_.metres + kMarginM;
  disc_.no_squared = no_m * no_m;
  const double stretch = bounds.east_least_m > 0.0
                             ? std::max(bounds.east_most_m / bounds.east_least_m,
                                        bounds.north_most_m / bounds.north_least_m) *
                                   (1.0 + 1e-9)
                             : 0.0;
  const double yes_m = stretch > 0.0 ? disc_.metres / stretch : -1.0;
  disc_.yes_squared = yes_m > 0.0 ? yes_m * yes_m : -1.0;
}

void AreaWithin::visit_squares(const AreaSnapshot& areas) {
  const bool all_round = disc_.bounds.east_least_m == 0.0;
  disc_.y = grid_y(disc_.question.at.lat_e7);
  disc_.south = std::max<std::int64_t>(disc_.y - disc_.lat_reach, 0);
  disc_.north = std::min<std::int64_t>(disc_.y + disc_.lat_reach, 2LL * kLatMaxE7);
  for (const std::int64_t turn : {std::int64_t{0}, kTurnE7, -kTurnE7}) {
    if (all_round && turn != 0) break;
    disc_.turn_e7 = turn;
    disc_.x = grid_x(disc_.question.at.lon_e7) + turn;
    disc_.west = all_round ? 0 : std::max<std::int64_t>(disc_.x - disc_.lon_reach, 0);
    disc_.east = all_round ? kTurnE7 : std::min(disc_.x + disc_.lon_reach, kTurnE7);
    if (disc_.west > disc_.east) continue;
    visit_chunks(areas.tree());
    settle_doubts();
  }
}

namespace {

GridSquare square_at(std::int64_t column, std::int64_t row) {
  return {static_cast<std::uint32_t>(column), static_cast<std::uint32_t>(row)};
}

const Chunk* chunk_at(const AreaTree& tree, GridSquare square) {
  int steps = (kTopBits - kChunkBits) / kFanBits;
  const auto above = [square](int up) {
    return GridSquare{square.column >> (up * kFanBits), square.row >> (up * kFanBits)};
  };
  const AreaNode* node = tree.top(above(steps));
  for (--steps; node != nullptr; --steps) {
    if (node->is_block()) return node->chunk(child_of(above(steps)));
    node = node->node(child_of(above(steps)));
  }
  return nullptr;
}

}  // namespace

/// The few chunks that a small disc comes to are known from the questions before; a large one goes
/// down the tree, which leaves out what is empty.
void AreaWithin::visit_chunks(const AreaTree& tree) {
  constexpr std::int64_t kFew = 16;
  const std::int64_t first_row = disc_.south >> kChunkBits, last_row = disc_.north >> kChunkBits;
  const std::int64_t first = disc_.west >> kChunkBits, last = disc_.east >> kChunkBits;
  if ((last_row - first_row + 1) * (last - first + 1) <= kFew) {
    for (std::int64_t row = first_row; row <= last_row; ++row)
      for (std::int64_t column = first; column <= last; ++column)
        if (CellRows& known = known_at(tree, square_at(column, row)); known.chunk != nullptr)
          visit(known);
    return;
  }
  for (std::int64_t row = disc_.south >> kTopBits; row <= disc_.north >> kTopBits; ++row)
    for (std::int64_t column = disc_.west >> kTopBits; column <= disc_.east >> kTopBits; ++column) {
      const GridSquare square = square_at(column, row);
      if (const AreaNode* node = tree.top(square)) visit(tree, *node, {kTopBits, square});
    }
}

namespace {

/// The children of a square that a span of the grid comes to, one way.
struct Children {
  std::uint32_t first, last;
};
Children children_in(std::uint32_t parent, int bits, std::int64_t from, std::int64_t to) {
  const std::int64_t begin = std::int64_t{parent} << kFanBits;
  return {static_cast<std::uint32_t>(std::max(from >> bits, begin)),
          static_cast<std::uint32_t>(std::min(to >> bits, begin + kFan - 1))};
}

/// The squares of the least and the greatest metres from a place to a span of the grid, one way.
struct Range {
  double least, most;
};
Range range_of(std::int64_t place, std::uint32_t square, int bits, double least_m, double most_m) {
  const std::int64_t from = (std::int64_t{square} << bits) - kListedE7 - place;
  const std::int64_t to = (std::int64_t{square + 1} << bits) + kListedE7 - place;
  const double near = static_cast<double>(std::max<std::int64_t>({from, -to, 0})) * least_m;
  const double far = static_cast<double>(std::max(-from, to)) * most_m;
  return {near * near, far * far};
}

}  // namespace

/// Whether nothing more need be asked of a row: found already, or not in force.
inline bool AreaWithin::is_settled(const Chunk& chunk, std::uint16_t row) {
  const std::uint32_t mark = row_marks_[row];
  return mark >> 1 == chunk_mark_ ? (mark & 1) != 0 : is_settled_at_first(chunk, row);
}

bool AreaWithin::is_settled_at_first(const Chunk& chunk, std::uint16_t row) {
  const ShapeRow& shape = chunk.rows()[row];
  const bool counts = disc_.when == When::at_any_time || holds(shape.window, disc_.question.time);
  const bool is_settled = !counts || is_found(shape.id);
  row_marks_[row] = chunk_mark_ << 1 | (is_settled ? 1U : 0U);
  return is_settled;
}

void AreaWithin::visit(const AreaTree& tree, const AreaNode& node, SizedSquare at) {
  const int bits = at.bits - kFanBits;
  const Children columns = children_in(at.square.column, bits, disc_.west, disc_.east);
  const Children rows = children_in(at.square.row, bits, disc_.south, disc_.north);
  for (std::uint32_t row = rows.first; row <= rows.last; ++row)
    for (std::uint32_t column = columns.first; column <= columns.last; ++column) {
      const GridSquare square{column, row};
      if (node.is_block()) {
        if (node.chunk(child_of(square)) != nullptr) visit(known_at(tree, square));
      } else if (const AreaNode* below = node.node(child_of(square))) {
        visit(tree, *below, {bits, square});
      }
    }
}

AreaWithin::CellRows& AreaWithin::known_at(const AreaTree& tree, GridSquare square) {
  CellRows& known =
      known_[(square.row % kKnownRows) * kKnownColumns + square.column % kKnownColumns];
  if (known.batch == batch_ && known.square == square) return known;
  known.batch = batch_;
  known.square = square;
  known.chunk = chunk_at(tree, square);
  known.is_listed = false;
  return known;
}

/// Which rows come near which cells, listed once for the many questions of one batch around there.
void AreaWithin::list(CellRows& known) {
  const Chunk& chunk = *known.chunk;
  known.is_listed = true;
  known.words = (chunk.rows().size() + 63) / 64;
  known.bits.assign(kChildren * known.words, 0);
  for (std::uint32_t child = 0; child < kChildren; ++child) {
    const Chunk::Cell& cell = chunk.cell(child);
    const Chunk::Near* near = cell.near();
    for (std::uint16_t i = 0; i < cell.near_count; ++i, near = near->next())
      known.bits[child * known.words + near->row / 64] |= std::uint64_t{1} << near->row % 64;
  }
}

/// REQUIRES: there is a chunk.
void AreaWithin::visit(CellRows& known) {
  const Chunk& chunk = *known.chunk;
  const GridSquare square = known.square;
  const MetreBounds& bounds = disc_.bounds;
  const auto east_range = [&](std::uint32_t column, int bits) {
    return range_of(disc_.x, column, bits, bounds.east_least_m, bounds.east_most_m);
  };
  const auto north_range = [&](std::uint32_t row, int bits) {
    return range_of(disc_.y, row, bits, bounds.north_least_m, bounds.north_most_m);
  };
  const double all_within = disc_.metres * disc_.metres;
  if (chunk_mark_ == kMarkMax) {
    std::ranges::fill(row_marks_, 0);
    chunk_mark_ = 0;
  }
  ++chunk_mark_;
  if (row_marks_.size() < chunk.rows().size()) row_marks_.resize(chunk.rows().size());
  const Range east = east_range(square.column, kChunkBits);
  const Range north = north_range(square.row, kChunkBits);
  if (east.least + north.least > disc_.no_squared) return;
  if (east.most + north.most <= all_within) {
    for (std::uint16_t row = 0; row < chunk.rows().size(); ++row)
      if (!is_settled(chunk, row)) settle(chunk, row);
    return;
  }
  const Children columns = children_in(square.column, kCellBits, disc_.west, disc_.east);
  const Children rows = children_in(square.row, kCellBits, disc_.south, disc_.north);
  std::array<Range, kFan> easts;
  for (std::uint32_t column = columns.first; column <= columns.last; ++column)
    easts[column % kFan] = east_range(column, kCellBits);

  // What comes near a cell wholly within is within; other cells on the rim are looked into after.
  if (!known.is_listed) list(known);
  within_.assign(known.words, 0);
  std::array<std::uint32_t, kChildren> rim;
  std::size_t rim_count = 0;
  for (std::uint32_t row = rows.first; row <= rows.last; ++row) {
    const Range up = north_range(row, kCellBits);
    for (std::uint32_t column = columns.first; column <= columns.last; ++column) {
      const Range& across = easts[column % kFan];
      const std::uint32_t child = child_of({column, row});
      if (across.most + up.most <= all_within) {
        for (std::size_t w = 0; w < known.words; ++w)
          within_[w] |= known.bits[child * known.words + w];
      } else if (across.least + up.least <= disc_.no_squared) {
        rim[rim_count++] = child;
        ask_for(&chunk.cell(child));
      }
    }
  }
  for (std::size_t w = 0; w < known.words; ++w)
    for (std::uint64_t left = within_[w]; left != 0; left &= left - 1) {
      const auto row =
          static_cast<std::uint16_t>(w * 64 + static_cast<unsigned>(std::countr_zero(left)));
      if (!is_settled(chunk, row)) settle(chunk, row);
    }
  for (std::size_t i = 0; i < rim_count; ++i) {
    std::uint64_t open = 0;
    for (std::size_t w = 0; w < known.words; ++w)
      open |= known.bits[rim[i] * known.words + w] & ~within_[w];
    if (open != 0) test_cell(chunk, chunk.cell(rim[i]));
  }
}

/// A cell on the rim: each edge by itself.
void AreaWithin::test_cell(const Chunk& chunk, const Chunk::Cell& cell) {
  const MetreBounds& bounds = disc_.bounds;
  const Chunk::Near* near = cell.near();
  for (std::uint16_t i = 0; i < cell.near_count; ++i, near = near->next()) {
    if (is_settled(chunk, near->row)) continue;
    for (const GridEdge& edge : near->piece().edges) {
      const Seen at = seen(edge, disc_.question.at, disc_.turn_e7);
      const Squared squared = squared_to(at, bounds.east_least_m, bounds.north_least_m);
      if (!squared.is_at_most(disc_.no_squared)) continue;
      if (squared.is_at_most(disc_.yes_squared)) {
        settle(chunk, near->row);
        within_[near->row / 64] |= std::uint64_t{1} << near->row % 64;
        break;
      }
      doubts_.push_back({edge, chunk.rows()[near->row].id});
    }
  }
}

/// Brackets from the latitudes of this very place, then geodesics.
void AreaWithin::settle_doubts() {
  if (doubts_.empty()) return;
  const Point at = disc_.question.at;
  MetreBounds bounds = metre_bounds(at.lat_e7 - disc_.lat_reach, at.lat_e7 + disc_.lat_reach);
  static_cast<void>(lon_reach_e7(disc_.metres, bounds));
  for (const Doubt& doubt : doubts_) {
    if (is_found(doubt.id)) continue;
    const Seen from = seen(doubt.edge, at, disc_.turn_e7);
    if (!squared_to(from, bounds.east_least_m, bounds.north_least_m).is_at_most(disc_.no_squared))
      continue;
    if (squared_to(from, bounds.east_most_m, bounds.north_most_m)
            .is_at_most(disc_.metres * disc_.metres) ||
        distance_to_edge_m(at, segment_of(doubt.edge)) <= disc_.metres + kMarginM)
      find(doubt.id);
  }
  doubts_.clear();
}

void AreaWithin::settle(const Chunk& chunk, std::uint16_t row) {
  row_marks_[row] |= 1;
  find(chunk.rows()[row].id);
}

namespace {

std::size_t hashed(std::uint32_t id) {
  return (id * std::uint64_t{0x9e3779b97f4a7c15U}) >> 40;
}

}  // namespace

bool AreaWithin::is_found(std::uint32_t id) const {
  const std::size_t mask = found_.size() - 1;
  for (std::size_t at = hashed(id) & mask; found_[at].mark == found_mark_; at = (at + 1) & mask)
    if (found_[at].id == id) return true;
  return false;
}

void AreaWithin::find(std::uint32_t id) {
  if (is_found(id)) return;
  if (2 * ++found_count_ > found_.size()) grow_found();
  const std::size_t mask = found_.size() - 1;
  std::size_t at = hashed(id) & mask;
  while (found_[at].mark == found_mark_) at = (at + 1) & mask;
  found_[at] = {id, found_mark_};
  ids_.push_back(id);
}

void AreaWithin::grow_found() {
  std::vector<Slot> larger(found_.size() * 2);
  larger.swap(found_);
  const std::size_t mask = found_.size() - 1;
  for (const Slot& slot : larger) {
    if (slot.mark != found_mark_) continue;
    std::size_t at = hashed(slot.id) & mask;
    while (found_[at].mark == found_mark_) at = (at + 1) & mask;
    found_[at] = slot;
  }
}

}  // namespace truceline::geo
