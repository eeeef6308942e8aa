// SPDX-License-Identifier: Apache-2.0
//
// The first step of reading a coordinate: the many characters that people, phones and word
// processors write for one thing become one. Arabic-Indic and Persian digits become 0 to 9, six
// kinds of degree sign one, words and letters for the compass N, S, E, W; what cannot be seen
// (direction marks) goes. The column of everything in the original is kept, for errors.
// Internal to the module.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace truceline::formats {

struct PlainText {
  /// * degree, ' minute, " second; other signs as they are in ASCII. Letters that mean nothing to
  /// a coordinate keep their bytes.
  std::string text;
  std::vector<std::uint32_t> columns;  ///< Of each byte of `text`, then of the end.

  std::string_view view() const { return text; }
};

/// Errors: too_large above kCoordinateText; invalid_input: nothing there, or bytes that are not
/// UTF-8.
base::Result<PlainText> plain_text(std::string_view raw);

/// An error at a byte of the plain text: "column 7".
base::Error wrong_at(const PlainText& plain, std::size_t byte, std::string reason,
                     std::string mend);

}  // namespace truceline::formats
