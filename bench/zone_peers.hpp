// SPDX-License-Identifier: Apache-2.0
//
// Other libraries that are asked which zones hold a place, where they are installed: GEOS and S2.
// Each stands in a file of its own, which is built only where its headers are found.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "geo_workload.hpp"

namespace truceline::bench {

class ZonePeer {
 public:
  ZonePeer() = default;
  ZonePeer(const ZonePeer&) = delete;
  ZonePeer& operator=(const ZonePeer&) = delete;
  virtual ~ZonePeer() = default;

  virtual std::string name() const = 0;
  /// Its edges are straight in longitude and latitude, as ours are: the answers must be the same.
  virtual bool has_our_edges() const = 0;
  /// Pairs of place and zone that holds it at its moment; or at any moment.
  virtual std::uint64_t count(std::span<const PlacedMoment> places, bool at_any_time) = 0;
  /// Pairs of place and zone within so many metres of it, at any moment, where it can tell.
  virtual bool measures() const { return false; }
  virtual std::uint64_t count_within(std::span<const PlacedMoment>, std::int64_t /*metres*/) {
    return 0;
  }
  double build_s = 0;  ///< How long it took to build, by the wall clock.
};

// REQUIRES: the zones outlive what is made. Outer rings only.
std::unique_ptr<ZonePeer> make_geos_zones(const std::vector<TimedZone>& zones);
std::unique_ptr<ZonePeer> make_s2_zones(const std::vector<TimedZone>& zones);

}  // namespace truceline::bench
