// SPDX-License-Identifier: Apache-2.0
#include "formats/tidy_text.hpp"

#include "formats/row_fields.hpp"

namespace truceline::formats {

std::string tidy_text(std::string_view text) {
  std::string tidy;
  tidy.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\r') {
      if (i + 1 == text.size() || text[i + 1] != '\n') tidy += '\n';
    } else if ((byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7F) {
      tidy += ' ';
    } else if (byte == 0xC2 && static_cast<unsigned char>(text[i + 1]) < 0xA0) {
      tidy += ' ';  // U+0080..U+009F: the second block of control characters
      ++i;
    } else {
      tidy += c;
    }
  }
  return tidy;
}

std::vector<domain::ActorMention> mentions(std::string_view field, std::string_view separator) {
  std::vector<domain::ActorMention> actors;
  for (const std::string_view name : split_list(field, separator))
    actors.push_back({.name = tidy_text(name), .code = {}});
  return actors;
}

}  // namespace truceline::formats
