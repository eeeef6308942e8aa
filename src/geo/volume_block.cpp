// SPDX-License-Identifier: Apache-2.0
#include "geo/volume_block.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <new>

#include "base/invariant.hpp"

namespace truceline::geo {
namespace {

constexpr std::int16_t kMost = std::numeric_limits<std::int16_t>::max();
constexpr std::int16_t kLeast = std::numeric_limits<std::int16_t>::min();
/// Stands wherever there is no entry: nothing asked reaches its west.
constexpr CellBox kNothing = {kMost, kLeast, kMost, kLeast, kMost, kLeast, kMost, kLeast};

}  // namespace

std::size_t StoredVolume::bytes() const {
  std::size_t sum = sizeof(StoredVolume) + boxes.capacity() * sizeof(StoredBox) +
                    volume.parts.capacity() * sizeof(VolumePart);
  for (const VolumePart& part : volume.parts)
    sum += part.edges.capacity() * sizeof(Segment) + part.eights.capacity() * sizeof(Box);
  return sum;
}

VolumeBlock* VolumeBlock::make(const VolumeBlock* old, std::uint64_t version) {
  const std::size_t size = old == nullptr ? 0 : old->size_;
  std::size_t room = old == nullptr ? 0 : old->room_;
  if (size == room) room = (room + room / 2) / kLanes * kLanes + kLanes;
  void* const memory = ::operator new (bytes_for(room), std::align_val_t{alignof(VolumeBlock)});
  auto* const block = new (memory) VolumeBlock(version, room);
  for (std::size_t at = 0; at < room; ++at) block->set(at, at < size ? old->get(at) : kNothing);
  if (size > 0) std::memcpy(block->entries(), old->entries(), size * sizeof(StoredBox*));
  block->size_ = static_cast<std::uint32_t>(size);
  return block;
}

void VolumeBlock::destroy(const VolumeBlock* block) {
  ::operator delete (const_cast<VolumeBlock*>(block), std::align_val_t{alignof(VolumeBlock)});
}

void VolumeBlock::add(const StoredBox* entry, const CellBox& box) {
  INVARIANT(!is_full());
  set(size_, box);
  entries()[size_] = entry;
  ++size_;
}

void VolumeBlock::remove(const StoredBox* entry) {
  const StoredBox** const end = entries() + size_;
  const StoredBox** const found = std::find(entries(), end, entry);
  INVARIANT(found != end);
  --size_;
  set(static_cast<std::size_t>(found - entries()), get(size_));
  set(size_, kNothing);
  *found = entries()[size_];
}

void VolumeBlock::set(std::size_t at, const CellBox& box) {
  First& head = first()[at / kLanes];
  Rest& group = rest()[at / kLanes];
  const std::size_t lane = at % kLanes;
  head.west[lane] = box.west;
  head.east[lane] = box.east;
  head.low[lane] = box.low;
  head.high[lane] = box.high;
  group.south[lane] = box.south;
  group.north[lane] = box.north;
  group.from[lane] = box.from;
  group.until[lane] = box.until;
}

CellBox VolumeBlock::get(std::size_t at) const {
  const First& head = first()[at / kLanes];
  const Rest& group = rest()[at / kLanes];
  const std::size_t lane = at % kLanes;
  return {head.west[lane], head.east[lane], group.south[lane], group.north[lane],
          head.low[lane],  head.high[lane], group.from[lane],  group.until[lane]};
}

}  // namespace truceline::geo
