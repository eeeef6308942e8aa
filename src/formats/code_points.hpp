// SPDX-License-Identifier: Apache-2.0
//
// Text taken apart into Unicode code points, for readers who must know a letter from a mark.
#pragma once

#include <cstdint>
#include <string_view>

namespace truceline::formats {

/// Takes the next code point off the front of `text`. REQUIRES: `text` is well-formed UTF-8 and
/// not empty.
inline char32_t take_code_point(std::string_view& text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const std::size_t size = byte(0) < 0x80 ? 1 : byte(0) < 0xE0 ? 2 : byte(0) < 0xF0 ? 3 : 4;
  constexpr unsigned kLeadBits[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
  char32_t point = byte(0) & kLeadBits[size];
  for (std::size_t i = 1; i < size && i < text.size(); ++i) point = point << 6 | (byte(i) & 0x3F);
  text.remove_prefix(size < text.size() ? size : text.size());
  return point;
}

}  // namespace truceline::formats
