// SPDX-License-Identifier: Apache-2.0
//
// The second step of reading a coordinate: plain text to numbers, marks, letters of the compass
// and what stands between. Internal to the module.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "formats/coordinate_text.hpp"

namespace truceline::formats {

enum class TokenKind {
  number,
  degrees,  ///< A mark after a number, or the word.
  minutes,
  seconds,
  north,
  south,
  east,
  west,
  plus,
  minus,
  comma,
  separator,  ///< ; / | _ ~ tab, line end.
  latitude,   ///< A label: "lat", "latitude", "y".
  longitude,
  other,  ///< A word that is no part of a coordinate.
};

struct CoordinateToken {
  TokenKind kind = TokenKind::other;
  std::size_t at = 0;  ///< Byte of the plain text.
  std::size_t size = 0;
  std::string whole;     ///< number: digits before the point, as written.
  std::string fraction;  ///< number: digits after it.
  bool has_point = false;

  std::size_t end() const { return at + size; }
};

using CoordinateTokens = std::vector<CoordinateToken>;

constexpr bool is_compass(TokenKind kind) {
  return kind >= TokenKind::north && kind <= TokenKind::west;
}
constexpr bool is_mark(TokenKind kind) {
  return kind >= TokenKind::degrees && kind <= TokenKind::seconds;
}
constexpr bool is_label(TokenKind kind) {
  return kind == TokenKind::latitude || kind == TokenKind::longitude;
}

/// Errors: a number of more than 30 digits, or written with an exponent.
base::Result<CoordinateTokens> coordinate_tokens(const PlainText& plain);

}  // namespace truceline::formats
