// SPDX-License-Identifier: Apache-2.0
//
// A part of space for a part of time: a footprint on the ground, a band of altitude, an interval.
// A footprint is an area, a circle, or a corridor along a route. A corridor whose waypoints have
// times is occupied leg by leg: a convoy is on a leg only when it is on it.
// What is wrong with one is said by flaws(), with the place and the mend; nothing is repaired.
#pragma once

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "base/result.hpp"
#include "geo/altitude.hpp"
#include "geo/polygon.hpp"
#include "geo/window.hpp"

namespace truceline::geo {

/// Every place at most `radius_m` metres of geodesic from the centre. It may hold a pole and lie
/// across the antimeridian.
struct Circle {
  Point centre;
  std::int64_t radius_m = 0;
  friend bool operator==(const Circle&, const Circle&) = default;
};

/// When somebody comes to a waypoint and when they go on; the same moment where they do not stop.
struct Passage {
  std::int64_t arrives_ms = 0;
  std::int64_t leaves_ms = 0;
  friend bool operator==(const Passage&, const Passage&) = default;
};

struct Waypoint {
  Point at;
  std::optional<Passage> passage = std::nullopt;
  friend bool operator==(const Waypoint&, const Waypoint&) = default;
};

/// Every place at most `half_width_m` metres of geodesic from the route, whose legs are straight in
/// longitude and latitude. A route over the antimeridian has two waypoints there, one at +180 and
/// one at -180 of the same latitude: they are one place.
///
/// A leg is occupied from leaving its first waypoint to arriving at its second, a stop from
/// arriving to leaving, each `tolerance_ms` longer at both ends. A waypoint without a passage
/// leaves the legs around it occupied from the passage before to the passage after; before the
/// first and after the last passage stand the ends of the volume's interval.
struct Corridor {
  std::vector<Waypoint> route;
  std::int64_t half_width_m = 0;
  std::int64_t tolerance_ms = 0;
  friend bool operator==(const Corridor&, const Corridor&) = default;
};

/// An area's edges are straight in longitude and latitude; it may be several polygons with holes.
using Footprint = std::variant<MultiPolygon, Circle, Corridor>;

struct Volume {
  Footprint footprint;
  AltitudeBand altitude;
  Window time;  ///< Unix milliseconds.
  friend bool operator==(const Volume&, const Volume&) = default;
};

inline constexpr std::int64_t kHalfWidthMaxM = 100'000;
inline constexpr std::size_t kWaypointsMax = 1'000;
inline constexpr std::int64_t kToleranceMaxMs = std::int64_t{7} * 24 * 3600 * 1000;

/// Everything that is wrong, in a fixed order, at most kFlawsMax (validity.hpp) things; empty when
/// it is valid. The place of each is the path to it: "altitude", "footprint.route[3].passage",
/// "footprint.polygons[0].rings[1][7]". Among them: an interval that ends before it begins, a band
/// upside down, a circle without radius, a corridor without width, a route that crosses itself or
/// runs back along itself, times out of order or outside the interval, and whatever flaws(area)
/// finds. Vertices of an area count together against limits::kPolygonVertices.
/// Cost: as flaws(area); legs of a route each with each.
std::vector<base::Error> flaws(const Volume& volume);

}  // namespace truceline::geo
