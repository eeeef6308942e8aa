// SPDX-License-Identifier: Apache-2.0
#include "formats/tidy_text.hpp"

#include "formats/row_fields.hpp"

namespace truceline::formats {

std::string tidy_text(std::string_view text) {
  std::string tidy;
  tidy.reserve(text.size());
  std::size_t from = 0;  // what lies between `from` and `i` can be copied as it is
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte >= 0x20 && byte != 0x7F && byte != 0xC2) continue;
    if (byte == '\n' || byte == '\t') continue;
    // U+0080..U+009F, the second block of control characters, take two bytes.
    const bool second_block = byte == 0xC2 && static_cast<unsigned char>(text[i + 1]) < 0xA0;
    if (byte == 0xC2 && !second_block) continue;
    tidy.append(text, from, i - from);
    const bool before_line_feed = byte == '\r' && text.substr(i + 1, 1) == "\n";
    if (!before_line_feed) tidy += byte == '\r' ? '\n' : ' ';
    if (second_block) ++i;
    from = i + 1;
  }
  tidy.append(text, from);
  return tidy;
}

std::vector<domain::ActorMention> mentions(std::string_view field, std::string_view separator) {
  std::vector<domain::ActorMention> actors;
  for (const std::string_view name : split_list(field, separator))
    actors.push_back({.name = tidy_text(name), .code = {}});
  return actors;
}

}  // namespace truceline::formats
