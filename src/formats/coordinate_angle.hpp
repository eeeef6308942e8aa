// SPDX-License-Identifier: Apache-2.0
//
// The third step of reading a coordinate: the tokens of one half to an angle, exactly. An angle
// counts thousand-millionths of an arc second, of which 360,000 make 1e-7 degree, so that
// degrees, minutes and seconds with nine decimals are whole numbers and rounding happens once.
// Internal to the module.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "formats/coordinate.hpp"
#include "formats/coordinate_tokens.hpp"

namespace truceline::formats {

enum class Axis { unknown, latitude, longitude };

struct WrittenAngle {
  std::int64_t size = 0;  ///< Without its sign, in thousand-millionths of an arc second.
  std::size_t at = 0;     ///< Byte of the first number in the plain text.
  bool minus = false;     ///< A minus stands before it.
  bool plus = false;
  std::optional<TokenKind> compass;  ///< The letter, where there is one.
  Axis axis = Axis::unknown;         ///< From the letter or a label.
  int parts = 0;                     ///< 1 degrees, 2 with minutes, 3 with seconds.
  int decimals = 0;                  ///< Of the last part.
  bool packed = false;               ///< 361230.

  CoordinateNotation notation() const;
  std::int64_t precision_mm() const;
  /// In 1e-7 degrees, rounded half away from zero, at most kLonMaxE7.
  std::int32_t e7(bool negative) const;
};

/// Reads one half: a number of degrees or up to three numbers with or without marks, a sign
/// before, a letter or label before or after. Separators are passed over.
/// Errors, with column: what is not that; 60 minutes or seconds and more; a fraction before the
/// last number; beyond 180 degrees, or 90 where it is a latitude.
base::Result<WrittenAngle> read_angle(const PlainText& plain,
                                      std::span<const CoordinateToken> tokens);

}  // namespace truceline::formats
