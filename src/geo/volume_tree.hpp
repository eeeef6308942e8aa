// SPDX-License-Identifier: Apache-2.0
//
// The cells of the volume index that hold anything: for each size its slots in order of time, for
// each slot its squares in order of rows, for each square a block. A version never changes once a
// reader has it: the editor copies what is on its way, a slot's list and a block of some kilobytes,
// and shares the rest.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "geo/version_chain.hpp"
#include "geo/volume_block.hpp"

namespace truceline::geo {

struct VolumeSlot {
  std::uint64_t born = 0;
  struct Square {
    SquareKey key = 0;
    const VolumeBlock* block = nullptr;
  };
  std::vector<Square> squares;
  static void destroy(const VolumeSlot* slot) { delete slot; }
};

struct VolumeSlots {
  std::uint64_t born = 0;
  struct Numbered {
    std::int64_t number = 0;
    const VolumeSlot* slot = nullptr;
  };
  std::vector<Numbered> slots;
  static void destroy(const VolumeSlots* slots) { delete slots; }
};

/// One version of the whole: what a reader begins at.
struct VolumeTree {
  std::array<const VolumeSlots*, kSizes> sizes{};

  std::size_t bytes() const;

  /// Calls visit(block, cell) for every block whose cell the box comes to.
  template <class Visit>
  void for_each_block(const VolumeBox& box, const Visit& visit) const;
};

/// Changes trees. Not for several threads at once.
class VolumeTreeEditor {
 public:
  VolumeTreeEditor(VolumeTree& tree, VersionChain& versions) : tree_(tree), versions_(versions) {}

  void add(const StoredVolume& volume);
  /// REQUIRES: the volume was added.
  void remove(const StoredVolume& volume);
  /// Takes out and retires everything but the volumes.
  void clear();

 private:
  template <class Change>
  void change_blocks(const StoredVolume& volume, const Change& change);
  VolumeBlock& own_block(const VolumeBlock*& place, bool has_room);
  template <class T>
  T& own(const T*& place);

  VolumeTree& tree_;
  VersionChain& versions_;
};

template <class Visit>
void VolumeTree::for_each_block(const VolumeBox& box, const Visit& visit) const {
  for (int number = 0; number < kSizes; ++number) {
    const VolumeSlots* const slots = sizes[static_cast<std::size_t>(number)];
    if (slots == nullptr) continue;
    LatticeCell cell{size_of_number(number)};
    const LatticeSpan span = span_of(box, cell.size);
    const auto begin =
        std::ranges::lower_bound(slots->slots, span.first_slot, {}, &VolumeSlots::Numbered::number);
    for (auto at = begin; at != slots->slots.end() && at->number <= span.last_slot; ++at) {
      cell.slot = at->number;
      const std::vector<VolumeSlot::Square>& squares = at->slot->squares;
      auto square = squares.begin();
      for (std::uint32_t row = span.first_row; row <= span.last_row; ++row) {
        // Where rows are more than squares, the next square says which row is next.
        square = std::lower_bound(
            square, squares.end(), key_of(row, span.first_column),
            [](const VolumeSlot::Square& one, SquareKey key) { return one.key < key; });
        if (square == squares.end()) break;
        cell.row = square->key >> kKeyColumnBits;
        if (cell.row > span.last_row) break;
        row = cell.row;
        for (; square != squares.end() && square->key <= key_of(row, span.last_column); ++square) {
          cell.column = square->key & ((1U << kKeyColumnBits) - 1);
          if (cell.column >= span.first_column) visit(*square->block, cell);
        }
      }
    }
  }
}

}  // namespace truceline::geo
