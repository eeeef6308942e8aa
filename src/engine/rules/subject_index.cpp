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

std::uint32_t SubjectIndex::take(const Subject& subject) {
  auto slot = static_cast<std::uint32_t>(now_.keys.size());
  if (free_.empty()) {
    now_.keys.push_back({});
    now_.not_for_everyone.push_back({});
  } else {
    slot = free_.back();
    free_.pop_back();
  }
  const geo::Volume volume = subject.volume();
  volumes_.put(slot, volume);
  now_.keys.edit(slot) = subject.key;
  if (!is_for_everyone(subject))
    now_.not_for_everyone.edit(slot) = {subject.key, rough_place(volume, 0, 0)};
  return slot;
}

void SubjectIndex::let_go(std::uint32_t slot) {
  volumes_.remove(slot);
  now_.not_for_everyone.edit(slot) = {};
  free_.push_back(slot);
}

HeldSubjects::Change HeldSubjects::hold(std::span<const Subject> subjects, SubjectIndex& index) {
  Change change;
  std::vector<std::uint32_t> held;
  held.reserve(subjects.size());
  std::size_t old = 0;
  const auto let_go_before = [&](const SubjectKey* key) {
    for (; old < held_.size() && (!key || index.key(held_[old]) < *key); ++old)
      change.gone.push_back(held_[old]);
  };
  for (const Subject& subject : subjects) {
    let_go_before(&subject.key);
    if (old < held_.size() && index.key(held_[old]) == subject.key) {
      held.push_back(held_[old++]);
      continue;
    }
    change.come.push_back(index.take(subject));
    held.push_back(change.come.back());
  }
  let_go_before(nullptr);
  for (const std::uint32_t slot : change.gone) index.let_go(slot);
  held_ = std::move(held);
  return change;
}

}  // namespace truceline::engine::rules
