// SPDX-License-Identifier: Apache-2.0
//
// The alternative that people reach for: Boost.Geometry's covered_by, behind a box around each
// zone. Kept behind this header because only one file should pay for compiling it.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "geo/polygon.hpp"

namespace truceline::bench {

class BoostZones {
 public:
  /// Takes the outer rings only.
  explicit BoostZones(const std::vector<geo::MultiPolygon>& areas);
  ~BoostZones();
  BoostZones(const BoostZones&) = delete;
  BoostZones& operator=(const BoostZones&) = delete;

  /// How many pairs of place and zone there are where the zone covers the place.
  std::uint64_t count(std::span<const geo::Point> places) const;

 private:
  struct Zone;
  std::vector<Zone> zones_;
};

}  // namespace truceline::bench
