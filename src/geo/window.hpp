// SPDX-License-Identifier: Apache-2.0
//
// A stretch of time, in whole units of the caller's choosing: from its first moment up to but
// without its last, so that one that ends at noon and one that begins at noon share nothing.
#pragma once

#include <cstdint>
#include <limits>

namespace truceline::geo {

/// From `from`, up to but without `until`. As made: for ever.
struct Window {
  std::int64_t from = std::numeric_limits<std::int64_t>::min();
  std::int64_t until = std::numeric_limits<std::int64_t>::max();
  friend bool operator==(const Window&, const Window&) = default;
};

constexpr bool holds(const Window& window, std::int64_t time) {
  return window.from <= time && time < window.until;
}

/// a + b, or the greatest or least number there is.
constexpr std::int64_t added_within_bounds(std::int64_t a, std::int64_t b) {
  std::int64_t sum = 0;
  if (!__builtin_add_overflow(a, b, &sum)) return sum;
  return b < 0 ? std::numeric_limits<std::int64_t>::min()
               : std::numeric_limits<std::int64_t>::max();
}

/// The same, longer by so much at both ends. REQUIRES: by >= 0.
constexpr Window widened(const Window& window, std::int64_t by) {
  return {added_within_bounds(window.from, -by), added_within_bounds(window.until, by)};
}

/// True where the two share a moment.
constexpr bool meets(const Window& a, const Window& b) {
  return a.from < b.until && b.from < a.until;
}

}  // namespace truceline::geo
