// SPDX-License-Identifier: Apache-2.0
#include "geo/grid_reference.hpp"

#include <GeographicLib/MGRS.hpp>
#include <GeographicLib/UTMUPS.hpp>
#include <cmath>
#include <exception>
#include <optional>

namespace truceline::geo {
namespace {

using GeographicLib::MGRS;
using GeographicLib::UTMUPS;

constexpr double kDegreesPerE7 = 1e-7;
constexpr double kE7PerDegree = 1e7;
constexpr double kMmPerM = 1000.0;
constexpr int kZoneMax = 60;
constexpr int kDigitsMax = 8;

/// What `work` gives; empty where the library threw. The only place that knows it may.
template <class Work>
auto unless_thrown(Work work) -> std::optional<decltype(work())> {
  try {
    return work();
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

struct Degrees {
  double lat = 0;
  double lon = 0;
};

Degrees degrees_of(Point p) {
  return {p.lat_e7 * kDegreesPerE7, p.lon_e7 * kDegreesPerE7};
}

/// Rounds each once; empty where the library gave no number.
std::optional<Point> rounded(const Degrees& at) {
  if (!std::isfinite(at.lat) || !std::isfinite(at.lon)) return std::nullopt;
  const Point p{.lon_e7 = static_cast<std::int32_t>(std::lround(at.lon * kE7PerDegree)),
                .lat_e7 = static_cast<std::int32_t>(std::lround(at.lat * kE7PerDegree))};
  return is_valid(p) ? std::optional(p) : std::nullopt;
}

/// Within the eastings of MGRS, and not across the equator: further out it is a slip of the pen.
bool is_usual(const UtmPlace& place) {
  constexpr std::int64_t kKmMm = 1'000'000;
  if (place.zone == 0) return true;
  return place.easting_mm >= 100 * kKmMm && place.easting_mm <= 900 * kKmMm &&
         place.northing_mm >= 0 && place.northing_mm <= 10'000 * kKmMm;
}

struct Metres {
  int zone = 0;
  bool north = true;
  double easting = 0;
  double northing = 0;
};

Metres metres_of(Point p) {
  const Degrees at = degrees_of(p);
  const auto metres = unless_thrown([&] {
    Metres m;
    UTMUPS::Forward(at.lat, at.lon, m.zone, m.north, m.easting, m.northing);
    return m;
  });
  INVARIANT(metres && "a valid place has a place on the grid");
  return *metres;
}

}  // namespace

base::Result<Point> point_of(const UtmPlace& place) {
  if (place.zone < 0 || place.zone > kZoneMax)
    return base::invalid("there is no UTM zone " + std::to_string(place.zone),
                         "zones run from 1 to 60");
  const auto at = unless_thrown([&] {
    Degrees degrees;
    UTMUPS::Reverse(place.zone, place.north, static_cast<double>(place.easting_mm) / kMmPerM,
                    static_cast<double>(place.northing_mm) / kMmPerM, degrees.lat, degrees.lon);
    return degrees;
  });
  const std::optional<Point> point = at && is_usual(place) ? rounded(*at) : std::nullopt;
  if (point) return *point;
  return base::invalid(
      "these metres lie outside zone " + std::to_string(place.zone),
      "an easting lies between 100000 and 900000, a northing between 0 and 10000000; easting "
      "comes first");
}

UtmPlace utm_of(Point p) {
  const Metres m = metres_of(p);
  return {.zone = m.zone,
          .north = m.north,
          .easting_mm = std::llround(m.easting * kMmPerM),
          .northing_mm = std::llround(m.northing * kMmPerM)};
}

char latitude_band(Point p) {
  const std::string square = mgrs_of(p, 0);
  return square[square.find_first_not_of("0123456789")];
}

base::Result<MgrsSquare> point_of_mgrs(std::string_view reference) {
  const auto found = unless_thrown([&] {
    Metres m;
    int digits = 0;
    constexpr bool kCentre = true;
    MGRS::Reverse(std::string(reference), m.zone, m.north, m.easting, m.northing, digits, kCentre);
    Degrees at;
    UTMUPS::Reverse(m.zone, m.north, m.easting, m.northing, at.lat, at.lon);
    return std::pair(at, digits);
  });
  const std::optional<Point> point = found ? rounded(found->first) : std::nullopt;
  if (!point || found->second < 0 || found->second > kDigitsMax)
    return base::invalid("'" + std::string(reference) + "' names no square of the MGRS grid",
                         "write zone, band, two letters and as many digits east as north, as in "
                         "37SCA1234567890");
  return MgrsSquare{.centre = *point, .digits = found->second};
}

std::string mgrs_of(Point p, int digits) {
  const Metres m = metres_of(p);
  const auto text = unless_thrown([&] {
    std::string square;
    MGRS::Forward(m.zone, m.north, m.easting, m.northing, degrees_of(p).lat, digits, square);
    return square;
  });
  INVARIANT(text && "a valid place has a square");
  return *text;
}

}  // namespace truceline::geo
