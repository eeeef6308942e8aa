// SPDX-License-Identifier: Apache-2.0
#include "geo/area_index.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <string>
#include <utility>

#include "base/invariant.hpp"
#include "geo/place_order.hpp"

namespace truceline::geo {

namespace {

base::Error refuse(const AreaIndex::Shape& shape, base::ErrorCode code, std::string reason,
                   std::string mend) {
  return {code, std::move(reason), "area " + std::to_string(shape.id), std::move(mend)};
}

/// What a polygon becomes on its way in: edges that last as long as this.
struct Prepared {
  std::vector<GridEdge> edges;
  AreaTree::Entry entry;
};

bool slants_too_far(const Polygon& polygon) {
  const auto ring_does = [](const Ring& ring) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const Point a = ring[i];
      const Point b = ring[i + 1 == ring.size() ? 0 : i + 1];
      const std::int64_t lon_span = std::abs(std::int64_t{a.lon_e7} - b.lon_e7);
      const std::int64_t lat_span = std::abs(std::int64_t{a.lat_e7} - b.lat_e7);
      if (std::max(lon_span, lat_span) > kGridEdgeSpanMaxE7 && std::min(lon_span, lat_span) > 0)
        return true;
    }
    return false;
  };
  return ring_does(polygon.outer) || std::ranges::any_of(polygon.holes, ring_does);
}

/// No more squares than this know the boundary.
std::size_t squares_at_most(std::span<const GridEdge> edges) {
  std::size_t sum = 0;
  for (const GridEdge& edge : edges)
    sum += (static_cast<std::size_t>(std::abs(std::int64_t{edge.lon_span_e7})) >> kChunkBits) +
           (static_cast<std::size_t>(edge.lat_span_e7) >> kChunkBits) + 1;
  return sum;
}

base::Result<void> prepare(const AreaIndex::Shape& shape, std::vector<Prepared>& prepared) {
  std::size_t squares = 0;
  for (std::uint32_t part = 0; part < shape.area->size(); ++part) {
    const Polygon& polygon = (*shape.area)[part];
    if (slants_too_far(polygon))
      return refuse(shape, base::ErrorCode::invalid_input, "an edge slants over 107 degrees",
                    "give it more vertices");
    Prepared one{grid_edges(polygon), {{shape.id, part, shape.window}, {}, box_of(polygon)}};
    if (one.edges.empty()) continue;
    for (const Ring& hole : polygon.holes)
      for (const Point p : hole) include(one.entry.reach, p);
    if (one.entry.reach.low.lon_e7 > -kLonMaxE7) --one.entry.reach.low.lon_e7;
    squares += squares_at_most(one.edges);
    prepared.push_back(std::move(one));
  }
  if (squares <= AreaIndex::kSquaresMax) return {};
  return refuse(shape, base::ErrorCode::too_large,
                "its boundary comes to " + std::to_string(squares) + " squares of the grid",
                "draw it with a shorter boundary, or as several areas");
}

std::vector<AreaTree::Entry> entries_of(std::vector<Prepared>& prepared) {
  std::vector<AreaTree::Entry> entries;
  entries.reserve(prepared.size());
  for (Prepared& one : prepared) {
    one.entry.piece = {false, {}, one.edges};
    entries.push_back(one.entry);
  }
  return entries;
}

}  // namespace

base::Result<AreaIndex> AreaIndex::build(std::span<const Shape> shapes) {
  AreaIndex index;
  std::vector<Prepared> prepared;
  prepared.reserve(shapes.size());
  index.squares_.reserve(shapes.size());
  for (const Shape& shape : shapes) {
    TRY(prepare(shape, prepared));
    INVARIANT(index.squares_.try_emplace(shape.id).second);
  }
  const std::vector<AreaTree::Entry> entries = entries_of(prepared);
  std::vector<AreaTree::Editor::Known> known;
  if (!index.editor_->add(index.tree_, entries, {}, known))
    return base::Error{base::ErrorCode::too_large,
                       "more than 65535 areas meet in one square of 3 kilometres",
                       {},
                       "take away areas that say the same"};
  for (const AreaTree::Editor::Known& one : known)
    index.squares_.find(one.id)->second.push_back(one.square);
  return index;
}

