// SPDX-License-Identifier: Apache-2.0
#include "geo/distance.hpp"

#include <GeographicLib/Geodesic.hpp>
#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <random>

namespace truceline::geo {
namespace {

constexpr Point at(double lon, double lat) {
  return {.lon_e7 = static_cast<std::int32_t>(lon * 1e7),
          .lat_e7 = static_cast<std::int32_t>(lat * 1e7)};
}

TEST(Distance, agrees_with_known_lengths) {
  // A degree of the equator is pi/180 times 6,378,137 m; a quarter meridian 10,001,965.729 m.
  EXPECT_NEAR(distance_m(at(0, 0), at(1, 0)), 111'319.490793, 1e-5);
  EXPECT_NEAR(distance_m(at(36, 0), at(36, 90)), 10'001'965.7293, 1e-3);
  // Flinders Peak to Buninyong: 54,972.271 m (GDA Technical Manual; GRS80 is WGS84 to 0.1 mm).
  EXPECT_NEAR(distance_m({.lon_e7 = 1'444'248'679, .lat_e7 = -379'510'334},
                         {.lon_e7 = 1'439'264'955, .lat_e7 = -376'528'211}),
              54'972.271, 0.02);
  EXPECT_EQ(distance_m(at(36.3, 33.5), at(36.3, 33.5)), 0);
  EXPECT_LT(distance_m(at(180, 10), at(-180, 10)), 1e-6);
}

/// The true distance to an edge: every piece of a thousandth sampled, the best one searched by
/// thirds. Shares nothing with the code under test but the library's geodesic.
double sampled_distance(Point p, const Segment& edge) {
  const auto metres_at = [&](double share) {
    const double lon = edge.from.lon_e7 + share * (double(edge.to.lon_e7) - edge.from.lon_e7);
    const double lat = edge.from.lat_e7 + share * (double(edge.to.lat_e7) - edge.from.lat_e7);
    double metres = 0;
    GeographicLib::Geodesic::WGS84().Inverse(p.lat_e7 * 1e-7, p.lon_e7 * 1e-7, lat * 1e-7,
                                             lon * 1e-7, metres);
    return metres;
  };
  constexpr int kSamples = 1000;
  int nearest = 0;
  double least = metres_at(0);
  for (int i = 1; i <= kSamples; ++i) {
    const double metres = metres_at(double(i) / kSamples);
    if (metres < least) nearest = i;
    least = std::min(least, metres);
  }
  double low = std::max(0.0, (nearest - 1.0) / kSamples);
  double high = std::min(1.0, (nearest + 1.0) / kSamples);
  for (int i = 0; i < 60; ++i) {
    const double a = low + (high - low) / 3, b = high - (high - low) / 3;
    (metres_at(a) < metres_at(b) ? high : low) = metres_at(a) < metres_at(b) ? b : a;
  }
  return std::min(least, metres_at((low + high) / 2));
}

/// Random edges and places near them; returns the greatest difference from the sampled truth.
double greatest_error_m(double lat_most, double edge_degrees, double place_degrees, int cases) {
  std::mt19937 random(21);
  std::uniform_real_distribution<double> unit(-1, 1);
  double greatest = 0;
  for (int i = 0; i < cases; ++i) {
    const double lon = 170 * unit(random), lat = lat_most * unit(random);
    const double stretch = 1 / std::cos(lat * 3.14159265 / 180);
    const double end_lat = std::clamp(lat + edge_degrees * unit(random), -lat_most, lat_most);
    const Segment edge = {
        at(lon, lat),
        at(std::clamp(lon + edge_degrees * stretch * unit(random), -180.0, 180.0), end_lat)};
    const double along = (unit(random) + 1) / 2;
    const Point p = at(
        std::clamp((edge.from.lon_e7 + along * (double(edge.to.lon_e7) - edge.from.lon_e7)) * 1e-7 +
                       place_degrees * stretch * unit(random),
                   -180.0, 180.0),
        std::clamp((edge.from.lat_e7 + along * (double(edge.to.lat_e7) - edge.from.lat_e7)) * 1e-7 +
                       place_degrees * unit(random),
                   -lat_most, lat_most));
    const double error = std::abs(distance_to_edge_m(p, edge) - sampled_distance(p, edge));
    greatest = std::max(greatest, error);
  }
  return greatest;
}

TEST(DistanceToEdge, keeps_its_bound_of_a_centimetre) {
  EXPECT_LT(greatest_error_m(80, 0.01, 0.01, 300), 0.01);  // a village
  EXPECT_LT(greatest_error_m(80, 0.9, 0.9, 300), 0.01);    // 100 km
  EXPECT_LT(greatest_error_m(80, 0.9, 0.001, 300), 0.01);
  EXPECT_LT(greatest_error_m(60, 10, 0.6, 300), 0.01);  // long edges
}

TEST(DistanceToEdge, an_edge_along_a_parallel_is_not_the_geodesic_between_its_ends) {
  // At 60 N the great circle between the ends runs some kilometres north of the parallel.
  const Segment parallel = {at(10, 60), at(14, 60)};
  EXPECT_NEAR(distance_to_edge_m(at(12, 60), parallel), 0, 1e-3);
  EXPECT_NEAR(distance_to_edge_m(at(12, 60.1), parallel), distance_m(at(12, 60.1), at(12, 60)),
              0.01);
}

TEST(DistanceToEdge, beyond_the_ends_it_is_the_distance_to_the_end) {
  const Segment edge = {at(36, 35), at(36.5, 35)};
  EXPECT_NEAR(distance_to_edge_m(at(35, 35), edge), distance_m(at(35, 35), at(36, 35)), 1e-3);
  EXPECT_NEAR(distance_to_edge_m(at(37, 36), edge), distance_m(at(37, 36), at(36.5, 35)), 1e-3);
  const Segment point = {at(36, 35), at(36, 35)};
  EXPECT_NEAR(distance_to_edge_m(at(37, 36), point), distance_m(at(37, 36), at(36, 35)), 1e-3);
}

Polygon rectangle(double west, double south, double east, double north) {
  return {.outer = {at(west, south), at(east, south), at(east, north), at(west, north)},
          .holes = {}};
}

TEST(DistanceToBoundary, is_the_same_from_inside_and_outside_and_asks_holes_too) {
  Polygon square = rectangle(36, 35, 37, 36);
  EXPECT_NEAR(distance_to_boundary_m(at(36.1, 35.5), {square}),
              distance_m(at(36.1, 35.5), at(36, 35.5)), 20);
  square.holes = {rectangle(36.4, 35.4, 36.6, 35.6).outer};
  EXPECT_NEAR(distance_to_boundary_m(at(36.5, 35.39), {square}),
              distance_m(at(36.5, 35.39), at(36.5, 35.4)), 0.01);
  EXPECT_TRUE(std::isinf(distance_to_boundary_m(at(0, 0), {})));
  EXPECT_NEAR(distance_to_boundary_m(at(36.4, 35.5), {square}), 0, 1e-3);
}

TEST(DistanceToBoundary, looks_across_the_antimeridian) {
  const MultiPolygon area = {rectangle(-180, 0, -179.5, 1)};
  EXPECT_NEAR(distance_to_boundary_m(at(179.9, 0.5), area),
              distance_m(at(179.9, 0.5), at(180, 0.5)), 0.01);
}

TEST(DistanceToBoundary, passes_over_no_edge_that_is_the_nearest) {
  std::mt19937 random(8);
  std::uniform_real_distribution<double> unit(-1, 1);
  for (int i = 0; i < 200; ++i) {
    Polygon star;
    for (int v = 0; v < 24; ++v) {
      const double angle = v * 2 * 3.14159265 / 24, radius = 1.5 + unit(random);
      star.outer.push_back(at(36 + radius * std::cos(angle), 35 + radius * std::sin(angle)));
    }
    const Point p = at(36 + 3 * unit(random), 35 + 3 * unit(random));
    double least = 1e9;
    for (std::size_t v = 0; v < star.outer.size(); ++v)
      least = std::min(least, distance_to_edge_m(p, {star.outer[v], star.outer[(v + 1) % 24]}));
    ASSERT_DOUBLE_EQ(distance_to_boundary_m(p, {star}), least);
  }
}

}  // namespace
}  // namespace truceline::geo
