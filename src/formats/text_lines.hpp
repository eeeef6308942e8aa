// SPDX-License-Identifier: Apache-2.0
//
// The lines of a text, to turn byte offsets and counted characters into places a person can find.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace truceline::formats {

/// A stretch of a text file. Lines and columns count from 1, columns in bytes.
struct TextSpan {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  std::uint32_t end_line = 1;
  std::uint32_t end_column = 1;  ///< One past the last byte.
  std::uint32_t length = 1;      ///< Bytes of it on its first line, at least 1.
};

/// Lines end with \n or \r\n. REQUIRES: the text outlives this. Cost: one pass when made.
class TextLines {
 public:
  explicit TextLines(std::string_view text);

  /// How many lines there are; at least one.
  std::size_t count() const { return starts_.size(); }
  /// Line `number` (from 1) without its end; empty beyond the last.
  std::string_view line(std::size_t number) const;
  /// The byte at which line `number` begins; the size of the text beyond the last.
  std::size_t start_of(std::size_t number) const;

  /// The span of the bytes [from, to). REQUIRES: from <= to <= size of the text. O(log lines).
  TextSpan span(std::size_t from, std::size_t to) const;
  /// The byte at which character `character` (from 0, in code points) of a line begins. O(line).
  std::size_t offset_of(std::size_t number, std::size_t character) const;

 private:
  std::string_view text_;
  std::vector<std::size_t> starts_;
};

}  // namespace truceline::formats
