// SPDX-License-Identifier: Apache-2.0
#include "geo/circle.hpp"

#include <GeographicLib/Geodesic.hpp>
#include <cmath>
#include <string>

#include "base/invariant.hpp"
#include "geo/distance.hpp"

namespace truceline::geo {
namespace {

constexpr double kDegreesPerE7 = 1e-7;

std::int32_t to_e7(double degrees) {
  return static_cast<std::int32_t>(std::llround(degrees * 1e7));
}

base::Result<void> check(Point centre, std::int64_t radius_m, std::size_t vertices) {
  if (radius_m < 1 || radius_m > kCircleRadiusMaxM)
    return base::invalid("a circle of " + std::to_string(radius_m) + " m cannot be drawn",
                         "give a radius of 1 to " + std::to_string(kCircleRadiusMaxM) + " m");
  if (vertices < 3 || vertices > kCircleVerticesMax)
    return base::invalid("a circle of " + std::to_string(vertices) + " vertices cannot be drawn",
                         "ask for 3 to " + std::to_string(kCircleVerticesMax));
  const std::int32_t pole = centre.lat_e7 < 0 ? -kLatMaxE7 : kLatMaxE7;
  const Point nearest_pole = {.lon_e7 = centre.lon_e7, .lat_e7 = pole};
  if (distance_m(centre, nearest_pole) <= static_cast<double>(radius_m))
    return base::invalid("the circle reaches a pole", "make the radius smaller");
  return {};
}

}  // namespace

base::Result<Polygon> circle_polygon(Point centre, std::int64_t radius_m, std::size_t vertices) {
  INVARIANT(is_valid(centre));
  TRY(check(centre, radius_m, vertices));
  using GeographicLib::Geodesic;
  Polygon circle;
  for (std::size_t i = 0; i < vertices; ++i) {
    const double azimuth = -360.0 * static_cast<double>(i) / static_cast<double>(vertices);
    double lat = 0.0, lon = 0.0, unused = 0.0;
    // Unrolled, so that a longitude beyond +-180 tells that the antimeridian was crossed.
    Geodesic::WGS84().GenDirect(centre.lat_e7 * kDegreesPerE7, centre.lon_e7 * kDegreesPerE7,
                                azimuth, /*arcmode=*/false, static_cast<double>(radius_m),
                                Geodesic::LATITUDE | Geodesic::LONGITUDE | Geodesic::LONG_UNROLL,
                                lat, lon, unused, unused, unused, unused, unused, unused);
    if (std::abs(lon) >= 180.0)
      return base::invalid("the circle reaches the antimeridian",
                           "split the area there or make the radius smaller");
    const Point vertex = {.lon_e7 = to_e7(lon), .lat_e7 = to_e7(lat)};
    if (circle.outer.empty() || vertex != circle.outer.back()) circle.outer.push_back(vertex);
  }
  if (circle.outer.size() > 1 && circle.outer.back() == circle.outer.front())
    circle.outer.pop_back();
  return circle;
}

}  // namespace truceline::geo
