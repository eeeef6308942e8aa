// SPDX-License-Identifier: Apache-2.0
#include "geo/volume_tree.hpp"

#include <utility>

#include "base/invariant.hpp"

namespace truceline::geo {

std::size_t VolumeTree::bytes() const {
  std::size_t sum = sizeof(VolumeTree);
  for (const VolumeSlots* slots : sizes) {
    if (slots == nullptr) continue;
    sum += sizeof(VolumeSlots) + slots->slots.capacity() * sizeof(VolumeSlots::Numbered);
    for (const VolumeSlots::Numbered& numbered : slots->slots) {
      const VolumeSlot& slot = *numbered.slot;
      sum += sizeof(VolumeSlot) + slot.squares.capacity() * sizeof(VolumeSlot::Square);
      for (const VolumeSlot::Square& square : slot.squares) sum += square.block->bytes();
    }
  }
  return sum;
}

/// What stands at `place`, to be changed: a copy of it where a reader may have it, made where
/// there is nothing.
template <class T>
T& VolumeTreeEditor::own(const T*& place) {
  if (place != nullptr && place->born == versions_.number()) return const_cast<T&>(*place);
  T* const mine = place == nullptr ? new T : new T(*place);
  mine->born = versions_.number();
  if (place != nullptr) versions_.retire(place, place->born);
  place = mine;
  return *mine;
}

/// The same of a block, with room for one entry more where that is asked for.
VolumeBlock& VolumeTreeEditor::own_block(const VolumeBlock*& place, bool has_room) {
  if (place != nullptr && place->born() == versions_.number() && !(has_room && place->is_full()))
    return const_cast<VolumeBlock&>(*place);
  VolumeBlock* const mine = VolumeBlock::make(place, versions_.number());
  if (place != nullptr) versions_.retire(place, place->born());
  place = mine;
  return *mine;
}

/// Calls change(place of the block, entry, box in the cell) for every cell of the volume, then
/// takes away what became empty.
template <class Change>
void VolumeTreeEditor::change_blocks(const StoredVolume& volume, const Change& change) {
  for (const StoredBox& stored : volume.boxes) {
    const VolumeBox& box = stored.box;
    LatticeCell cell{size_for(box)};
    const LatticeSpan span = span_of(box, cell.size);
    const VolumeSlots*& place = tree_.sizes[static_cast<std::size_t>(cell.size.number())];
    VolumeSlots& slots = own(place);
    for (cell.slot = span.first_slot; cell.slot <= span.last_slot; ++cell.slot) {
      auto numbered =
          std::ranges::lower_bound(slots.slots, cell.slot, {}, &VolumeSlots::Numbered::number);
      if (numbered == slots.slots.end() || numbered->number != cell.slot)
        numbered = slots.slots.insert(numbered, {cell.slot, nullptr});
      VolumeSlot& slot = own(numbered->slot);
      for (cell.row = span.first_row; cell.row <= span.last_row; ++cell.row)
        for (cell.column = span.first_column; cell.column <= span.last_column; ++cell.column) {
          const SquareKey key = key_of(cell.row, cell.column);
          auto square = std::ranges::lower_bound(slot.squares, key, {}, &VolumeSlot::Square::key);
          if (square == slot.squares.end() || square->key != key)
            square = slot.squares.insert(square, {key, nullptr});
          change(square->block, &stored, in_cell(box, cell));
          if (square->block->size() > 0) continue;
          versions_.retire(square->block, square->block->born());
          slot.squares.erase(square);
        }
      if (!slot.squares.empty()) continue;
      versions_.retire(&slot, slot.born);
      slots.slots.erase(numbered);
    }
    if (!slots.slots.empty()) continue;
    versions_.retire(&slots, slots.born);
    place = nullptr;
  }
}

void VolumeTreeEditor::add(const StoredVolume& volume) {
  change_blocks(volume, [this](const VolumeBlock*& place, const StoredBox* entry,
                               const CellBox& box) { own_block(place, true).add(entry, box); });
}

void VolumeTreeEditor::remove(const StoredVolume& volume) {
  change_blocks(volume, [this](const VolumeBlock*& place, const StoredBox* entry, const CellBox&) {
    own_block(place, false).remove(entry);
  });
}

void VolumeTreeEditor::clear() {
  for (const VolumeSlots*& slots : tree_.sizes) {
    if (slots == nullptr) continue;
    for (const VolumeSlots::Numbered& numbered : slots->slots) {
      for (const VolumeSlot::Square& square : numbered.slot->squares)
        versions_.retire(square.block, square.block->born());
      versions_.retire(numbered.slot, numbered.slot->born);
    }
    versions_.retire(slots, slots->born);
    slots = nullptr;
  }
}

}  // namespace truceline::geo
