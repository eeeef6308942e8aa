// SPDX-License-Identifier: Apache-2.0
//
// What one cell of the volume index holds: the boxes of its entries, sixteen side by side, so that
// a question is compared with sixteen at once, and beside them what each entry is.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <vector>

#include "geo/volume_lattice.hpp"
#include "geo/volume_part.hpp"

namespace truceline::geo {

/// A volume as the index keeps it.
struct StoredVolume {
  std::uint32_t id = 0;
  std::uint64_t born = 0;
  PreparedVolume volume;
  struct PartBox {
    std::uint32_t part = 0;
    VolumeBox box;
  };
  std::vector<PartBox> boxes;  ///< One or two for each part.

  static void destroy(const StoredVolume* volume) { delete volume; }
  std::size_t bytes() const;
};

/// One of a volume's boxes.
struct VolumeEntry {
  const StoredVolume* volume = nullptr;
  std::uint32_t box = 0;
  friend bool operator==(const VolumeEntry&, const VolumeEntry&) = default;
};

class VolumeBlock {
 public:
  static void destroy(const VolumeBlock* block) { delete block; }

  void add(const VolumeEntry& entry, const CellBox& box);
  /// REQUIRES: the entry is in it.
  void remove(const VolumeEntry& entry);
  std::size_t size() const { return entries_.size(); }
  std::size_t bytes() const;

  /// Calls found(entry) for each whose box meets `asked`.
  template <class Found>
  void for_each_meeting(const CellBox& asked, const Found& found) const;

  std::uint64_t born = 0;

 private:
  static constexpr std::size_t kLanes = 16;
  typedef std::int16_t Lanes __attribute__((vector_size(2 * kLanes)));
  struct Group {
    Lanes west, east, south, north, low, high, from, until;
  };
  void set(std::size_t at, const CellBox& box);
  CellBox get(std::size_t at) const;

  std::vector<Group> groups_;
  std::vector<VolumeEntry> entries_;
};

template <class Found>
void VolumeBlock::for_each_meeting(const CellBox& asked, const Found& found) const {
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    const Group& group = groups_[g];
    const Lanes apart = (group.west > asked.east) | (group.east < asked.west) |
                        (group.south > asked.north) | (group.north < asked.south) |
                        (group.low > asked.high) | (group.high < asked.low) |
                        (group.from > asked.until) | (group.until < asked.from);
    const auto words = std::bit_cast<std::array<std::uint64_t, kLanes / 4>>(apart);
    if ((words[0] & words[1] & words[2] & words[3]) == ~std::uint64_t{0}) continue;
    for (std::size_t w = 0; w < words.size(); ++w)
      for (std::uint64_t lanes = ~words[w]; lanes != 0;) {
        const auto lane = static_cast<std::size_t>(std::countr_zero(lanes)) / 16;
        lanes &= ~(std::uint64_t{0xFFFF} << (lane * 16));
        found(entries_[g * kLanes + w * 4 + lane]);
      }
  }
}

}  // namespace truceline::geo
