// SPDX-License-Identifier: Apache-2.0
#include "geo/volume_index.hpp"

#include <algorithm>
#include <utility>

#include "base/invariant.hpp"
#include "geo/metre_bounds.hpp"
#include "geo/prefetch.hpp"
#include "geo/sort_keys.hpp"

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

namespace {

/// The number of an asked box in the low bits of its key, above it when and where it begins.
constexpr int kNumberBits = 31;
constexpr std::uint64_t kNumberMask = (std::uint64_t{1} << kNumberBits) - 1;

std::uint64_t key_of(const VolumeBox& box) {
  constexpr LatticeSize kLeast;
  constexpr int kRowKeyBits = 10, kSlotKeyBits = 64 - kNumberBits - kRowKeyBits;
  const auto slot = static_cast<std::uint64_t>(slot_of(box.window.from, kLeast));
  return (slot & ((std::uint64_t{1} << kSlotKeyBits) - 1)) << kRowKeyBits |
         row_of(box.box.low.lat_e7, kLeast);
}

/// The first lines of memory of a list.
template <class T>
void ask_for_all(const std::vector<T>& list) {
  constexpr std::size_t kLinesMost = 12;
  ask_for(list.data(), list.size() * sizeof(T), kLinesMost);
}

/// What the pair's outlines hang on.
template <class Candidate>
void ask_for_parts(const Candidate& pair, std::span<const Volume> asked) {
  ask_for(pair.stored->part, sizeof(VolumePart), 2);
  ask_for(&pair.stored->volume->volume.altitude);
  ask_for(&asked[pair.asked->question].altitude);
  ask_for(pair.asked->polygon);
}

/// The edges that may come into a box.
void ask_for_edges(const VolumePart& part, const Box& box) {
  const Segment* eight = part.edges.data();
  for (const Box& around : part.eights) {
    if (meets(around, box)) ask_for(eight, VolumePart::kEight * sizeof(Segment), 3);
    eight += VolumePart::kEight;
  }
}

// An area's vertices are two steps away.
void ask_for_polygon(const Volume& volume) {
  if (const auto* area = std::get_if<MultiPolygon>(&volume.footprint)) ask_for(area->data());
}
void ask_for_vertices(const Volume& volume) {
  const auto* area = std::get_if<MultiPolygon>(&volume.footprint);
  if (area != nullptr && !area->empty()) ask_for_all(area->front().outer);
}

/// What an area's part was made of; null where it is no area.
const Polygon* polygon_of(const Volume& volume, std::uint32_t part) {
  const auto* const area = std::get_if<MultiPolygon>(&volume.footprint);
  if (area == nullptr) return nullptr;
  for (const Polygon& polygon : *area)
    if (!polygon.outer.empty() && part-- == 0) return &polygon;
  return nullptr;
}

}  // namespace

void VolumeSnapshot::list_boxes(std::span<const Volume> asked, const Separation& within,
                                VolumeHits& hits) {
  hits.asked_.clear();
  hits.order_.clear();
  constexpr std::size_t kAhead = 4;
  for (std::uint32_t i = 0; i < asked.size(); ++i) {
    if (i + 2 * kAhead < asked.size()) ask_for_polygon(asked[i + 2 * kAhead]);
    if (i + kAhead < asked.size()) ask_for_vertices(asked[i + kAhead]);
    prepare(asked[i], Edges::left_out, hits.prepared_);
    for_each_box(hits.prepared_, within, [&](std::uint32_t part, const VolumeBox& box) {
      hits.order_.push_back(key_of(box) << kNumberBits | hits.asked_.size());
      hits.asked_.push_back({box, polygon_of(asked[i], part), i, part});
    });
  }
  INVARIANT(asked.size() <= kNumberMask && hits.asked_.size() <= kNumberMask);
}

/// Blocks first, for several boxes, then the entries of them that may meet, so that what the next
/// step reads is on its way from memory meanwhile.
void VolumeSnapshot::find_candidates(std::span<const std::uint64_t> order, VolumeHits& hits) const {
  hits.looks_.clear();
  hits.candidates_.clear();
  for (const std::uint64_t key : order) {
    const VolumeHits::Asked& asked = hits.asked_[key & kNumberMask];
    tree_.for_each_block(asked.box, [&](const VolumeBlock& block, const LatticeCell& cell) {
      block.prefetch();
      hits.looks_.push_back({&block, cell, &asked});
    });
  }
  hits.eights_.clear();
  for (const VolumeHits::Look& look : hits.looks_) {
    const CellBox box = in_cell(look.asked->box, look.cell);
    look.block->for_each_possible(box, [&](VolumeBlock::Eight eight) {
      hits.eights_.push_back({&look, box, eight});
    });
  }
  for (const VolumeHits::Eight& some : hits.eights_)
    some.look->block->for_each_meeting(some.eight, some.box, [&](const StoredBox* stored) {
      ask_for(stored, sizeof(StoredBox), 2);
      hits.candidates_.push_back({stored, some.look->cell, some.look->asked});
    });
}

