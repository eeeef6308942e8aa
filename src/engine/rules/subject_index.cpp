// SPDX-License-Identifier: Apache-2.0
#include "engine/rules/subject_index.hpp"

#include <algorithm>

namespace truceline::engine::rules {
namespace {

constexpr std::int64_t kCellE7 = 5'000'000;  // some 50 km

std::int64_t floor_of(std::int64_t a, std::int64_t b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

RoughPlace::Cells cells_of(const geo::Box& box) {
  if (geo::is_empty(box)) return {};
  const auto cell = [](std::int32_t e7) {
    return static_cast<std::int32_t>(floor_of(e7, kCellE7));
  };
  return {cell(box.low.lon_e7), cell(box.low.lat_e7), cell(box.high.lon_e7), cell(box.high.lat_e7)};
}

void include(geo::Box& box, const geo::Box& more) {
  if (geo::is_empty(more)) return;
  geo::include(box, more.low);
  geo::include(box, more.high);
}

bool meets(const RoughPlace::Cells& a, const RoughPlace::Cells& b) {
  return a.west <= a.east && b.west <= b.east && a.west <= b.east && b.west <= a.east &&
         a.south <= b.north && b.south <= a.north;
}

bool is_for_everyone(const Subject& subject) {
  return subject.audience().label == domain::AudienceLabel::everyone;
}

}  // namespace

RoughPlace rough_place(const geo::Volume& volume, std::int64_t metres, std::int64_t time_ms) {
  geo::PreparedVolume prepared;
  geo::prepare(volume, geo::Edges::left_out, prepared);
  geo::Box first;
  geo::Box second;
  for (const geo::VolumePart& part : prepared.parts) {
    const geo::Boxes around = geo::boxes_around(part.box, part.reach_m + metres);
    include(first, around.first);
    include(second, around.second);
  }
  const geo::Window time = geo::widened(volume.time, time_ms);
  return {cells_of(first), cells_of(second), floor_of(time.from, base::kDayMs),
          floor_of(time.until - 1, base::kDayMs)};
}

bool meets(const RoughPlace& a, const RoughPlace& b) {
  return a.from_day <= b.to_day && b.from_day <= a.to_day &&
         (meets(a.first, b.first) || meets(a.first, b.second) || meets(a.second, b.first) ||
          meets(a.second, b.second));
}

SubjectIndex::Change SubjectIndex::hold(std::span<const Subject> subjects) {
  Change change;
  std::vector<std::uint32_t> held;
  held.reserve(subjects.size());
  std::size_t old = 0;
  const auto let_go_before = [&](const SubjectKey* key) {
    for (; old < held_.size() && (!key || slots_[held_[old]].key < *key); ++old)
      change.gone.push_back(held_[old]);
  };
  for (std::uint32_t place = 0; place < subjects.size(); ++place) {
    const SubjectKey& key = subjects[place].key;
    let_go_before(&key);
    if (old < held_.size() && slots_[held_[old]].key == key) {
      slots_[held_[old]].place = place;
      held.push_back(held_[old++]);
      continue;
    }
    std::uint32_t slot = static_cast<std::uint32_t>(slots_.size());
    if (free_.empty()) {
      slots_.emplace_back();
    } else {
      slot = free_.back();
      free_.pop_back();
    }
    slots_[slot] = {key, place, is_for_everyone(subjects[place])};
    volumes_.put(slot, subjects[place].volume());
    if (!slots_[slot].for_everyone)
      unseen_.push_back({key, rough_place(subjects[place].volume(), 0, 0)});
    change.come.push_back(slot);
    held.push_back(slot);
  }
  let_go_before(nullptr);
  std::vector<SubjectKey> unseen_gone;
  for (const std::uint32_t slot : change.gone) {
    volumes_.remove(slot);
    free_.push_back(slot);
    if (!slots_[slot].for_everyone) unseen_gone.push_back(slots_[slot].key);
  }
  if (!unseen_gone.empty())
    std::erase_if(unseen_, [&](const SubjectSnapshot::Unseen& one) {
      return std::ranges::binary_search(unseen_gone, one.key);
    });
  held_ = std::move(held);
  changed_ = changed_ || change.any();
  return change;
}

SubjectSnapshot SubjectIndex::snapshot() {
  if (!changed_) return last_;
  std::vector<SubjectKey> keys;
  keys.reserve(slots_.size());
  for (const Slot& slot : slots_) keys.push_back(slot.key);
  last_ = {volumes_.snapshot(), std::make_shared<const std::vector<SubjectKey>>(std::move(keys)),
           std::make_shared<const std::vector<SubjectSnapshot::Unseen>>(unseen_)};
  changed_ = false;
  return last_;
}

}  // namespace truceline::engine::rules
