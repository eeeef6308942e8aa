// SPDX-License-Identifier: Apache-2.0
#include "geo/volume_index.hpp"

#include <algorithm>

#include "base/invariant.hpp"
#include "geo/metre_bounds.hpp"

namespace truceline::geo {

namespace {

/// Boxes for every part, with its reach and so many metres and moments more.
template <class Found>
void for_each_box(const PreparedVolume& volume, const Separation& around, const Found& found) {
  constexpr std::int64_t kMost = std::int64_t{kAltitudeHighestCm} * 2;
  const AltitudeBand band = amsl_at_widest(volume.altitude);
  const auto height = [kMost](std::int64_t cm) {
    return static_cast<std::int32_t>(std::clamp<std::int64_t>(cm, -kMost, kMost));
  };
  for (std::uint32_t i = 0; i < volume.parts.size(); ++i) {
    const VolumePart& part = volume.parts[i];
    if (part.window.from >= part.window.until || band.floor_cm > band.ceiling_cm) continue;
    const Boxes boxes = boxes_around(
        part.box, std::min(added_within_bounds(part.reach_m, around.horizontal_m), kMetresMax));
    for (const Box& box : {boxes.first, boxes.second})
      if (!is_empty(box))
        found(i, VolumeBox{box, widened(part.window, around.time_ms),
                           height(band.floor_cm - around.vertical_cm),
                           height(band.ceiling_cm + around.vertical_cm)});
  }
}

}  // namespace

void VolumeSnapshot::answer(const Volume& asked, const Separation& within, VolumeHits& hits) const {
  prepare(asked, hits.asked_);
  const std::size_t first = hits.hits_.size();
  for_each_box(hits.asked_, within, [&](std::uint32_t part, const VolumeBox& box) {
    const VolumePart& asked_part = hits.asked_.parts[part];
    tree_.for_each_block(box, [&](const VolumeBlock& block, const LatticeCell& cell) {
      block.for_each_meeting(in_cell(box, cell), [&](const VolumeEntry& entry) {
        const StoredVolume& stored = *entry.volume;
        const StoredVolume::PartBox& stored_box = stored.boxes[entry.box];
        if (!meets(box, stored_box.box) || !is_first_shared(box, stored_box.box, cell)) return;
        if (std::find(hits.hits_.begin() + static_cast<std::ptrdiff_t>(first), hits.hits_.end(),
                      stored.id) != hits.hits_.end())
          return;
        if (vertical_gap_cm(hits.asked_.altitude, stored.volume.altitude) <= within.vertical_cm &&
            hits.meeting_.come_within(asked_part, stored.volume.parts[stored_box.part],
                                      within.horizontal_m))
          hits.hits_.push_back(stored.id);
      });
    });
  });
  std::sort(hits.hits_.begin() + static_cast<std::ptrdiff_t>(first), hits.hits_.end());
  hits.ends_.push_back(hits.hits_.size());
}

void VolumeSnapshot::meeting(std::span<const Volume> asked, const Separation& within,
                             VolumeHits& hits) const {
  INVARIANT(within.horizontal_m >= 0 && within.vertical_cm >= 0 && within.time_ms >= 0);
  hits.hits_.clear();
  hits.ends_.clear();
  for (const Volume& one : asked) answer(one, within, hits);
}

std::vector<std::uint32_t> VolumeSnapshot::meeting(const Volume& asked,
                                                   const Separation& within) const {
  VolumeHits hits;
  meeting({&asked, 1}, within, hits);
  return std::move(hits.hits_);
}

VolumeIndex::~VolumeIndex() {
  VolumeTreeEditor(tree_, versions_).clear();
  for (const auto& [id, volume] : volumes_) versions_.retire(volume, volume->born);
}

void VolumeIndex::put(std::uint32_t id, const Volume& volume) {
  remove(id);
  auto* const stored = new StoredVolume{id, versions_.number(), prepare(volume), {}};
  for_each_box(stored->volume, {}, [stored](std::uint32_t part, const VolumeBox& box) {
    stored->boxes.push_back({part, box});
  });
  VolumeTreeEditor(tree_, versions_).add(*stored);
  volumes_.emplace(id, stored);
}

bool VolumeIndex::remove(std::uint32_t id) {
  const auto found = volumes_.find(id);
  if (found == volumes_.end()) return false;
  VolumeTreeEditor(tree_, versions_).remove(*found->second);
  versions_.retire(found->second, found->second->born);
  volumes_.erase(found);
  return true;
}

const PreparedVolume* VolumeIndex::find(std::uint32_t id) const {
  const auto found = volumes_.find(id);
  return found == volumes_.end() ? nullptr : &found->second->volume;
}

std::size_t VolumeIndex::bytes() const {
  constexpr std::size_t kEntryBytes = 40;  // of the map: id, pointer, links
  std::size_t sum = tree_.bytes();
  for (const auto& [id, volume] : volumes_) sum += kEntryBytes + volume->bytes();
  return sum;
}

}  // namespace truceline::geo