/// Keeps the pairs that come within the separations, as question and id. What it reads of both is
/// asked for step by step before.
void VolumeSnapshot::compare(std::span<const Volume> asked, const Separation& within,
                             VolumeHits& hits) {
  std::erase_if(hits.candidates_, [&](const VolumeHits::Candidate& pair) {
    const bool apart = !meets(pair.asked->box, pair.stored->box) ||
                       !is_first_shared(pair.asked->box, pair.stored->box, pair.cell);
    if (!apart) ask_for_parts(pair, asked);
    return apart;
  });
  for (const VolumeHits::Candidate& pair : hits.candidates_) {
    ask_for_all(pair.stored->part->eights);
    if (pair.asked->polygon != nullptr) ask_for_all(pair.asked->polygon->outer);
  }
  for (const VolumeHits::Candidate& pair : hits.candidates_)
    ask_for_edges(*pair.stored->part, pair.asked->box.box);
  const VolumeHits::Asked* ready = nullptr;
  for (const VolumeHits::Candidate& pair : hits.candidates_) {
    const StoredVolume& stored = *pair.stored->volume;
    const VolumePart& part = *pair.stored->part;
    const Volume& one = asked[pair.asked->question];
    if (vertical_gap_cm(one.altitude, stored.volume.altitude) > within.vertical_cm) continue;
    const auto found = [&] {
      const Polygon* const polygon = pair.asked->polygon;
      if (polygon != nullptr && within.horizontal_m == 0 && part.reach_m == 0)
        return hits.meeting_.share_a_place({*polygon, pair.asked->box.box}, part);
      if (ready == nullptr || ready->question != pair.asked->question)
        prepare(one, Edges::listed, hits.prepared_);
      ready = pair.asked;
      return hits.meeting_.come_within(hits.prepared_.parts[pair.asked->part], part,
                                       within.horizontal_m);
    };
    if (found()) hits.found_.push_back(std::uint64_t{pair.asked->question} << 32 | stored.id);
  }
}

/// What was found, in the order of the questions, each id once.
void VolumeSnapshot::deal_out(VolumeHits& hits) {
  std::ranges::sort(hits.found_);
  hits.found_.erase(std::unique(hits.found_.begin(), hits.found_.end()), hits.found_.end());
  hits.ids_.clear();
  for (const std::uint64_t pair : hits.found_) {
    VolumeHits::Span& span = hits.spans_[pair >> 32];
    if (span.count++ == 0) span.first = static_cast<std::uint32_t>(hits.ids_.size());
    hits.ids_.push_back(static_cast<std::uint32_t>(pair));
  }
}

void VolumeSnapshot::meeting(std::span<const Volume> asked, const Separation& within,
                             VolumeHits& hits) const {
  INVARIANT(within.horizontal_m >= 0 && within.vertical_cm >= 0 && within.time_ms >= 0);
  constexpr std::size_t kTogether = 32;
  list_boxes(asked, within, hits);
  sort_from_bit(kNumberBits, hits.order_, hits.sorting_);
  hits.found_.clear();
  const std::span<const std::uint64_t> order = hits.order_;
  for (std::size_t at = 0; at < order.size(); at += kTogether) {
    for (std::size_t next = at + kTogether; next < std::min(at + 2 * kTogether, order.size());
         ++next)
      ask_for(&hits.asked_[order[next] & kNumberMask], sizeof(VolumeHits::Asked), 2);
    find_candidates(order.subspan(at, std::min(kTogether, order.size() - at)), hits);
    compare(asked, within, hits);
  }
  hits.spans_.assign(asked.size(), {});
  deal_out(hits);
}

std::vector<std::uint32_t> VolumeSnapshot::meeting(const Volume& asked,
                                                   const Separation& within) const {
  VolumeHits hits;
  meeting({&asked, 1}, within, hits);
  return std::move(hits.ids_);
}

VolumeIndex::~VolumeIndex() {
  VolumeTreeEditor(tree_, versions_).clear();
  for (const auto& [id, volume] : volumes_) versions_.retire(volume, volume->born);
}

void VolumeIndex::put(std::uint32_t id, const Volume& volume) {
  remove(id);
  auto* const stored = new StoredVolume{id, versions_.number(), prepare(volume), {}};
  for_each_box(stored->volume, {}, [stored](std::uint32_t part, const VolumeBox& box) {
    stored->boxes.push_back({box, stored, &stored->volume.parts[part]});
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
