// SPDX-License-Identifier: Apache-2.0
#include "formats/text_lines.hpp"

#include <algorithm>

#include "base/invariant.hpp"

namespace truceline::formats {

TextLines::TextLines(std::string_view text) : text_(text), starts_{0} {
  for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1))
    starts_.push_back(at + 1);
}

std::size_t TextLines::start_of(std::size_t number) const {
  INVARIANT(number >= 1);
  return number <= starts_.size() ? starts_[number - 1] : text_.size();
}

std::string_view TextLines::line(std::size_t number) const {
  const std::size_t from = start_of(number);
  std::string_view line = text_.substr(from, start_of(number + 1) - from);
  if (line.ends_with('\n')) line.remove_suffix(1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

TextSpan TextLines::span(std::size_t from, std::size_t to) const {
  INVARIANT(from <= to && to <= text_.size());
  const auto line_of = [&](std::size_t offset) {
    const auto after = std::upper_bound(starts_.begin(), starts_.end(), offset);
    return static_cast<std::size_t>(after - starts_.begin());
  };
  const std::size_t first = line_of(from);
  const std::size_t last = line_of(to);
  const std::size_t line_end = start_of(first) + line(first).size();
  const std::size_t shown = std::min(to, line_end);
  TextSpan span;
  span.line = static_cast<std::uint32_t>(first);
  span.column = static_cast<std::uint32_t>(from - start_of(first) + 1);
  span.end_line = static_cast<std::uint32_t>(last);
  span.end_column = static_cast<std::uint32_t>(to - start_of(last) + 1);
  span.length = static_cast<std::uint32_t>(shown > from ? shown - from : 1);
  return span;
}

std::size_t TextLines::offset_of(std::size_t number, std::size_t character) const {
  const std::size_t end = start_of(number + 1);
  std::size_t at = start_of(number);
  const auto continues = [&](std::size_t i) {
    return i < end && (static_cast<unsigned char>(text_[i]) & 0xC0U) == 0x80U;
  };
  while (character > 0 && at < end) {
    ++at;
    while (continues(at)) ++at;
    --character;
  }
  return at;
}

}  // namespace truceline::formats
