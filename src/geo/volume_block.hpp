// SPDX-License-Identifier: Apache-2.0
//
// What one cell of the volume index holds: the boxes of its entries, eight side by side, so that a
// question is compared with eight at once, and beside them what each entry is. Cells are wide and
// high, so longitude and altitude tell most entries apart: they stand by themselves, a line of
// memory for eight entries, and the rest is read only where they do not.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "geo/prefetch.hpp"
#include "geo/volume_lattice.hpp"
#include "geo/volume_part.hpp"

namespace truceline::geo {

struct StoredVolume;

/// One of a volume's boxes: a volume has one or two for each part.
struct StoredBox {
  VolumeBox box;
  const StoredVolume* volume = nullptr;
  const VolumePart* part = nullptr;
};

/// A volume as the index keeps it.
struct StoredVolume {
  std::uint32_t id = 0;
  std::uint64_t born = 0;
  PreparedVolume volume;
  std::vector<StoredBox> boxes;

  static void destroy(const StoredVolume* volume) { delete volume; }
  std::size_t bytes() const;
};

/// Changed by the editor of a tree until a reader may have it. One piece of memory: this, then
/// for each eight entries what is asked first, then for each eight the rest, then the entries.
class alignas(16) VolumeBlock {
 public:
  /// A block of that version with room for one entry more than `old` has, and all of those; `old`
  /// may be null.
  static VolumeBlock* make(const VolumeBlock* old, std::uint64_t version);
  static void destroy(const VolumeBlock* block);

  std::uint64_t born() const { return born_; }
  std::size_t size() const { return size_; }
  bool is_full() const { return size_ == room_; }
  std::size_t bytes() const { return bytes_for(room_); }

  /// REQUIRES: it is not full.
  void add(const StoredBox* entry, const CellBox& box);
  /// REQUIRES: the entry is in it.
  void remove(const StoredBox* entry);

  /// Eight entries, of which some may meet what is asked.
  using Eight = std::uint32_t;
  /// Calls found(eight) where some are not beside, above or below `asked`, and asks for what
  /// for_each_meeting will read of them.
  template <class Found>
  void for_each_possible(const CellBox& asked, const Found& found) const;
  /// Calls found(entry) for each of the eight whose box meets `asked`.
  template <class Found>
  void for_each_meeting(Eight eight, const CellBox& asked, const Found& found) const;

  /// Asks for what for_each_possible will read, before it is needed.
  void prefetch() const {
    constexpr std::size_t kBytes = sizeof(VolumeBlock) + 4 * sizeof(First), kLinesMost = 5;
    ask_for(this, kBytes, kLinesMost);
  }

 private:
  // As wide as every machine has it: wider ones are taken apart lane by lane where they are not.
  static constexpr std::size_t kLanes = 8;
  typedef std::int16_t Lanes __attribute__((vector_size(2 * kLanes)));
  struct First {
    Lanes west, east, low, high;
  };
  struct Rest {
    Lanes south, north, from, until;
  };

  VolumeBlock(std::uint64_t version, std::size_t room)
      : born_(version), room_(static_cast<std::uint32_t>(room)) {}
  static std::size_t bytes_for(std::size_t room) {
    return sizeof(VolumeBlock) + room / kLanes * (sizeof(First) + sizeof(Rest)) +
           room * sizeof(StoredBox*);
  }
  const First* first() const { return reinterpret_cast<const First*>(this + 1); }
  First* first() { return reinterpret_cast<First*>(this + 1); }
  const Rest* rest() const { return reinterpret_cast<const Rest*>(first() + room_ / kLanes); }
  Rest* rest() { return reinterpret_cast<Rest*>(first() + room_ / kLanes); }
  const StoredBox* const* entries() const {
    return reinterpret_cast<const StoredBox* const*>(rest() + room_ / kLanes);
  }
  const StoredBox** entries() {
    return reinterpret_cast<const StoredBox**>(rest() + room_ / kLanes);
  }
  static Lanes are_apart(const First& eight, const CellBox& asked) {
    return (eight.west > asked.east) | (eight.east < asked.west) | (eight.low > asked.high) |
           (eight.high < asked.low);
  }
  /// Are all the lanes set?
  static bool are_all(const Lanes& lanes) {
    const auto words = std::bit_cast<std::array<std::uint64_t, kLanes / 4>>(lanes);
    return (words[0] & words[1]) == ~std::uint64_t{0};
  }
  void set(std::size_t at, const CellBox& box);
  CellBox get(std::size_t at) const;

  std::uint64_t born_;
  std::uint32_t size_ = 0;
  std::uint32_t room_;  // a multiple of kLanes
};

template <class Found>
void VolumeBlock::for_each_possible(const CellBox& asked, const Found& found) const {
  const auto groups = static_cast<Eight>((size_ + kLanes - 1) / kLanes);
  for (Eight eight = 0; eight < groups; ++eight) {
    if (are_all(are_apart(first()[eight], asked))) continue;
    ask_for(rest() + eight);
    ask_for(entries() + eight * kLanes);
    found(eight);
  }
}

template <class Found>
void VolumeBlock::for_each_meeting(Eight eight, const CellBox& asked, const Found& found) const {
  const Rest& then = rest()[eight];
  const Lanes apart = are_apart(first()[eight], asked) | (then.south > asked.north) |
                      (then.north < asked.south) | (then.from > asked.until) |
                      (then.until < asked.from);
  const auto words = std::bit_cast<std::array<std::uint64_t, kLanes / 4>>(apart);
  for (std::size_t w = 0; w < words.size(); ++w)
    for (std::uint64_t lanes = ~words[w]; lanes != 0;) {
      const auto lane = static_cast<std::size_t>(std::countr_zero(lanes)) / 16;
      lanes &= ~(std::uint64_t{0xFFFF} << (lane * 16));
      found(entries()[eight * kLanes + w * 4 + lane]);
    }
}

}  // namespace truceline::geo
