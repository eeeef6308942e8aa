// SPDX-License-Identifier: Apache-2.0
//
// The tree above the chunks: 8 x 8 squares a step, from 13 degrees down to a chunk of 0.026, kept
// only where there is something. A version never changes once a reader has it: a change copies the
// nodes on its way down and shares the rest.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <vector>

#include "geo/area_chunk.hpp"

namespace truceline::geo {

inline constexpr int kTopBits = kBlockBits + 2 * kFanBits;
inline constexpr std::uint32_t kTopColumns = (2U * kLonMaxE7 >> kTopBits) + 1;
inline constexpr std::uint32_t kTopRows = (2U * kLatMaxE7 >> kTopBits) + 1;

/// A square with its size.
struct SizedSquare {
  int bits = 0;
  GridSquare square;
  friend constexpr auto operator<=>(const SizedSquare&, const SizedSquare&) = default;
};

/// 8 x 8 children: chunks where the node is a block, else nodes.
class AreaNode {
 public:
  void keep() const { uses_.fetch_add(1, std::memory_order_relaxed); }
  void drop() const;

  const AreaNode* node(std::uint32_t child) const {
    return static_cast<const AreaNode*>(children_[child]);
  }
  const Chunk* chunk(std::uint32_t child) const {
    return static_cast<const Chunk*>(children_[child]);
  }
  /// Shapes that hold the whole square.
  const std::vector<ShapeRow>& covering() const { return covering_; }
  bool is_block() const { return is_block_; }
  /// Of this node and all below it.
  std::size_t bytes() const;

 private:
  friend class AreaTree;
  explicit AreaNode(bool is_block) : is_block_(is_block) {}
  AreaNode(const AreaNode& other);
  ~AreaNode();
  bool is_empty() const;

  mutable std::atomic<std::uint32_t> uses_{1};
  bool is_block_;
  std::vector<ShapeRow> covering_;
  std::array<const void*, kChildren> children_{};
};

/// One version of the whole. Copies share everything. Reading needs no lock.
class AreaTree {
 public:
  AreaTree() = default;
  AreaTree(const AreaTree& other);
  AreaTree(AreaTree&& other) noexcept : top_(other.top_) { other.top_.fill(nullptr); }
  AreaTree& operator=(AreaTree other) noexcept;
  ~AreaTree();

  const AreaNode* top(GridSquare square) const {
    return top_[square.row * kTopColumns + square.column];
  }
  std::size_t bytes() const;

  /// A polygon, or a piece of one that is valid in the square it is handed to.
  struct Entry {
    ShapeRow row;
    Piece piece;
    Box reach;  ///< Of its edges, and one unit more to the west.
  };

  /// Puts shapes in and takes others out. Copies of the tree made before stay as they are. It
  /// keeps its working space, so keep it too; not for several threads at once.
  class Editor {
   public:
    Editor();
    ~Editor();
    /// Which square now knows which shape.
    struct Known {
      std::uint32_t id;
      SizedSquare square;
    };
    /// Adds the entries; where they come to, shape `without` is taken out. Tells what became known
    /// where, a shape of several polygons once for each. False where a chunk would have too many
    /// rows: then the tree is half changed, so edit a copy.
    bool add(AreaTree& tree, std::span<const Entry> entries, std::optional<std::uint32_t> without,
             std::vector<Known>& known);
    void remove(AreaTree& tree, std::uint32_t id, const SizedSquare& from);

   private:
    struct Level;
    using Entries = std::vector<const Entry*>;
    bool add_to_node(const void*& place, SizedSquare at, const Entries& entries);
    bool add_to_chunk(const void*& place, GridSquare square, const Entries& entries);
    void cut(const Entry& entry, SizedSquare at, Level& level);
    void remove_below(const void*& place, int bits, const SizedSquare& from, std::uint32_t id);
    static AreaNode* own(const void*& place, bool is_block);

    ChunkMaker maker_;
    std::vector<Chunk::Addition> additions_;
    std::vector<std::unique_ptr<Level>> levels_;
    std::optional<std::uint32_t> without_;
    std::vector<Known>* known_ = nullptr;
  };

 private:
  std::array<const AreaNode*, std::size_t{kTopColumns} * kTopRows> top_{};
};

}  // namespace truceline::geo