base::Result<void> AreaIndex::put(const Shape& shape) {
  std::vector<Prepared> prepared;
  TRY(prepare(shape, prepared));
  AreaTree changed = tree_;
  std::vector<AreaTree::Editor::Known> known;
  if (!editor_->add(changed, entries_of(prepared), shape.id, known))
    return refuse(shape, base::ErrorCode::too_large,
                  "more than 65535 areas meet in one square of 3 kilometres",
                  "take away areas that say the same");
  std::vector<SizedSquare> squares;
  squares.reserve(known.size());
  for (const AreaTree::Editor::Known& one : known) squares.push_back(one.square);
  std::ranges::sort(squares);
  std::vector<SizedSquare>& before = squares_[shape.id];
  for (const SizedSquare& square : before)
    if (!std::ranges::binary_search(squares, square)) editor_->remove(changed, shape.id, square);
  before = std::move(squares);
  tree_ = std::move(changed);
  return {};
}

bool AreaIndex::remove(std::uint32_t id) {
  const auto found = squares_.find(id);
  if (found == squares_.end()) return false;
  for (const SizedSquare& square : found->second) editor_->remove(tree_, id, square);
  squares_.erase(found);
  return true;
}

std::size_t AreaIndex::bytes() const {
  constexpr std::size_t kEntryBytes = 64;  // of the map: id, list, links
  std::size_t sum = tree_.bytes();
  for (const auto& [id, squares] : squares_)
    sum += kEntryBytes + squares.capacity() * sizeof(SizedSquare);
  return sum;
}

namespace {

bool on_antimeridian(Point p) {
  return p.lon_e7 == kLonMaxE7 || p.lon_e7 == -kLonMaxE7;
}

/// Shapes of several polygons, and places on the antimeridian, may be found twice: the better
/// answer stays. Returns how many are left.
std::size_t keep_best(std::span<AreaHit> hits) {
  std::ranges::sort(hits);  // by id, inside before boundary
  const auto rest = std::ranges::unique(hits, {}, &AreaHit::id);
  return hits.size() - rest.size();
}

}  // namespace

/// The nodes above a place, and its chunk, where there are any.
struct AreaSnapshot::Way {
  static constexpr int kNodes = (kTopBits - kChunkBits) / kFanBits;
  std::array<const AreaNode*, kNodes> nodes;
  const Chunk* chunk;
  std::size_t covering;  ///< Rows of the nodes.

  /// No question about this cell finds more on this way.
  std::size_t rows(std::uint32_t cell) const {
    if (chunk == nullptr) return covering;
    const std::size_t whole = covering + chunk->covering().size();
    if (chunk->is_empty(cell)) return whole;
    return whole + chunk->cell(cell).covering_count + chunk->cell(cell).near_count;
  }
};

void AreaSnapshot::find_way(Point at, Way& way) const {
  way = {};
  const AreaNode* node = tree_.top(square_of(at, kTopBits));
  for (int step = 0; node != nullptr; ++step) {
    way.nodes[static_cast<std::size_t>(step)] = node;
    way.covering += node->covering().size();
    const std::uint32_t child = child_of(square_of(at, kTopBits - (step + 1) * kFanBits));
    if (node->is_block()) {
      way.chunk = node->chunk(child);
      return;
    }
    node = node->node(child);
  }
}

/// Writes what holds the place to `out`, returns the end of it. Where a row holds the place and
/// only its window decides, it is written first and kept or not: a guess of the processor would
/// be wrong too often. `several`: whether a shape may be found twice.
template <When when>
AreaHit* AreaSnapshot::ask(const Way& way, const PlaceAndTime& question, AreaHit* out,
                           bool& several) {
  const auto counts = [&](const ShapeRow& row) {
    return when == When::at_any_time ||
           ((row.window.from <= question.time) & (question.time < row.window.until));
  };
  const auto put = [&](const ShapeRow& row, bool on_boundary, bool kept) {
    *out = {row.id, on_boundary};
    out += kept;
    several |= row.part != 0;
  };
  if (way.covering > 0) {
    for (const AreaNode* node : way.nodes) {
      if (node == nullptr) break;
      for (const ShapeRow& row : node->covering()) put(row, false, counts(row));
    }
  }
  if (way.chunk == nullptr) return out;
  const std::span<const ShapeRow> rows = way.chunk->rows();
  for (const std::uint16_t row : way.chunk->covering()) put(rows[row], false, counts(rows[row]));
  const std::uint32_t child = child_of(square_of(question.at, kCellBits));
  if (way.chunk->is_empty(child)) return out;
  const Chunk::Cell& cell = way.chunk->cell(child);
  for (const std::uint16_t row : cell.covering()) put(rows[row], false, counts(rows[row]));
  const Chunk::Near* near = cell.near();
  for (std::uint16_t i = 0; i < cell.near_count; ++i, near = near->next()) {
    if (!counts(rows[near->row])) continue;
    const Side side = side_in(near->piece(), question.at);
    put(rows[near->row], side == Side::boundary, side != Side::outside);
  }
  return out;
}

