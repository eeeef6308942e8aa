// SPDX-License-Identifier: Apache-2.0
//
// A place on the WGS84 ellipsoid in whole 1e-7 degrees (about 1 cm). Whole numbers, so that what
// side of a line a point is on, what is signed and what is hashed is the same on every machine.
// Decimal text becomes such a number without ever being a floating-point number.
// Refuses: anything that is not one plain decimal number, and anything beyond the globe.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace truceline::geo {

inline constexpr std::int32_t kLonMaxE7 = 1'800'000'000;
inline constexpr std::int32_t kLatMaxE7 = 900'000'000;

/// Name the members wherever one is made (`Point{.lon_e7 = ..., .lat_e7 = ...}`): swapped
/// coordinates are the commonest mistake in the field. Ordered by longitude, then latitude.
struct Point {
  std::int32_t lon_e7 = 0;
  std::int32_t lat_e7 = 0;
  friend constexpr auto operator<=>(const Point&, const Point&) = default;
};

/// True within +-180 and +-90 degrees, both ends included.
constexpr bool is_valid(Point p) {
  return p.lon_e7 >= -kLonMaxE7 && p.lon_e7 <= kLonMaxE7 && p.lat_e7 >= -kLatMaxE7 &&
         p.lat_e7 <= kLatMaxE7;
}

/// A number of degrees as somebody wrote it.
struct DecimalDegrees {
  std::int32_t e7 = 0;
  /// Digits written after the decimal point, the exponent counted in: "36.20" 2, "1e-5" 5, "36" 0.
  /// It bounds how precise the place can be; it does not prove that it is that precise.
  int decimals = 0;
};

/// Reads "36.2", "-0.5", "+7", ".5", "1e-5" exactly; beyond 7 decimals it rounds half away from
/// zero. `limit_e7` is kLonMaxE7 or kLatMaxE7 and is checked after rounding.
/// Errors: invalid_input (empty, spaces, comma, letters, signs of degree, out of range),
/// too_large (text over 64 bytes).
base::Result<DecimalDegrees> read_degrees(std::string_view text, std::int32_t limit_e7);

/// read_degrees without the digit count.
base::Result<std::int32_t> degrees_e7_from_decimal(std::string_view text, std::int32_t limit_e7);

/// The shortest decimal text that reads back as `e7`: "36.2", "-0.0000001", "0".
std::string to_decimal(std::int32_t e7);

}  // namespace truceline::geo
