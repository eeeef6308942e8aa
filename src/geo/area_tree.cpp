// SPDX-License-Identifier: Apache-2.0
#include "geo/area_tree.hpp"

#include <algorithm>
#include <memory_resource>

namespace truceline::geo {

namespace {

bool is_in(const Box& reach, const SizedSquare& square) {
  return square_of(reach.low, square.bits) == square.square &&
         square_of(reach.high, square.bits) == square.square;
}

GridSquare parent_of(GridSquare square, int steps) {
  return {square.column >> (steps * kFanBits), square.row >> (steps * kFanBits)};
}

SizedSquare child_square(const SizedSquare& parent, std::uint32_t child) {
  return {parent.bits - kFanBits,
          {(parent.square.column << kFanBits) | (child & (kFan - 1)),
           (parent.square.row << kFanBits) | (child >> kFanBits)}};
}

void erase_rows(std::vector<ShapeRow>& rows, std::optional<std::uint32_t> id) {
  if (id) std::erase_if(rows, [id](const ShapeRow& row) { return row.id == *id; });
}

}  // namespace

AreaNode::AreaNode(const AreaNode& other)
    : is_block_(other.is_block_), covering_(other.covering_), children_(other.children_) {
  for (std::uint32_t child = 0; child < kChildren; ++child) {
    if (children_[child] == nullptr) continue;
    is_block_ ? chunk(child)->keep() : node(child)->keep();
  }
}

AreaNode::~AreaNode() {
  for (std::uint32_t child = 0; child < kChildren; ++child) {
    if (children_[child] == nullptr) continue;
    is_block_ ? chunk(child)->drop() : node(child)->drop();
  }
}

void AreaNode::drop() const {
  if (uses_.fetch_sub(1, std::memory_order_acq_rel) == 1) delete this;
}

bool AreaNode::is_empty() const {
  return covering_.empty() && std::ranges::all_of(children_, [](auto* c) { return c == nullptr; });
}

std::size_t AreaNode::bytes() const {
  std::size_t sum = sizeof(AreaNode) + covering_.capacity() * sizeof(ShapeRow);
  for (std::uint32_t child = 0; child < kChildren; ++child)
    if (children_[child] != nullptr)
      sum += is_block_ ? chunk(child)->bytes() : node(child)->bytes();
  return sum;
}

AreaTree::AreaTree(const AreaTree& other) : top_(other.top_) {
  for (const AreaNode* node : top_)
    if (node != nullptr) node->keep();
}

AreaTree::~AreaTree() {
  for (const AreaNode* node : top_)
    if (node != nullptr) node->drop();
}

AreaTree& AreaTree::operator=(AreaTree other) noexcept {
  std::swap(top_, other.top_);
  return *this;
}

std::size_t AreaTree::bytes() const {
  std::size_t sum = sizeof(AreaTree);
  for (const AreaNode* node : top_)
    if (node != nullptr) sum += node->bytes();
  return sum;
}

/// The working space of one step down.
struct AreaTree::Editor::Level {
  PieceCutter cutter;
  std::pmr::monotonic_buffer_resource memory{1 << 16};
  std::array<Entries, kChildren> children;
  std::array<std::vector<ShapeRow>, kChildren> covering;

  template <class T>
  std::span<const T> copy(std::span<const T> from) {
    if (from.empty()) return {};
    T* const to = static_cast<T*>(memory.allocate(from.size_bytes(), alignof(T)));
    std::ranges::copy(from, to);
    return {to, from.size()};
  }
  void clear() {
    for (Entries& entries : children) entries.clear();
    for (std::vector<ShapeRow>& rows : covering) rows.clear();
    memory.release();
  }
};

AreaTree::Editor::Editor() = default;
AreaTree::Editor::~Editor() = default;

/// The node at `place`, made if absent, copied if anybody else has it.
AreaNode* AreaTree::Editor::own(const void*& place, bool is_block) {
  auto* node = static_cast<AreaNode*>(const_cast<void*>(place));
  if (node != nullptr && node->uses_.load(std::memory_order_acquire) == 1) return node;
  auto* const mine = node == nullptr ? new AreaNode(is_block) : new AreaNode(*node);
  if (node != nullptr) node->drop();
  place = mine;
  return mine;
}

bool AreaTree::Editor::add(AreaTree& tree, std::span<const Entry> entries,
                           std::optional<std::uint32_t> without, std::vector<Known>& known) {
  without_ = without;
  known_ = &known;
  std::vector<Entries> tops(tree.top_.size());
  std::vector<std::unique_ptr<PieceCutter>> cutters;
  std::vector<std::unique_ptr<Entry>> made;
  for (const Entry& entry : entries) {
    const GridSquare low = square_of(entry.reach.low, kTopBits);
    const GridSquare high = square_of(entry.reach.high, kTopBits);
    if (low == high) {
      tops[low.row * kTopColumns + low.column].push_back(&entry);
      continue;
    }
    // Wider than a top square: cut at once along all of those it may come to.
    cutters.push_back(std::make_unique<PieceCutter>());
    const CutGrid grid{west_of(low, kTopBits), south_of(low, kTopBits), kTopBits,
                       high.column - low.column + 1, high.row - low.row + 1};
    const std::span<const Piece> pieces = cutters.back()->cut(entry.piece, grid);
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      if (pieces[i].edges.empty() && !pieces[i].base) continue;
      const auto column = low.column + static_cast<std::uint32_t>(i % grid.columns);
      const auto row = low.row + static_cast<std::uint32_t>(i / grid.columns);
      made.push_back(std::make_unique<Entry>(Entry{entry.row, pieces[i], entry.reach}));
      tops[row * kTopColumns + column].push_back(made.back().get());
    }
  }
  for (std::uint32_t i = 0; i < tops.size(); ++i) {
    if (tops[i].empty()) continue;
    const void* place = tree.top_[i];
    const bool fits = add_to_node(place, {kTopBits, {i % kTopColumns, i / kTopColumns}}, tops[i]);
    tree.top_[i] = static_cast<const AreaNode*>(place);
    if (!fits) return false;
  }
  return true;
}

