// SPDX-License-Identifier: Apache-2.0
//
// Names are compared without regard to ASCII case: it is the same on every machine, needs no
// locale, and leaves other scripts as they are written.
#pragma once

#include <string>
#include <string_view>

namespace truceline::engine {

inline std::string lower_ascii(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

}  // namespace truceline::engine
