// SPDX-License-Identifier: Apache-2.0
#include "geo/area_chunk.hpp"

#include <cstring>
#include <new>

#include "base/invariant.hpp"

namespace truceline::geo {

namespace {

constexpr std::uint16_t kGone = 0xFFFF;
static_assert(kChunkRowsMax <= kGone);
static_assert(alignof(ShapeRow) == 8 && sizeof(ShapeRow) == 24);
static_assert(sizeof(Chunk::Near) == 8 && sizeof(Chunk::Cell) == 4 && sizeof(GridEdge) == 16);

std::size_t round_up(std::size_t bytes, std::size_t to) {
  return (bytes + to - 1) / to * to;
}

template <class T>
void append(std::vector<std::uint32_t>& words, const T* from, std::size_t count) {
  static_assert(sizeof(T) % sizeof(std::uint32_t) == 0);
  const std::size_t at = words.size();
  words.resize(at + count * sizeof(T) / sizeof(std::uint32_t));
  if (count != 0) std::memcpy(words.data() + at, from, count * sizeof(T));
}

}  // namespace

void Chunk::drop() const {
  if (uses_.fetch_sub(1, std::memory_order_acq_rel) != 1) return;
  auto* memory = const_cast<Chunk*>(this);
  memory->~Chunk();
  ::operator delete(memory);
}

const Chunk* Chunk::make(GridSquare square, const Chunk* old, std::optional<std::uint32_t> without,
                         std::span<const Addition> additions, ChunkMaker& maker) {
  maker.start(square);
  if (old != nullptr) maker.take_over(*old, without);
  for (const Addition& addition : additions) maker.add(addition);
  return maker.finish();
}

void ChunkMaker::start(GridSquare square) {
  grid_ = {west_of(square, kChunkBits), south_of(square, kChunkBits), kCellBits, kFan, kFan};
  rows_.clear();
  covering_.clear();
  for (CellDraft& cell : cells_) cell.clear();
}

void ChunkMaker::take_over(const Chunk& old, std::optional<std::uint32_t> without) {
  new_numbers_.clear();
  for (const ShapeRow& row : old.rows()) {
    const bool stays = row.id != without;
    new_numbers_.push_back(stays ? static_cast<std::uint16_t>(rows_.size()) : kGone);
    if (stays) rows_.push_back(row);
  }
  const auto renumber = [this](std::span<const std::uint16_t> from,
                               std::vector<std::uint16_t>& to) {
    for (const std::uint16_t row : from)
      if (new_numbers_[row] != kGone) to.push_back(new_numbers_[row]);
  };
  renumber(old.covering(), covering_);
  for (std::uint32_t child = 0; child < kChildren; ++child) {
    const Chunk::Cell& cell = old.cell(child);
    CellDraft& draft = cells_[child];
    renumber(cell.covering(), draft.covering);
    // What stays is copied a run at a time, then given its new numbers.
    const Chunk::Near* near = cell.near();
    for (std::uint16_t i = 0; i < cell.near_count;) {
      const Chunk::Near* const first = near;
      const std::size_t at = draft.near.size();
      for (; i < cell.near_count && new_numbers_[near->row] != kGone; ++i, near = near->next())
        ++draft.near_count;
      append(draft.near, reinterpret_cast<const std::uint32_t*>(first),
             static_cast<std::size_t>(reinterpret_cast<const std::uint32_t*>(near) -
                                      reinterpret_cast<const std::uint32_t*>(first)));
      auto* copied = reinterpret_cast<Chunk::Near*>(draft.near.data() + at);
      const auto* const end = reinterpret_cast<Chunk::Near*>(draft.near.data() + draft.near.size());
      for (; copied != end; copied = const_cast<Chunk::Near*>(copied->next()))
        copied->row = new_numbers_[copied->row];
      if (i < cell.near_count) ++i, near = near->next();  // the one that goes
    }
  }
}

void ChunkMaker::add(const Chunk::Addition& addition) {
  INVARIANT(rows_.size() < kChunkRowsMax);
  const auto row = static_cast<std::uint16_t>(rows_.size());
  rows_.push_back(addition.row);
  if (addition.whole) {
    covering_.push_back(row);
    return;
  }
  const std::span<const Piece> pieces = cutter_.cut(addition.piece, grid_);
  for (std::uint32_t child = 0; child < kChildren; ++child) {
    const Piece& piece = pieces[child];
    if (!piece.edges.empty())
      add_near(cells_[child], row, piece);
    else if (piece.base)
      cells_[child].covering.push_back(row);
  }
}

void ChunkMaker::add_near(CellDraft& cell, std::uint16_t row, const Piece& piece) {
  INVARIANT(piece.edges.size() <= 0xFFFF && piece.turns.size() <= 0xFFFF);
  const Chunk::Near near{row, piece.base, static_cast<std::uint16_t>(piece.turns.size()),
                         static_cast<std::uint16_t>(piece.edges.size())};
  append(cell.near, &near, 1);
  append(cell.near, piece.turns.data(), piece.turns.size());
  append(cell.near, piece.edges.data(), piece.edges.size());
  ++cell.near_count;
}

const Chunk* ChunkMaker::finish() {
  if (rows_.empty()) return nullptr;
  const std::size_t rows_at = sizeof(Chunk);
  const std::size_t covering_at = rows_at + rows_.size() * sizeof(ShapeRow);
  std::size_t end = round_up(covering_at + covering_.size() * sizeof(std::uint16_t), 4);
  const std::size_t cells_at = end;
  for (const CellDraft& cell : cells_)
    end += sizeof(Chunk::Cell) + round_up(cell.covering.size() * sizeof(std::uint16_t), 4) +
           cell.near.size() * sizeof(std::uint32_t);

  auto* const memory = static_cast<std::byte*>(::operator new(end));
  Chunk* const chunk = new (memory) Chunk;
  chunk->bytes_ = static_cast<std::uint32_t>(end);
  chunk->row_count_ = static_cast<std::uint32_t>(rows_.size());
  chunk->covering_count_ = static_cast<std::uint32_t>(covering_.size());
  const auto put = [memory](std::size_t at, const auto& list) {
    if (!list.empty()) std::memcpy(memory + at, list.data(), list.size() * sizeof(list[0]));
  };
  put(rows_at, rows_);
  put(covering_at, covering_);
  std::size_t at = cells_at;
  for (std::uint32_t child = 0; child < kChildren; ++child) {
    const CellDraft& draft = cells_[child];
    chunk->cell_at_[child] = static_cast<std::uint32_t>(at);
    const Chunk::Cell cell{static_cast<std::uint16_t>(draft.covering.size()), draft.near_count};
    std::memcpy(memory + at, &cell, sizeof cell);
    at += sizeof cell;
    put(at, draft.covering);
    at += round_up(draft.covering.size() * sizeof(std::uint16_t), 4);
    put(at, draft.near);
    at += draft.near.size() * sizeof(std::uint32_t);
  }
  return chunk;
}

}  // namespace truceline::geo
