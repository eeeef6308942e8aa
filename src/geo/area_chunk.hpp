// SPDX-License-Identifier: Apache-2.0
//
// One chunk of the area index: everything that 8 x 8 neighbouring cells know of all shapes, in one
// block of memory that never changes once it is made. A change makes a new chunk; whoever still
// reads the old one keeps it.
//
//   Chunk | rows: one for each shape that comes near | covering: numbers of the rows whose shape
//   holds the whole chunk | for each cell: covering: rows that hold the cell,
//   then for each shape whose boundary comes near the cell: row, base, turns, edges (area_cut.hpp)
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "geo/area_cut.hpp"
#include "geo/prefetch.hpp"
#include "geo/window.hpp"

namespace truceline::geo {

/// A shape as a chunk knows it.
struct ShapeRow {
  std::uint32_t id = 0;
  std::uint32_t part = 0;  ///< Which of its polygons. Rows are of one polygon each.
  Window window;
};

/// Numbers of rows are 16 bits wide.
inline constexpr std::size_t kChunkRowsMax = 65'535;

class Chunk {
 public:
  /// What one shape's polygon is in a chunk: the whole of it, or a piece of its boundary.
  struct Addition {
    ShapeRow row;
    bool whole = false;
    Piece piece;  ///< Of the chunk's square; not read where `whole`.
  };

  /// A new chunk with the rows of `old` (which may be null) but those of shape `without`, and the
  /// additions. Null where nothing is left. Errors are the caller's: REQUIRES that the rows stay
  /// within kChunkRowsMax. Cost: a copy, about 10 KiB where 25 shapes meet.
  static const Chunk* make(GridSquare square, const Chunk* old,
                           std::optional<std::uint32_t> without,
                           std::span<const Addition> additions, class ChunkMaker& maker);

  // Counted by hand: 400,000 of them, and a count beside each pointer would double the pointers.
  void keep() const { uses_.fetch_add(1, std::memory_order_relaxed); }
  void drop() const;
  bool is_shared() const { return uses_.load(std::memory_order_acquire) != 1; }

  std::span<const ShapeRow> rows() const {
    return {reinterpret_cast<const ShapeRow*>(this + 1), row_count_};
  }
  std::span<const std::uint16_t> covering() const {
    return {reinterpret_cast<const std::uint16_t*>(rows().data() + row_count_), covering_count_};
  }
  std::size_t bytes() const { return bytes_; }

  /// What stands in a cell for one polygon whose boundary comes near.
  struct Near {
    std::uint16_t row;
    std::uint16_t base;
    std::uint16_t turns;
    std::uint16_t edges;

    Piece piece() const {
      const auto* first = reinterpret_cast<const std::int32_t*>(this + 1);
      return {base != 0, {first, turns}, {reinterpret_cast<const GridEdge*>(first + turns), edges}};
    }
    const Near* next() const {
      return reinterpret_cast<const Near*>(reinterpret_cast<const std::byte*>(this + 1) +
                                           turns * sizeof(std::int32_t) + edges * sizeof(GridEdge));
    }
  };
  struct Cell {
    std::uint16_t covering_count;
    std::uint16_t near_count;

    std::span<const std::uint16_t> covering() const {
      return {reinterpret_cast<const std::uint16_t*>(this + 1), covering_count};
    }
    const Near* near() const {  // after the covering rows, on an even place
      return reinterpret_cast<const Near*>(reinterpret_cast<const std::uint32_t*>(this + 1) +
                                           (covering_count + 1) / 2);
    }
  };
  const Cell& cell(std::uint32_t child) const {
    return *reinterpret_cast<const Cell*>(reinterpret_cast<const std::byte*>(this) +
                                          cell_at_[child]);
  }

  /// Nothing stands in the cell: told by the chunk's head alone, without reading the cell.
  bool is_empty(std::uint32_t child) const {
    return end_of(child) - cell_at_[child] == sizeof(Cell);
  }

  /// Ask for what a question about the cell will read, before it is needed: first where the cell
  /// is, then what is there.
  void prefetch_head(std::uint32_t child) const {
    ask_for(this);
    ask_for(&cell_at_[child]);
  }
  void prefetch(std::uint32_t child) const {
    if (is_empty(child)) return;
    constexpr std::size_t kLinesMost = 4;
    ask_for(&cell(child), end_of(child) - cell_at_[child], kLinesMost);
    ask_for(rows().data());
  }

 private:
  friend class ChunkMaker;
  Chunk() = default;
  std::uint32_t end_of(std::uint32_t child) const {
    return child + 1 == kChildren ? bytes_ : cell_at_[child + 1];
  }

  mutable std::atomic<std::uint32_t> uses_{1};
  std::uint32_t bytes_ = 0;
  std::uint32_t row_count_ = 0;
  std::uint32_t covering_count_ = 0;
  std::array<std::uint32_t, kChildren> cell_at_{};
};

/// Makes chunks. It keeps its working space between them, so keep it too.
class ChunkMaker {
 public:
  void start(GridSquare square);
  void take_over(const Chunk& old, std::optional<std::uint32_t> without);
  void add(const Chunk::Addition& addition);
  const Chunk* finish();
  std::size_t rows() const { return rows_.size(); }

 private:
  struct CellDraft {
    std::vector<std::uint16_t> covering;
    std::vector<std::uint32_t> near;  // as it will stand in the chunk
    std::uint16_t near_count = 0;
    void clear() { covering.clear(), near.clear(), near_count = 0; }
  };
  void add_near(CellDraft& cell, std::uint16_t row, const Piece& piece);

  CutGrid grid_;
  PieceCutter cutter_;
  std::vector<ShapeRow> rows_;
  std::vector<std::uint16_t> new_numbers_;
  std::vector<std::uint16_t> covering_;
  std::array<CellDraft, kChildren> cells_;
};

}  // namespace truceline::geo
