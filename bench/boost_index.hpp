// SPDX-License-Identifier: Apache-2.0
//
// What a C++ program without us would build: Boost's R-tree (R*, 16 a node, packed) over boxes,
// then an exact test of each candidate. Behind this header because only one file should pay for
// compiling it.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "geo_workload.hpp"

namespace truceline::bench {

class BoostZoneIndex {
 public:
  /// REQUIRES: the zones outlive it. Takes the outer rings only.
  explicit BoostZoneIndex(const std::vector<TimedZone>& zones);
  ~BoostZoneIndex();
  BoostZoneIndex(const BoostZoneIndex&) = delete;
  BoostZoneIndex& operator=(const BoostZoneIndex&) = delete;

  enum class Test {
    covered_by,  ///< Boost's own.
    even_odd,    ///< The few lines that many write instead.
    none,        ///< Candidates are counted.
  };
  /// Pairs of place and zone that holds it at its moment; or at any moment.
  std::uint64_t count(std::span<const PlacedMoment> places, bool at_any_time, Test test) const;
  /// The tree alone, built so many boxes at once.
  static std::uint64_t build_tree_of(const std::vector<TimedZone>& zones);

 private:
  struct Tree;
  std::unique_ptr<Tree> tree_;
};

/// Boxes of space, altitude and time in four dimensions, then Boost's intersects.
class BoostVolumeIndex {
 public:
  /// REQUIRES: footprints of one polygon, altitudes above sea level; the volumes outlive it.
  explicit BoostVolumeIndex(const std::vector<geo::Volume>& volumes);
  ~BoostVolumeIndex();
  BoostVolumeIndex(const BoostVolumeIndex&) = delete;
  BoostVolumeIndex& operator=(const BoostVolumeIndex&) = delete;

  /// Pairs that share a place, a height and a moment. `asked` as for the constructor.
  std::uint64_t count(const std::vector<geo::Volume>& asked) const;

 private:
  struct Tree;
  std::unique_ptr<Tree> tree_;
};

}  // namespace truceline::bench
