// SPDX-License-Identifier: Apache-2.0
#include "geo/area.hpp"

#include <GeographicLib/Geodesic.hpp>
#include <GeographicLib/PolygonArea.hpp>
#include <algorithm>
#include <cmath>

namespace truceline::geo {
namespace {

constexpr std::int64_t kPieceE7 = 2'500'000;
constexpr double kDegreesPerE7 = 1e-7;

double ring_m2(const Ring& ring) {
  GeographicLib::PolygonArea measure(GeographicLib::Geodesic::WGS84());
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Point from = ring[i];
    const Point to = ring[i + 1 == ring.size() ? 0 : i + 1];
    const std::int64_t lon = std::int64_t{to.lon_e7} - from.lon_e7;
    const std::int64_t lat = std::int64_t{to.lat_e7} - from.lat_e7;
    const std::int64_t pieces = std::max(std::abs(lon), std::abs(lat)) / kPieceE7 + 1;
    for (std::int64_t piece = 0; piece < pieces; ++piece) {
      const double share = static_cast<double>(piece) / static_cast<double>(pieces);
      measure.AddPoint((from.lat_e7 + share * static_cast<double>(lat)) * kDegreesPerE7,
                       (from.lon_e7 + share * static_cast<double>(lon)) * kDegreesPerE7);
    }
  }
  double perimeter_m = 0.0;
  double signed_m2 = 0.0;
  measure.Compute(/*reverse=*/false, /*sign=*/true, perimeter_m, signed_m2);
  return std::abs(signed_m2);
}

}  // namespace

double area_m2(const MultiPolygon& area) {
  double sum = 0.0;
  for (const Polygon& polygon : area) {
    sum += ring_m2(polygon.outer);
    for (const Ring& hole : polygon.holes) sum -= ring_m2(hole);
  }
  return sum;
}

}  // namespace truceline::geo