/// Each question goes through four stages, some steps apart, so that what the next stage reads is
/// on its way from memory meanwhile: itself, the head of its chunk, its cell, the answer.
template <When when>
void AreaSnapshot::answer(std::span<const PlaceAndTime> questions, AreaHits& hits) const {
  constexpr std::size_t kStep = 12, kRing = 32;
  static_assert(kRing > 2 * kStep && std::has_single_bit(kRing));
  std::array<Way, kRing> ways;
  std::array<PlaceAndTime, kRing> asked;
  Way way = {};
  GridSquare chunk_of_way{~0U, ~0U};
  const std::size_t count = questions.size();
  const auto number = [&](std::size_t i) { return hits.order_[i]; };
  for (std::size_t at = 0; at < count + 3 * kStep; ++at) {
    if (at < count) {
      ask_for(&questions[number(at)]);
      ask_for(&hits.spans_[number(at)]);
    }
    if (const std::size_t i = at - kStep; i < count) {
      asked[i % kRing] = questions[number(i)];
      const Point p = asked[i % kRing].at;
      if (const GridSquare chunk = square_of(p, kChunkBits); chunk != chunk_of_way) {
        find_way(p, way);
        chunk_of_way = chunk;
      }
      ways[i % kRing] = way;
      if (way.chunk != nullptr) way.chunk->prefetch_head(child_of(square_of(p, kCellBits)));
    }
    if (const std::size_t i = at - 2 * kStep; i < count)
      if (const Chunk* chunk = ways[i % kRing].chunk)
        chunk->prefetch(child_of(square_of(asked[i % kRing].at, kCellBits)));
    if (const std::size_t i = at - 3 * kStep; i < count)
      answer_one<when>(ways[i % kRing], asked[i % kRing], number(i), hits);
  }
}

template <When when>
void AreaSnapshot::answer_one(const Way& way, const PlaceAndTime& question, std::size_t number,
                              AreaHits& hits) const {
  const std::size_t first = hits.total_;
  bool several = false;
  const auto ask_at = [&](const Way& from, const PlaceAndTime& place) {
    const std::size_t most = from.rows(child_of(square_of(place.at, kCellBits)));
    if (most == 0) return;
    AreaHit* const out = hits.room_for(most);
    hits.total_ += static_cast<std::size_t>(ask<when>(from, place, out, several) - out);
  };
  ask_at(way, question);
  if (on_antimeridian(question.at)) {
    PlaceAndTime twin = question;
    twin.at.lon_e7 = -twin.at.lon_e7;
    Way twin_way;
    find_way(twin.at, twin_way);
    ask_at(twin_way, twin);
    several = true;
  }
  if (several) hits.total_ = first + keep_best({hits.hits_.data() + first, hits.total_ - first});
  hits.spans_[number] = {static_cast<std::uint32_t>(first),
                         static_cast<std::uint32_t>(hits.total_ - first)};
}

void AreaSnapshot::holding(std::span<const PlaceAndTime> questions, When when,
                           AreaHits& hits) const {
  hits.total_ = 0;
  hits.spans_.resize(questions.size());
  order_by_cell(questions, hits.order_, hits.sorting_);
  if (when == When::at_any_time)
    answer<When::at_any_time>(questions, hits);
  else
    answer<When::at_its_time>(questions, hits);
}

std::vector<AreaHit> AreaSnapshot::holding(const PlaceAndTime& question, When when) const {
  AreaHits hits;
  holding({&question, 1}, when, hits);
  hits.hits_.resize(hits.total_);
  return std::move(hits.hits_);
}

}  // namespace truceline::geo
