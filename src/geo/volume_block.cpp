// SPDX-License-Identifier: Apache-2.0
#include "geo/volume_block.hpp"

#include <algorithm>
#include <limits>

#include "base/invariant.hpp"

namespace truceline::geo {
namespace {

constexpr std::int16_t kMost = std::numeric_limits<std::int16_t>::max();
constexpr std::int16_t kLeast = std::numeric_limits<std::int16_t>::min();
/// Stands wherever there is no entry: nothing asked reaches its west.
constexpr CellBox kNothing = {kMost, kLeast, kMost, kLeast, kMost, kLeast, kMost, kLeast};

}  // namespace

std::size_t StoredVolume::bytes() const {
  std::size_t sum = sizeof(StoredVolume) + boxes.capacity() * sizeof(PartBox) +
                    volume.parts.capacity() * sizeof(VolumePart);
  for (const VolumePart& part : volume.parts) sum += part.edges.capacity() * sizeof(Segment);
  return sum;
}

void VolumeBlock::add(const VolumeEntry& entry, const CellBox& box) {
  if (entries_.size() == groups_.size() * kLanes) {
    groups_.emplace_back();
    for (std::size_t lane = 0; lane < kLanes; ++lane) set(entries_.size() + lane, kNothing);
  }
  set(entries_.size(), box);
  entries_.push_back(entry);
}

void VolumeBlock::remove(const VolumeEntry& entry) {
  const auto found = std::ranges::find(entries_, entry);
  INVARIANT(found != entries_.end());
  const std::size_t last = entries_.size() - 1;
  set(static_cast<std::size_t>(found - entries_.begin()), get(last));
  *found = entries_.back();
  entries_.pop_back();
  set(last, kNothing);
  if (last % kLanes == 0) groups_.pop_back();
}

std::size_t VolumeBlock::bytes() const {
  return sizeof(VolumeBlock) + groups_.capacity() * sizeof(Group) +
         entries_.capacity() * sizeof(VolumeEntry);
}

void VolumeBlock::set(std::size_t at, const CellBox& box) {
  Group& group = groups_[at / kLanes];
  const std::size_t lane = at % kLanes;
  group.west[lane] = box.west;
  group.east[lane] = box.east;
  group.south[lane] = box.south;
  group.north[lane] = box.north;
  group.low[lane] = box.low;
  group.high[lane] = box.high;
  group.from[lane] = box.from;
  group.until[lane] = box.until;
}

CellBox VolumeBlock::get(std::size_t at) const {
  const Group& group = groups_[at / kLanes];
  const std::size_t lane = at % kLanes;
  return {group.west[lane], group.east[lane], group.south[lane], group.north[lane],
          group.low[lane],  group.high[lane], group.from[lane],  group.until[lane]};
}

}  // namespace truceline::geo
