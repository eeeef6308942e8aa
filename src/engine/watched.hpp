// SPDX-License-Identifier: Apache-2.0
//
// What positions are held against: a zone, a site with its surroundings, a line of contact, a
// hostile actor's place, a corridor. A value; where it comes from is not known here. Times at the
// waypoints of a corridor are not looked at: `active` alone says when it counts.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "geo/containment.hpp"
#include "geo/volume.hpp"
#include "geo/volume_part.hpp"

namespace truceline::engine {

struct Watched {
  std::string id;  ///< Each once.
  /// What it is a version of: who is in one version is in the next. Empty: it has no other.
  std::string thing = {};
  geo::Footprint footprint;
  std::int64_t within_m = 0;  ///< How near is near; 0: only inside.
  geo::Window active;         ///< Unix milliseconds.
  /// The object that is to stay in it (at most within_m outside); nobody else is held against it.
  std::optional<std::string> keeps_in = std::nullopt;
  /// The party whose objects are not held against it, or, where it keeps one in, the only one whose
  /// object is meant. Positions without a sender may be anybody's.
  std::string owner = {};
};

inline constexpr std::int64_t kWatchedWithinMaxM = 1'000'000;

/// Errors: invalid_input, with the place "watched ID": no id or one twice, a footprint with flaws
/// (geo::flaws), within_m below 0 or above kWatchedWithinMaxM, a window that ends before it begins;
/// too_large above limits::kWatched.
base::Result<void> check_watched(std::span<const Watched> watched);

/// A footprint made ready to be asked many times.
class PreparedFootprint {
 public:
  explicit PreparedFootprint(const geo::Footprint& footprint);

  /// Metres of geodesic to the nearest place of it; 0 in it and on its edge. Bound: as
  /// geo::distance_to_edge_m. REQUIRES: is_valid(p). Cost: as geo::distance_to_boundary_m for an
  /// area, a few microseconds a leg for a corridor.
  double distance_m(geo::Point p) const;

  /// Rectangles that hold every place within so many metres of it.
  geo::MultiPolygon around(std::int64_t metres) const;

 private:
  std::optional<geo::PreparedArea> area_;
  std::vector<geo::VolumePart> parts_;
};

}  // namespace truceline::engine
