// SPDX-License-Identifier: Apache-2.0
//
// Colour on a terminal: an ornament, never the only bearer of a meaning. Off when the output is
// no terminal or NO_COLOR is set, which the app finds out.
#pragma once

#include <string>
#include <string_view>

namespace truceline::views {

enum class Colour { plain, bold, dim, red, yellow, cyan };

/// `text` in SGR sequences (ECMA-48 8.3.117) where `on`; else as it is.
inline std::string coloured(std::string_view text, Colour colour, bool on) {
  constexpr std::string_view kCodes[] = {"0", "1", "2", "31", "33", "36"};
  if (!on || colour == Colour::plain) return std::string(text);
  std::string out = "\x1b[";
  out += kCodes[static_cast<std::size_t>(colour)];
  return out + "m" + std::string(text) + "\x1b[0m";
}

/// Foreign text made fit for a terminal: control characters, which could move the cursor or hide
/// what stands there, become question marks. `lines`: line feeds stay.
inline std::string for_terminal(std::string_view text, bool lines = false) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool c1 = byte == 0xc2 && i + 1 < text.size() &&
                    static_cast<unsigned char>(text[i + 1]) < 0xa0;  // U+0080 to U+009F
    if (c1) ++i;
    const bool kept = lines && byte == '\n';
    out += !kept && (c1 || byte < 0x20 || byte == 0x7f) ? '?' : static_cast<char>(byte);
  }
  return out;
}

}  // namespace truceline::views
