// SPDX-License-Identifier: Apache-2.0
//
// For tests: volumes of every kind that try comparisons, near one another in space, altitude and
// time, on a chosen spot of the globe.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <random>

#include "geo/volume_meeting.hpp"

namespace truceline::geo {

class RandomVolumes {
 public:
  /// Within about `size_deg` degrees of the spot.
  RandomVolumes(std::uint64_t seed, double lon, double lat, double size_deg)
      : dice_(seed), lon_(lon), lat_(lat), size_deg_(size_deg) {}

  double real(double from, double to) {
    return from + (to - from) * (static_cast<double>(dice_() >> 11) / 9007199254740992.0);
  }
  std::int64_t whole(std::int64_t from, std::int64_t to) {
    return from + static_cast<std::int64_t>(dice_() % static_cast<std::uint64_t>(to - from + 1));
  }
  bool one_in(unsigned n) { return dice_() % n == 0; }

  static Point point(double lon, double lat) {
    if (lon > 180) lon -= 360;
    if (lon < -180) lon += 360;
    return {.lon_e7 = static_cast<std::int32_t>(std::lround(lon * 1e7)),
            .lat_e7 = static_cast<std::int32_t>(std::lround(std::clamp(lat, -90.0, 90.0) * 1e7))};
  }
  Point somewhere() {
    return point(lon_ + real(-1, 1) * size_deg_, lat_ + real(-1, 1) * size_deg_);
  }

  /// A star; where it would lie over the antimeridian it is pushed to one side of it.
  Polygon star() {
    const double reach = size_deg_ * real(0.02, 0.6);
    double lon = lon_ + real(-1, 1) * size_deg_;
    const double lat = lat_ + real(-1, 1) * size_deg_;
    if (lon > 180) lon -= 360;
    if (lon < -180) lon += 360;
    lon = std::clamp(lon, -180 + reach, 180 - reach);
    const std::int64_t vertices = whole(3, 14);
    const auto ring = [&](double share) {
      Ring made;
      for (std::int64_t i = 0; i < vertices; ++i) {
        const double angle = 2 * std::numbers::pi * static_cast<double>(i) / double(vertices);
        const double out = reach * share * real(0.5, 1);
        made.push_back(point(lon + out * std::cos(angle), lat + out * std::sin(angle)));
      }
      return made;
    };
    Polygon polygon{ring(1), {}};
    if (one_in(3)) polygon.holes.push_back(ring(0.4));
    return polygon;
  }

  Footprint footprint() {
    const double metres = size_deg_ * 111'000;
    switch (whole(0, 3)) {
      case 0:
        return Circle{somewhere(), 1 + static_cast<std::int64_t>(metres * real(0, 0.3))};
      case 1: {
        Corridor corridor{{}, 1 + static_cast<std::int64_t>(metres * real(0, 0.1)), 0};
        const std::int64_t waypoints = whole(2, 5);
        Point last = somewhere();
        for (std::int64_t i = 0; i < waypoints; ++i) {
          corridor.route.push_back({last, {}});
          Point next = somewhere();  // no leg over the antimeridian
          if ((next.lon_e7 < 0) != (last.lon_e7 < 0)) next.lon_e7 = last.lon_e7;
          last = next;
        }
        if (one_in(2)) give_times(corridor);
        return corridor;
      }
      case 2:
        return MultiPolygon{star(), star()};
      default:
        return MultiPolygon{star()};
    }
  }

  Volume volume() {
    Volume volume;
    volume.time.from = whole(0, 40'000'000);
    volume.time.until = volume.time.from + whole(1, 20'000'000);
    if (one_in(20)) volume.time.until += std::int64_t{4'000'000'000'000};
    if (one_in(20)) volume.time = {};
    volume.altitude.floor_cm = static_cast<std::int32_t>(whole(0, 200'000));
    volume.altitude.ceiling_cm =
        volume.altitude.floor_cm + static_cast<std::int32_t>(whole(0, 99'999));
    volume.altitude.datum = static_cast<Datum>(one_in(3) ? whole(0, 2) : 0);
    if (one_in(20)) volume.altitude = {};
    window_ = volume.time;
    volume.footprint = footprint();
    return volume;
  }

  Separation separation() {
    if (one_in(2)) return {};
    return {static_cast<std::int64_t>(size_deg_ * 111'000 * real(0, 0.2)), whole(0, 30'000),
            whole(0, 3'600'000)};
  }

 private:
  void give_times(Corridor& corridor) {
    if (window_ == Window{}) return;
    std::int64_t at = window_.from;
    const std::int64_t step =
        (window_.until - at) / static_cast<std::int64_t>(2 * corridor.route.size() + 1);
    for (Waypoint& waypoint : corridor.route) {
      const std::int64_t stays = one_in(2) ? step : 0;
      if (!one_in(4)) waypoint.passage = {at, at + stays};
      at += stays + step;
    }
    corridor.tolerance_ms = one_in(2) ? whole(0, 600'000) : 0;
  }

  std::mt19937_64 dice_;
  double lon_, lat_, size_deg_;
  Window window_;
};

}  // namespace truceline::geo
