// SPDX-License-Identifier: Apache-2.0
//
// Subjects in a geo::VolumeIndex that follows them from state to state: what is still there stays
// prepared, only what is new is put and what is gone removed. So a state with one notification
// more costs one put, and a look at the list.
#pragma once

#include <cstdint>
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
  SharedList<SubjectKey, 128> keys;
  /// By slot: those that not everyone may see; of others, and of empty slots, the place is nowhere.
  SharedList<Unseen, 128> not_for_everyone;
};

/// Slots: numbers of subjects while they are here, given again to others later.
class SubjectIndex {
 public:
  /// Cost: some microseconds.
  std::uint32_t take(const Subject& subject);
  void let_go(std::uint32_t slot);

  const SubjectKey& key(std::uint32_t slot) const { return now_.keys[slot]; }
  const geo::PreparedVolume& prepared(std::uint32_t slot) const { return *volumes_.find(slot); }

  SubjectSnapshot snapshot() {
    now_.volumes = volumes_.snapshot();
    return now_;
  }

 private:
  geo::VolumeIndex volumes_;
  SubjectSnapshot now_;  // its volumes: when it was asked for last
  std::vector<std::uint32_t> free_;
};

/// A list of subjects in an index, followed from state to state: what is still there stays.
class HeldSubjects {
 public:
  struct Change {
    std::vector<std::uint32_t> gone;
    std::vector<std::uint32_t> come;  ///< In order of key.
  };
  /// From now on exactly these. REQUIRES: by key, each once; the index always the same.
  Change hold(std::span<const Subject> subjects, SubjectIndex& index);

 private:
  std::vector<std::uint32_t> held_;  // slots, by key
};

}  // namespace truceline::engine::rules
