// SPDX-License-Identifier: Apache-2.0
//
// The meeting of volumes against a slow and obvious second implementation, which shares nothing
// with it but the library's geodesic and locate().
#include "geo/volume_meeting.hpp"

#include <GeographicLib/Geodesic.hpp>
#include <algorithm>
#include <gtest/gtest.h>
#include <limits>

#include "geo/circle.hpp"
#include "geo/closest_approach.hpp"
#include "geo/containment.hpp"
#include "geo/distance.hpp"
#include "geo/random_volumes.hpp"

namespace truceline::geo {
namespace {

struct Place {
  double lon, lat;
};

double metres_between(Place a, Place b) {
  double metres = 0;
  GeographicLib::Geodesic::WGS84().Inverse(a.lat, a.lon, b.lat, b.lon, metres);
  return metres;
}

/// What a footprint is made of, as said in volume.hpp: edges, areas, metres around.
struct Drawn {
  std::vector<Segment> edges;
  MultiPolygon areas;
  double reach_m = 0;
};

Drawn drawn(const Footprint& footprint) {
  Drawn all;
  if (const auto* area = std::get_if<MultiPolygon>(&footprint)) {
    all.areas = *area;
    for (const Polygon& polygon : *area) {
      std::vector<Ring> rings = polygon.holes;
      rings.push_back(polygon.outer);
      for (const Ring& ring : rings)
        for (std::size_t i = 0; i < ring.size(); ++i)
          all.edges.push_back({ring[i], ring[(i + 1) % ring.size()]});
    }
  } else if (const auto* circle = std::get_if<Circle>(&footprint)) {
    all.edges.push_back({circle->centre, circle->centre});
    all.reach_m = static_cast<double>(circle->radius_m);
  } else {
    const auto& corridor = std::get<Corridor>(footprint);
    for (std::size_t i = 1; i < corridor.route.size(); ++i)
      all.edges.push_back({corridor.route[i - 1].at, corridor.route[i].at});
    all.reach_m = static_cast<double>(corridor.half_width_m);
  }
  return all;
}

/// The least distance between two edges: places along one measured to the other, the best searched
/// by thirds on both.
double sampled_m(const Segment& a, const Segment& b) {
  const auto on = [](const Segment& edge, double share) {
    return Place{(edge.from.lon_e7 + share * (double(edge.to.lon_e7) - edge.from.lon_e7)) * 1e-7,
                 (edge.from.lat_e7 + share * (double(edge.to.lat_e7) - edge.from.lat_e7)) * 1e-7};
  };
  const auto searched = [](auto metres_at, double low, double high) {
    for (int i = 0; i < 24; ++i) {
      const double one = low + (high - low) / 3, two = high - (high - low) / 3;
      if (metres_at(one) < metres_at(two))
        high = two;
      else
        low = one;
    }
    return metres_at((low + high) / 2);
  };
  const auto to_b = [&](double share) {
    const Place p = on(a, share);
    return std::min({searched([&](double s) { return metres_between(p, on(b, s)); }, 0, 1),
                     metres_between(p, on(b, 0)), metres_between(p, on(b, 1))});
  };
  double least = std::min(to_b(0), to_b(1));
  constexpr int kPieces = 2;
  for (int i = 0; i < kPieces; ++i)
    least = std::min(least, searched(to_b, double(i) / kPieces, double(i + 1) / kPieces));
  return least;
}

/// Metres between two footprints, 0 where they share a place.
double obvious_distance_m(const Footprint& a, const Footprint& b) {
  const Drawn one = drawn(a), other = drawn(b);
  for (const Segment& edge : one.edges)
    if (locate(edge.from, other.areas) != Side::outside) return 0;
  for (const Segment& edge : other.edges)
    if (locate(edge.from, one.areas) != Side::outside) return 0;
  double least = std::numeric_limits<double>::infinity();
  for (const Segment& edge : one.edges)
    for (const Segment& second : other.edges) {
      if (edge.from != edge.to && second.from != second.to &&
          meeting_of(edge, second).contact != Contact::none)
        return 0;
      least = std::min(least, sampled_m(edge, second));
    }
  return std::max(least - one.reach_m - other.reach_m, 0.0);
}

struct Spot {
  double lon, lat, size_deg;
};

TEST(VolumeMeeting, knows_the_distance_of_footprints_as_searching_for_it_does) {
  constexpr Spot kSpots[] = {{38, 35, 0.02}, {38, -35, 0.2}, {179.99, -17, 0.05}, {20, 79, 0.05}};
  int apart = 0;
  for (const Spot& spot : kSpots) {
    RandomVolumes volumes(static_cast<std::uint64_t>(spot.lat + 100), spot.lon, spot.lat,
                          spot.size_deg);
    for (int i = 0; i < 4; ++i) {
      const Volume a{volumes.footprint(), {}, {}}, b{volumes.footprint(), {}, {}};
      const double expected_m = obvious_distance_m(a.footprint, b.footprint);
      const ClosestApproach closest = closest_approach(prepare(a), prepare(b), {});
      EXPECT_NEAR(closest.horizontal_m, expected_m, 0.01) << spot.lat << ' ' << i;
      EXPECT_NEAR(distance_m(closest.on_a, closest.on_b), closest.horizontal_m, 0.03);
      if (expected_m < 1) continue;
      ++apart;
      const auto metres = static_cast<std::int64_t>(expected_m);
      EXPECT_FALSE(meet(prepare(a), prepare(b), {.horizontal_m = metres - 1}));
      EXPECT_TRUE(meet(prepare(a), prepare(b), {.horizontal_m = metres + 1}));
    }
  }
  EXPECT_GT(apart, 5);
}

TEST(VolumeMeeting, of_areas_is_exact_however_small_the_gap) {
  RandomVolumes volumes(5, 38, 35, 1e-6);  // coordinates a few units apart: much touching
  int meeting = 0;
  for (int i = 0; i < 3000; ++i) {
    const Volume a{MultiPolygon{volumes.star()}, {}, {}}, b{MultiPolygon{volumes.star()}, {}, {}};
    const Drawn one = drawn(a.footprint), other = drawn(b.footprint);
    bool expected = false;
    for (const Segment& edge : one.edges) {
      expected |= locate(edge.from, other.areas) != Side::outside;
      for (const Segment& second : other.edges)
        expected |= edge.from != edge.to && second.from != second.to &&
                    meeting_of(edge, second).contact != Contact::none;
    }
    for (const Segment& edge : other.edges)
      expected |= locate(edge.from, one.areas) != Side::outside;
    ASSERT_EQ(meet(prepare(a), prepare(b), {}), expected) << i;
    meeting += expected;
  }
  EXPECT_GT(meeting, 300);
  EXPECT_LT(meeting, 2700);
}

TEST(VolumeMeeting, of_coasts_with_thousands_of_vertices_is_the_same_question) {
  // Two combs whose teeth stand between each other, and one that reaches a hair too far.
  const auto comb = [](std::int32_t south, std::int32_t tip, std::int32_t shift, bool upward) {
    Ring ring;
    constexpr std::int32_t kTeeth = 1500;
    for (std::int32_t i = 0; i < kTeeth; ++i) {
      ring.push_back({.lon_e7 = shift + i * 100, .lat_e7 = south});
      ring.push_back({.lon_e7 = shift + i * 100 + 50, .lat_e7 = tip});
    }
    const std::int32_t back = upward ? south - 1000 : south + 1000;
    ring.push_back({.lon_e7 = shift + kTeeth * 100, .lat_e7 = back});
    ring.push_back({.lon_e7 = shift, .lat_e7 = back});
    return prepare({MultiPolygon{{ring, {}}}, {}, {}});
  };
  const PreparedVolume low = comb(0, 5000, 0, true);
  EXPECT_FALSE(meet(low, comb(6000, 1000, 50, false), {}));
  EXPECT_TRUE(meet(low, comb(6000, 1000, 50, false), {.horizontal_m = 1}));
  EXPECT_TRUE(meet(low, comb(6000, 1000, 61, false), {}));
}

constexpr Point kHospital = {.lon_e7 = 371'500'000, .lat_e7 = 362'000'000};

TEST(VolumeMeeting,
     a_strike_that_touches_a_buffer_by_a_metre_meets_it_and_one_that_misses_does_not) {
  const PreparedVolume buffer = prepare({Circle{kHospital, 500}, {}, {}});
  for (const double azimuth : {0.0, 45.0, 117.0, 270.0}) {
    const auto strike_at = [&](double metres) {
      double lat = 0, lon = 0;
      GeographicLib::Geodesic::WGS84().Direct(kHospital.lat_e7 * 1e-7, kHospital.lon_e7 * 1e-7,
                                              azimuth, metres, lat, lon);
      return prepare({Circle{RandomVolumes::point(lon, lat), 1000}, {}, {}});
    };
    EXPECT_TRUE(meet(buffer, strike_at(1499), {}));
    EXPECT_FALSE(meet(buffer, strike_at(1501), {}));
    EXPECT_TRUE(meet(buffer, strike_at(1999), {.horizontal_m = 500}));
    EXPECT_FALSE(meet(buffer, strike_at(2001), {.horizontal_m = 500}));
    EXPECT_NEAR(closest_approach(buffer, strike_at(2001), {}).horizontal_m, 501, 0.02);
  }
}

TEST(VolumeMeeting, needs_a_shared_height_and_moment_or_ones_near_enough) {
  const Volume low{Circle{kHospital, 100}, {0, 30'000, Datum::amsl}, {1000, 2000}};
  Volume high = low;
  high.altitude = {60'000, 90'000, Datum::amsl};  // 300 m above
  EXPECT_FALSE(meet(prepare(low), prepare(high), {}));
  EXPECT_FALSE(meet(prepare(low), prepare(high), {.vertical_cm = 29'999}));
  EXPECT_TRUE(meet(prepare(low), prepare(high), {.vertical_cm = 30'000}));
  EXPECT_EQ(closest_approach(prepare(low), prepare(high), {}).vertical_gap_cm, 30'000);
  Volume later = low;
  later.time = {2000, 3000};
  EXPECT_FALSE(meet(prepare(low), prepare(later), {}));
  EXPECT_TRUE(meet(prepare(low), prepare(later), {.time_ms = 1}));
  later.time = {2500, 3000};
  EXPECT_FALSE(meet(prepare(low), prepare(later), {.time_ms = 500}));
  EXPECT_TRUE(meet(prepare(low), prepare(later), {.time_ms = 501}));
  const ClosestApproach closest = closest_approach(prepare(low), prepare(later), {});
  EXPECT_EQ(closest.time_gap_ms, 500);
  EXPECT_EQ(closest.when, (Window{2000, 2500}));
}

TEST(VolumeMeeting, takes_heights_of_different_kinds_at_their_worst) {
  const auto at = [](std::int32_t floor_m, std::int32_t ceiling_m, Datum datum) {
    return prepare({Circle{kHospital, 100}, {floor_m * 100, ceiling_m * 100, datum}, {}});
  };
  // A convoy on unknown ground may be anywhere a mountain is, but not where airliners fly.
  EXPECT_TRUE(meet(at(0, 10, Datum::above_ground), at(3000, 3500, Datum::amsl), {}));
  EXPECT_FALSE(meet(at(0, 10, Datum::above_ground), at(10'000, 11'000, Datum::amsl), {}));
  EXPECT_FALSE(meet(at(0, 10, Datum::above_ground), at(50, 90, Datum::above_ground), {}));
  // The geoid is within 110 m of the ellipsoid.
  EXPECT_TRUE(meet(at(0, 100, Datum::amsl), at(180, 300, Datum::wgs84), {}));
  EXPECT_FALSE(meet(at(0, 100, Datum::amsl), at(300, 400, Datum::wgs84), {}));
}

TEST(VolumeMeeting, a_convoy_occupies_a_leg_only_while_it_is_on_it) {
  const auto place = [](double lon) { return RandomVolumes::point(lon, 36); };
  const std::int64_t kHour = 3'600'000;
  Corridor convoy{{{place(37), Passage{0, 0}},
                   {place(37.1), Passage{kHour, 2 * kHour}},
                   {place(37.2), Passage{3 * kHour, 3 * kHour}}},
                  100,
                  0};
  const auto meets_at = [&](double lon, std::int64_t time) {
    return meet(prepare({convoy, {}, {0, 3 * kHour}}),
                prepare({Circle{place(lon), 10}, {}, {time, time + 1}}), {});
  };
  EXPECT_TRUE(meets_at(37.05, kHour / 2));
  EXPECT_FALSE(meets_at(37.05, kHour + 1));
  EXPECT_TRUE(meets_at(37.1, kHour + kHour / 2));  // it rests here
  EXPECT_FALSE(meets_at(37.15, kHour + kHour / 2));
  EXPECT_TRUE(meets_at(37.15, 2 * kHour + 1));
  EXPECT_FALSE(meets_at(37.15, 3 * kHour));
  convoy.tolerance_ms = kHour / 10;
  EXPECT_TRUE(meets_at(37.05, kHour + kHour / 10 - 1));
  EXPECT_FALSE(meets_at(37.05, kHour + kHour / 10));
  EXPECT_TRUE(meets_at(37.15, 2 * kHour - kHour / 10));
  convoy.route[1].passage.reset();  // nobody knows when: both legs, all the way
  EXPECT_TRUE(meets_at(37.05, 3 * kHour - 1));
  EXPECT_TRUE(meets_at(37.15, 1));
}

TEST(VolumeMeeting, works_across_the_antimeridian_and_around_the_poles) {
  const auto circle = [](double lon, double lat, std::int64_t radius_m) {
    return prepare({Circle{RandomVolumes::point(lon, lat), radius_m}, {}, {}});
  };
  EXPECT_TRUE(meet(circle(179.999, 0, 100), circle(-179.999, 0, 130), {}));
  EXPECT_FALSE(meet(circle(179.999, 0, 100), circle(-179.999, 0, 120), {}));
  EXPECT_TRUE(meet(circle(0, 89.999, 100), circle(180, 89.999, 124), {}));
  EXPECT_FALSE(meet(circle(0, 89.999, 100), circle(180, 89.999, 122), {}));
  const auto box = [](double west, double south, double east, double north) {
    return prepare(
        {MultiPolygon{{{RandomVolumes::point(west, south), RandomVolumes::point(east, south),
                        RandomVolumes::point(east, north), RandomVolumes::point(west, north)},
                       {}}},
         {},
         {}});
  };
  EXPECT_TRUE(meet(box(179, 0, 180, 1), box(-180, 1, -179, 2), {}));
  EXPECT_FALSE(meet(box(179, 0, 180, 1), box(-180, 1.0000001, -179, 2), {}));
  EXPECT_TRUE(meet(box(179, 0, 180, 1), box(-180, 1.0000001, -179, 2), {.horizontal_m = 1}));
  EXPECT_TRUE(meet(box(-180, -90, 180, 90), box(10, 10, 11, 11), {}));
  const Corridor route{{{RandomVolumes::point(179.9, 5)},
                        {RandomVolumes::point(180, 5)},
                        {{.lon_e7 = -kLonMaxE7, .lat_e7 = 50'000'000}},
                        {RandomVolumes::point(-179.9, 5)}},
                       1000,
                       0};
  EXPECT_TRUE(flaws({route, {}, {}}).empty());
  EXPECT_TRUE(meet(prepare({route, {}, {}}), circle(-179.95, 5.001, 10), {}));
  EXPECT_FALSE(meet(prepare({route, {}, {}}), circle(0, 5, 1000), {}));
}

TEST(ClosestApproach, tells_of_the_parts_that_are_there_together) {
  const auto place = [](double lon, double lat) { return RandomVolumes::point(lon, lat); };
  const std::int64_t kHour = 3'600'000;
  const Corridor convoy{{{place(37, 36), Passage{0, 0}},
                         {place(37.1, 36), Passage{kHour, kHour}},
                         {place(37.2, 36), Passage{2 * kHour, 2 * kHour}}},
                        100,
                        0};
  // Near the first leg, but only while the convoy is on the second.
  const Volume strike{Circle{place(37.05, 36.01), 100}, {}, {kHour, 2 * kHour}};
  const ClosestApproach closest =
      closest_approach(prepare({convoy, {}, {0, 2 * kHour}}), prepare(strike), {});
  EXPECT_EQ(closest.when, (Window{kHour, 2 * kHour}));
  EXPECT_NEAR(closest.horizontal_m, distance_m(place(37.1, 36), place(37.05, 36.01)) - 200, 0.01);
  EXPECT_NEAR(distance_m(closest.on_a, place(37.1, 36)), 100, 0.02);
  EXPECT_NEAR(distance_m(closest.on_b, place(37.05, 36.01)), 100, 0.02);
}

}  // namespace
}  // namespace truceline::geo
