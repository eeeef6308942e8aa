// SPDX-License-Identifier: Apache-2.0
//
// The reference workload of the geometric paths, made from a seed in whole numbers only. It is a
// hard set: long slanting corridors make boxes tell little, and many zones lie over each other.
#pragma once

#include <cstdint>
#include <vector>

#include "geo/polygon.hpp"
#include "geo/volume.hpp"

namespace truceline::bench {

/// An area and when it is in force, in Unix milliseconds within 30 days.
struct TimedZone {
  geo::MultiPolygon area;
  geo::Window window;
};

/// So many zones in 35.7-42.4 E, 32.3-37.3 N: of a hundred, 80 circles of 64 vertices and 0.5 to
/// 2 km radius, 18 corridors of 10 to 80 km with 20 to 60 vertices, 0.5 to 2 km wide, 2 blobs of
/// 200 to 1,000 vertices and 3 to 15 km radius; in force for 1 to 10 days of 30. Two in three
/// gather around towns.
std::vector<TimedZone> timed_zones(std::uint64_t seed, std::size_t count);

struct PlacedMoment {
  geo::Point at;
  std::int64_t time_ms = 0;
};

/// Places, half of them anywhere, half of them near the first vertex of some zone, at moments
/// within the 30 days.
std::vector<PlacedMoment> places_near(std::uint64_t seed, std::size_t count,
                                      const std::vector<TimedZone>& zones);

/// Volumes over footprints of those kinds, spread evenly: of a hundred, 52 circles of 32 vertices,
/// 42 corridors, 6 blobs; 60 to 400 m high within the lowest 3 km, for 1 to 6 hours of 30 days.
std::vector<geo::Volume> volumes(std::uint64_t seed, std::size_t count);

}  // namespace truceline::bench
