// SPDX-License-Identifier: Apache-2.0
//
// Places on military and survey grids: UTM (and UPS round the poles) and MGRS, on WGS84, by
// GeographicLib (C. F. F. Karney, Transverse Mercator with an accuracy of a few nanometers,
// J. Geodesy 85, 2011). That library throws; here, and nowhere else, that becomes an Error.
// Refuses: another datum, and metres far outside their own zone.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "geo/point.hpp"

namespace truceline::geo {

struct UtmPlace {
  int zone = 0;       ///< 1 to 60; 0 is UPS, the grids round the poles.
  bool north = true;  ///< Which hemisphere's false northing.
  std::int64_t easting_mm = 0;
  std::int64_t northing_mm = 0;
  friend bool operator==(const UtmPlace&, const UtmPlace&) = default;
};

/// The place in whole 1e-7 degrees, rounded once: within 1 cm of what the metres say.
/// Errors: invalid_input where there is no such zone, or the metres lie outside it
/// (easting 100 to 900 km, northing 0 to 10,000 km).
base::Result<Point> point_of(const UtmPlace& place);

/// In the zone that is in use there, exceptions for Norway and Svalbard included; to the
/// millimetre. REQUIRES: is_valid(p).
UtmPlace utm_of(Point p);

/// The letter of the band of latitude, C to X without I and O; A, B, Y or Z round the poles.
/// REQUIRES: is_valid(p).
char latitude_band(Point p);

struct MgrsSquare {
  Point centre;    ///< Of the square that the reference names.
  int digits = 0;  ///< Of each axis: 5 is a square of 1 m, 0 one of 100 km.
};

/// "37SCA1234567890", without blanks, in capitals. The centre is within 1 cm of the square's.
/// Errors: invalid_input: no such square, an odd number of digits, more than 8 of an axis.
base::Result<MgrsSquare> point_of_mgrs(std::string_view reference);

/// The square that holds the place, in the standard spelling without blanks. A place within the
/// rounding of 1e-7 degree of a square's edge may be given to the neighbour.
/// REQUIRES: is_valid(p), digits 0 to 8.
std::string mgrs_of(Point p, int digits);

}  // namespace truceline::geo
