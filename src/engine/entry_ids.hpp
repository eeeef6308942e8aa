// SPDX-License-Identifier: Apache-2.0
//
// Where each entry id stands in the ledger. An id is a hash already, so its first bytes say where
// to look in one flat table; the ids themselves stay with the entries. Copies share the table but
// for the parts where something was added since.
#pragma once

#include <cstdint>
#include <cstring>
#include <limits>
#include <optional>
#include <vector>

#include "base/bytes.hpp"
#include "base/invariant.hpp"
#include "engine/shared_list.hpp"

namespace truceline::engine {

class EntryIds {
 public:
  /// Makes room for so many ids at once.
  void reserve(std::size_t count) {
    std::size_t wanted = kSlotsMin;
    while (wanted < 2 * count) wanted *= 2;
    if (wanted > slots_.size()) grow(wanted);
  }

  /// Enters `index` under `id`, unless `id` stands there already. `id_of(index)` gives the id of
  /// an index that was added before.
  template <class IdOf>
  void add(const base::Hash& id, std::uint64_t index, const IdOf& id_of) {
    INVARIANT(index < std::numeric_limits<std::uint32_t>::max());
    if (slots_.size() < 2 * (count_ + 1)) reserve(count_ + 1);
    const std::size_t place = place_of(id, id_of);
    if (slots_[place].number != 0) return;
    slots_.edit(place) = {first_bytes(id), static_cast<std::uint32_t>(index + 1)};
    ++count_;
  }

  /// How many were added, each id once.
  std::size_t size() const { return count_; }

  /// The index entered under `id`; empty where there is none.
  template <class IdOf>
  std::optional<std::uint64_t> find(const base::Hash& id, const IdOf& id_of) const {
    if (slots_.empty()) return std::nullopt;
    const Slot& slot = slots_[place_of(id, id_of)];
    if (slot.number == 0) return std::nullopt;
    return std::uint64_t{slot.number} - 1;
  }

 private:
  struct Slot {
    std::uint32_t first = 0;   ///< Of the id's bytes: most others differ here.
    std::uint32_t number = 0;  ///< The index and one; 0 is an empty slot.
  };
  static constexpr std::size_t kSlotsMin = 16;

  static std::uint32_t first_bytes(const base::Hash& id) {
    std::uint32_t bytes = 0;
    std::memcpy(&bytes, id.data(), sizeof bytes);
    return bytes;
  }

  /// The slot of `id`, or the empty one where it belongs: at most half of the slots are in use.
  template <class IdOf>
  std::size_t place_of(const base::Hash& id, const IdOf& id_of) const {
    const std::uint32_t first = first_bytes(id);
    for (std::size_t at = first & (slots_.size() - 1);; at = (at + 1) & (slots_.size() - 1)) {
      const Slot& slot = slots_[at];
      if (slot.number == 0) return at;
      if (slot.first == first && id_of(std::uint64_t{slot.number} - 1) == id) return at;
    }
  }
  void grow(std::size_t size) {
    std::vector<Slot> grown(size);
    for (const Slot& slot : slots_) {
      if (slot.number == 0) continue;
      std::size_t at = slot.first & (size - 1);
      while (grown[at].number != 0) at = (at + 1) & (size - 1);
      grown[at] = slot;
    }
    slots_ = {};
    for (const Slot& slot : grown) slots_.push_back(slot);
  }

  static constexpr std::size_t kSlotsOfLeaf = 256;
  SharedList<Slot, kSlotsOfLeaf> slots_;  ///< A power of two of them, or none.
  std::size_t count_ = 0;
};

}  // namespace truceline::engine
