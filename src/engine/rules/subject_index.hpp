// SPDX-License-Identifier: Apache-2.0
//
// Subjects in a geo::VolumeIndex that follows them from state to state: what is still there stays
// prepared, only what is new is put and what is gone removed. So a state with one notification
// more costs one put, and a look at the list.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "engine/rules/subjects.hpp"
#include "geo/volume_index.hpp"

namespace truceline::engine::rules {

/// About where and when something is, in cells of half a degree and days (UTC): so much may be told
/// of what may not be seen. Across the antimeridian it has a second box.
struct RoughPlace {
  struct Cells {
    std::int32_t west = 1, south = 0, east = 0, north = 0;  ///< Made empty.
    friend bool operator==(const Cells&, const Cells&) = default;
  };
  Cells first, second;
  std::int64_t from_day = 0, to_day = 0;  ///< Both included.
  friend bool operator==(const RoughPlace&, const RoughPlace&) = default;
};
/// Of everything within so many metres and milliseconds of the volume. REQUIRES: neither negative.
RoughPlace rough_place(const geo::Volume& volume, std::int64_t metres, std::int64_t time_ms);
bool meets(const RoughPlace& a, const RoughPlace& b);

/// Never changes: for any number of threads, while the index goes on.
struct SubjectSnapshot {
  struct Unseen {
    SubjectKey key;
    RoughPlace place;
  };
  geo::VolumeSnapshot volumes;
  /// By slot: what a hit of `volumes` is.
  std::shared_ptr<const std::vector<SubjectKey>> keys =
      std::make_shared<const std::vector<SubjectKey>>();
  /// Those that not everyone may see.
  std::shared_ptr<const std::vector<Unseen>> not_for_everyone =
      std::make_shared<const std::vector<Unseen>>();
};

class SubjectIndex {
 public:
  /// Slots: numbers of subjects while they are here, given again to others later.
  struct Change {
    std::vector<std::uint32_t> gone;
    std::vector<std::uint32_t> come;  ///< In order of key.
    bool any() const { return !gone.empty() || !come.empty(); }
  };

  /// From now on it holds exactly these. REQUIRES: by key, each once.
  /// Cost: a look at each; some microseconds for each that came or went.
  Change hold(std::span<const Subject> subjects);

  const SubjectKey& key(std::uint32_t slot) const { return slots_[slot].key; }
  /// Where it stood in the list that hold() was given last.
  std::uint32_t place(std::uint32_t slot) const { return slots_[slot].place; }
  const geo::PreparedVolume& prepared(std::uint32_t slot) const { return *volumes_.find(slot); }

  /// Cost: a copy of the keys where something came or went since the last one.
  SubjectSnapshot snapshot();

 private:
  struct Slot {
    SubjectKey key;
    std::uint32_t place = 0;
    bool for_everyone = true;
  };

  geo::VolumeIndex volumes_;
  std::vector<Slot> slots_;
  std::vector<std::uint32_t> held_;  // slots, by key
  std::vector<std::uint32_t> free_;
  std::vector<SubjectSnapshot::Unseen> unseen_;  // in no order that reaches an answer
  SubjectSnapshot last_;
  bool changed_ = false;
};

}  // namespace truceline::engine::rules
