// SPDX-License-Identifier: Apache-2.0
#include "geo/area_index.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/invariant.hpp"
#include "geo/sort_keys.hpp"

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
/// answer stays.
void keep_best(std::vector<AreaHit>& hits, std::size_t from) {
  const auto first = hits.begin() + static_cast<std::ptrdiff_t>(from);
  std::sort(first, hits.end());  // by id, inside before boundary
  hits.erase(std::unique(first, hits.end(),
                         [](const AreaHit& a, const AreaHit& b) { return a.id == b.id; }),
             hits.end());
}

}  // namespace

/// The nodes above a place, and its chunk, where there are any.
struct AreaSnapshot::Way {
  static constexpr int kNodes = (kTopBits - kChunkBits) / kFanBits;
  std::array<const AreaNode*, kNodes> nodes;
  const Chunk* chunk;
};

void AreaSnapshot::find_way(Point at, Way& way) const {
  way = {};
  const AreaNode* node = tree_.top(square_of(at, kTopBits));
  for (int step = 0; node != nullptr; ++step) {
    way.nodes[static_cast<std::size_t>(step)] = node;
    const std::uint32_t child = child_of(square_of(at, kTopBits - (step + 1) * kFanBits));
    if (node->is_block()) {
      way.chunk = node->chunk(child);
      return;
    }
    node = node->node(child);
  }
}

/// Calls found(row, on_boundary) for every row that holds the place.
template <When when, class Found>
void AreaSnapshot::ask(const Way& way, const PlaceAndTime& question, const Found& found) {
  const auto counts = [&](const ShapeRow& row) {
    return when == When::at_any_time || holds(row.window, question.time);
  };
  for (const AreaNode* node : way.nodes) {
    if (node == nullptr) return;
    for (const ShapeRow& row : node->covering())
      if (counts(row)) found(row, false);
  }
  if (way.chunk == nullptr) return;
  const std::span<const ShapeRow> rows = way.chunk->rows();
  for (const std::uint16_t row : way.chunk->covering())
    if (counts(rows[row])) found(rows[row], false);
  const Chunk::Cell& cell = way.chunk->cell(child_of(square_of(question.at, kCellBits)));
  for (const std::uint16_t row : cell.covering())
    if (counts(rows[row])) found(rows[row], false);
  const Chunk::Near* near = cell.near();
  for (std::uint16_t i = 0; i < cell.near_count; ++i, near = near->next()) {
    if (!counts(rows[near->row])) continue;
    const Side side = side_in(near->piece(), question.at);
    if (side != Side::outside) found(rows[near->row], side == Side::boundary);
  }
}

namespace {

/// A question's number in the low bits of its key, its cell above: whole chunks together.
constexpr int kNumberBits = 31;
constexpr std::uint64_t kNumberMask = (std::uint64_t{1} << kNumberBits) - 1;
constexpr int kColumnBits = 32 - kChunkBits;

std::uint64_t cell_key(Point at) {
  const GridSquare chunk = square_of(at, kChunkBits);
  const std::uint64_t square = std::uint64_t{chunk.row} << kColumnBits | chunk.column;
  return square << (2 * kFanBits) | child_of(square_of(at, kCellBits));
}

}  // namespace

/// Some ways ahead of the answers, so that the chunks are on their way from memory meanwhile.
template <When when>
void AreaSnapshot::answer(std::span<const PlaceAndTime> questions, AreaHits& hits) const {
  constexpr std::size_t kAhead = 16;
  std::array<Way, kAhead> ways;
  for (std::size_t begin = 0; begin < questions.size(); begin += kAhead) {
    const std::size_t count = std::min(kAhead, questions.size() - begin);
    const auto number = [&](std::size_t i) { return hits.order_[begin + i] & kNumberMask; };
    for (std::size_t i = 0; i < count; ++i) {
      find_way(questions[number(i)].at, ways[i]);
      if (ways[i].chunk != nullptr) __builtin_prefetch(ways[i].chunk);
    }
    for (std::size_t i = 0; i < count; ++i)
      if (const Chunk* chunk = ways[i].chunk)
        chunk->prefetch(child_of(square_of(questions[number(i)].at, kCellBits)));
    for (std::size_t i = 0; i < count; ++i) {
      const PlaceAndTime& question = questions[number(i)];
      const std::size_t first = hits.hits_.size();
      bool several = false;
      const auto found = [&](const ShapeRow& row, bool on_boundary) {
        several |= row.part != 0;
        hits.hits_.push_back({row.id, on_boundary});
      };
      ask<when>(ways[i], question, found);
      if (on_antimeridian(question.at)) {
        PlaceAndTime twin = question;
        twin.at.lon_e7 = -twin.at.lon_e7;
        Way way;
        find_way(twin.at, way);
        ask<when>(way, twin, found);
        several = true;
      }
      if (several) keep_best(hits.hits_, first);
      hits.spans_[number(i)] = {static_cast<std::uint32_t>(first),
                                static_cast<std::uint32_t>(hits.hits_.size() - first)};
    }
  }
}

void AreaSnapshot::holding(std::span<const PlaceAndTime> questions, When when,
                           AreaHits& hits) const {
  INVARIANT(questions.size() <= kNumberMask);
  hits.hits_.clear();
  hits.spans_.resize(questions.size());
  hits.order_.resize(questions.size());
  for (std::size_t i = 0; i < questions.size(); ++i) {
    INVARIANT(is_valid(questions[i].at));
    hits.order_[i] = cell_key(questions[i].at) << kNumberBits | i;
  }
  sort_from_bit(kNumberBits, hits.order_, hits.sorting_);
  if (when == When::at_any_time)
    answer<When::at_any_time>(questions, hits);
  else
    answer<When::at_its_time>(questions, hits);
}

std::vector<AreaHit> AreaSnapshot::holding(const PlaceAndTime& question, When when) const {
  AreaHits hits;
  holding({&question, 1}, when, hits);
  return hits.hits_;
}

}  // namespace truceline::geo