bool AreaTree::Editor::add_to_node(const void*& place, SizedSquare at, const Entries& entries) {
  const auto depth = static_cast<std::size_t>((kTopBits - at.bits) / kFanBits);
  while (levels_.size() <= depth) levels_.push_back(std::make_unique<Level>());
  Level& level = *levels_[depth];
  level.clear();
  AreaNode* const node = own(place, at.bits == kBlockBits);
  for (const Entry* entry : entries) {
    if (entry->piece.edges.empty()) {  // Only from the top, where there is no parent to say so.
      erase_rows(node->covering_, without_);
      node->covering_.push_back(entry->row);
      known_->push_back({entry->row.id, at});
    } else if (is_in(entry->reach,
                     {at.bits - kFanBits, square_of(entry->reach.low, at.bits - kFanBits)})) {
      level.children[child_of(square_of(entry->reach.low, at.bits - kFanBits))].push_back(entry);
    } else {
      cut(*entry, at, level);
    }
  }
  for (std::uint32_t child = 0; child < kChildren; ++child) {
    const SizedSquare square = child_square(at, child);
    const void*& below = node->children_[child];
    if (!level.children[child].empty() || (node->is_block_ && !level.covering[child].empty())) {
      if (node->is_block_) {
        additions_.clear();
        for (const ShapeRow& row : level.covering[child]) additions_.push_back({row, true, {}});
        if (!add_to_chunk(below, square.square, level.children[child])) return false;
      } else if (!add_to_node(below, square, level.children[child])) {
        return false;
      }
    }
    if (node->is_block_ || level.covering[child].empty()) continue;
    AreaNode* const covered = own(below, square.bits == kBlockBits);
    erase_rows(covered->covering_, without_);
    for (const ShapeRow& row : level.covering[child]) {
      covered->covering_.push_back(row);
      known_->push_back({row.id, square});
    }
  }
  return true;
}

void AreaTree::Editor::cut(const Entry& entry, SizedSquare at, Level& level) {
  const CutGrid grid{west_of(at.square, at.bits), south_of(at.square, at.bits), at.bits - kFanBits,
                     kFan, kFan};
  const std::span<const Piece> pieces = level.cutter.cut(entry.piece, grid);
  for (std::uint32_t child = 0; child < kChildren; ++child) {
    const Piece& piece = pieces[child];
    if (piece.edges.empty()) {
      if (piece.base) level.covering[child].push_back(entry.row);
      continue;
    }
    void* const memory = level.memory.allocate(sizeof(Entry), alignof(Entry));
    level.children[child].push_back(new (memory) Entry{
        entry.row, {piece.base, level.copy(piece.turns), level.copy(piece.edges)}, entry.reach});
  }
}

bool AreaTree::Editor::add_to_chunk(const void*& place, GridSquare square, const Entries& entries) {
  const auto* const old = static_cast<const Chunk*>(place);
  for (const Entry* entry : entries) additions_.push_back({entry->row, false, entry->piece});
  if (additions_.size() + (old == nullptr ? 0 : old->rows().size()) > kChunkRowsMax) return false;
  for (const Chunk::Addition& addition : additions_)
    known_->push_back({addition.row.id, {kChunkBits, square}});
  place = Chunk::make(square, old, without_, additions_, maker_);
  if (old != nullptr) old->drop();
  return true;
}

void AreaTree::Editor::remove(AreaTree& tree, std::uint32_t id, const SizedSquare& from) {
  const GridSquare top = parent_of(from.square, (kTopBits - from.bits) / kFanBits);
  const AreaNode*& slot = tree.top_[top.row * kTopColumns + top.column];
  const void* place = slot;
  remove_below(place, kTopBits, from, id);
  slot = static_cast<const AreaNode*>(place);
}

void AreaTree::Editor::remove_below(const void*& place, int bits, const SizedSquare& from,
                                    std::uint32_t id) {
  if (place == nullptr) return;
  if (bits == kChunkBits) {
    const auto* const old = static_cast<const Chunk*>(place);
    place = Chunk::make(from.square, old, id, {}, maker_);
    old->drop();
    return;
  }
  AreaNode* const node = own(place, bits == kBlockBits);
  if (bits == from.bits)
    erase_rows(node->covering_, id);
  else
    remove_below(
        node->children_[child_of(parent_of(from.square, (bits - from.bits) / kFanBits - 1))],
        bits - kFanBits, from, id);
  if (!node->is_empty()) return;
  node->drop();
  place = nullptr;
}

}  // namespace truceline::geo
