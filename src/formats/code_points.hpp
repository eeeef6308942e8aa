// SPDX-License-Identifier: Apache-2.0
//
// Text taken apart into Unicode code points and put together again, for readers who must know a
// letter from a mark.
#pragma once

#include <cstdint>
#include <string>
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

/// Adds the code point to `out` as UTF-8.
inline void append_code_point(std::string& out, char32_t c) {
  const auto add = [&](char32_t byte) { out += static_cast<char>(byte); };
  if (c < 0x80) return add(c);
  if (c < 0x800) {
    add(0xC0 | c >> 6);
  } else {
    if (c < 0x10000) {
      add(0xE0 | c >> 12);
    } else {
      add(0xF0 | c >> 18);
      add(0x80 | (c >> 12 & 0x3F));
    }
    add(0x80 | (c >> 6 & 0x3F));
  }
  add(0x80 | (c & 0x3F));
}

}  // namespace truceline::formats
