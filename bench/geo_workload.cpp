// SPDX-License-Identifier: Apache-2.0
#include "geo_workload.hpp"

#include <algorithm>
#include <array>

#include "engine/synthetic_mission.hpp"

namespace truceline::bench {
namespace {

using engine::Dice;

constexpr geo::Point kLow{.lon_e7 = 357'000'000, .lat_e7 = 323'000'000};
constexpr geo::Point kHigh{.lon_e7 = 424'000'000, .lat_e7 = 373'000'000};
constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::int64_t kFirstMs = 1'494'028'800'000;  // 6 May 2017
constexpr std::int64_t kDays = 30;
// What a metre is worth at 34.8 N, in 1e-7 degrees.
constexpr std::int64_t kNorthE7 = 90;
constexpr std::int64_t kEastE7 = 109;

std::int64_t between(Dice& dice, std::int64_t low, std::int64_t high) {
  return low + dice.roll(high - low + 1);
}

geo::Point anywhere(Dice& dice) {
  const auto lon_e7 = static_cast<std::int32_t>(between(dice, kLow.lon_e7, kHigh.lon_e7));
  return {.lon_e7 = lon_e7,
          .lat_e7 = static_cast<std::int32_t>(between(dice, kLow.lat_e7, kHigh.lat_e7))};
}

/// Millionths east and north of a direction in 4096ths of a turn from east, on a 64-gon.
struct Direction {
  std::int64_t east, north;
};
constexpr std::int64_t kTurn = 4096;

Direction direction(std::int64_t turned) {
  // A million sines of 64ths of a turn.
  static constexpr std::array<std::int64_t, 17> kSines = {
      0,       98'017,  195'090, 290'285, 382'683, 471'397, 555'570, 634'393,  707'107,
      773'010, 831'470, 881'921, 923'880, 956'940, 980'785, 995'185, 1'000'000};
  const auto sine = [](std::int64_t at) {
    const auto step = static_cast<std::size_t>(at & 63);
    const std::size_t within = step & 15;
    const bool falls = (step & 16) != 0;
    const std::int64_t value = kSines[falls ? 16 - within : within];
    return (step & 32) != 0 ? -value : value;
  };
  const std::int64_t at = turned >> 6, part = turned & 63;
  const auto mixed = [&](std::int64_t ahead) {
    return (sine(at + ahead) * (64 - part) + sine(at + ahead + 1) * part) / 64;
  };
  return {mixed(16), mixed(0)};
}

geo::Point moved(geo::Point from, const Direction& to, std::int64_t metres) {
  return {
      .lon_e7 = static_cast<std::int32_t>(from.lon_e7 + to.east * metres * kEastE7 / 1'000'000),
      .lat_e7 = static_cast<std::int32_t>(from.lat_e7 + to.north * metres * kNorthE7 / 1'000'000)};
}

geo::Polygon circle(Dice& dice, geo::Point centre, std::int64_t vertices) {
  const std::int64_t radius_m = between(dice, 500, 2000);
  geo::Polygon drawn;
  for (std::int64_t i = 0; i < vertices; ++i)
    drawn.outer.push_back(moved(centre, direction(i * kTurn / vertices), radius_m));
  return drawn;
}

/// Both sides of a route that bends a little at each of its points.
geo::Polygon corridor(Dice& dice, geo::Point middle) {
  const std::int64_t points = between(dice, 10, 30);
  const std::int64_t length_m = between(dice, 10'000, 80'000);
  const std::int64_t half_width_m = between(dice, 250, 1000);
  std::int64_t heading = dice.roll(kTurn);
  geo::Point at = moved(middle, direction(heading + kTurn / 2), length_m / 2);
  geo::Polygon drawn;
  geo::Ring right;
  for (std::int64_t i = 0; i < points; ++i) {
    drawn.outer.push_back(moved(at, direction(heading + kTurn * 3 / 4), half_width_m));
    right.push_back(moved(at, direction(heading + kTurn / 4), half_width_m));
    at = moved(at, direction(heading), length_m / (points - 1));
    heading += between(dice, -60, 60);
  }
  drawn.outer.insert(drawn.outer.end(), right.rbegin(), right.rend());
  return drawn;
}

/// A coast that wanders in and out.
geo::Polygon blob(Dice& dice, geo::Point centre) {
  const std::int64_t vertices = between(dice, 200, 1000);
  const std::int64_t radius_m = between(dice, 3000, 15'000);
  std::int64_t share = 800;
  geo::Polygon drawn;
  for (std::int64_t i = 0; i < vertices; ++i) {
    share = std::clamp<std::int64_t>(share + between(dice, -40, 40), 500, 1000);
    drawn.outer.push_back(moved(centre, direction(i * kTurn / vertices), radius_m * share / 1000));
  }
  return drawn;
}

/// How many of a hundred footprints are what; the rest are blobs.
struct Mix {
  std::int64_t circles, corridors, circle_vertices;
};

geo::Polygon footprint(Dice& dice, geo::Point centre, const Mix& mix) {
  const std::int64_t kind = dice.roll(100);
  if (kind < mix.circles) return circle(dice, centre, mix.circle_vertices);
  return kind < mix.circles + mix.corridors ? corridor(dice, centre) : blob(dice, centre);
}

}  // namespace

std::vector<TimedZone> timed_zones(std::uint64_t seed, std::size_t count) {
  Dice dice(seed);
  std::vector<geo::Point> towns;
  for (int i = 0; i < 150; ++i) towns.push_back(anywhere(dice));
  std::vector<TimedZone> made;
  made.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    geo::Point centre = anywhere(dice);
    if (dice.roll(3) != 0) {
      const geo::Point town =
          towns[static_cast<std::size_t>(dice.roll(static_cast<std::int64_t>(towns.size())))];
      centre = moved(town, direction(dice.roll(kTurn)), dice.roll(16'000));
    }
    const geo::Polygon drawn = footprint(dice, centre, {80, 18, 64});
    const std::int64_t from = kFirstMs + dice.roll(kDays * kDayMs);
    made.push_back({{drawn}, {from, from + between(dice, kDayMs, 10 * kDayMs)}});
  }
  return made;
}

std::vector<PlacedMoment> places_near(std::uint64_t seed, std::size_t count,
                                      const std::vector<TimedZone>& zones) {
  Dice dice(seed);
  std::vector<PlacedMoment> made;
  made.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    geo::Point at = anywhere(dice);
    if (dice.roll(2) == 0) {
      const auto which =
          static_cast<std::size_t>(dice.roll(static_cast<std::int64_t>(zones.size())));
      at = moved(zones[which].area[0].outer[0], direction(dice.roll(kTurn)), dice.roll(2000));
    }
    made.push_back({at, kFirstMs + dice.roll(kDays * kDayMs)});
  }
  return made;
}

std::vector<geo::Volume> volumes(std::uint64_t seed, std::size_t count) {
  Dice dice(seed);
  std::vector<geo::Volume> made;
  made.reserve(count);
  constexpr std::int64_t kHourMs = 3'600'000;
  for (std::size_t i = 0; i < count; ++i) {
    geo::Volume volume;
    volume.footprint = geo::MultiPolygon{footprint(dice, anywhere(dice), {52, 42, 32})};
    volume.altitude.floor_cm = static_cast<std::int32_t>(dice.roll(260'000));
    volume.altitude.ceiling_cm =
        volume.altitude.floor_cm + static_cast<std::int32_t>(between(dice, 6'000, 40'000));
    volume.time.from = kFirstMs + dice.roll(kDays * kDayMs);
    volume.time.until = volume.time.from + between(dice, kHourMs, 6 * kHourMs);
    made.push_back(std::move(volume));
  }
  return made;
}

}  // namespace truceline::bench
