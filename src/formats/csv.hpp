// SPDX-License-Identifier: Apache-2.0
//
// Comma-separated values as RFC 4180 describes them, read in one pass from chunks of any size.
// Also accepted, because files in the field have them: LF line ends, a byte order mark, blank
// lines (skipped), a last line without an end, a quote inside a field that does not begin with
// one. A row that cannot be trusted (bytes that are not UTF-8, NUL, text after a closing quote, an
// over-long field) is still delivered, with its fault; only what makes every later row doubtful
// (a quote that never closes, UTF-16) is an error of the whole file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.hpp"
#include "base/result.hpp"

namespace truceline::formats {

/// One row. Everything in it points into the scanner and is valid only during the sink's call.
struct CsvRow {
  std::uint64_t line = 0;  ///< The line it starts on, from 1.
  std::span<const std::string_view> fields;
  std::string_view raw;                ///< As it stands in the file, without the line end.
  const base::Error* fault = nullptr;  ///< Why the row cannot be used; null where it can.
};
using CsvRowSink = std::function<void(const CsvRow&)>;

struct CsvLimits {
  std::size_t field_bytes = base::limits::kCsvFieldBytes;
  std::size_t row_bytes = base::limits::kCsvRowBytes;
  std::size_t columns = base::limits::kCsvColumns;
};

class CsvScanner {
 public:
  explicit CsvScanner(CsvRowSink sink, CsvLimits limits = {});

  /// Takes the next bytes and delivers every row they complete. After an error, feed no more.
  /// Cost: one look at each byte, two copies.
  base::Result<void> feed(std::string_view bytes);
  /// Delivers a last row that has no line end. Error: a quote is still open (names its line).
  base::Result<void> finish();

 private:
  enum class At { field_start, unquoted, quoted, quote_seen, return_seen };
  /// A field within buffer_. `doubled`: it holds doubled quotes that must be made single.
  struct Span {
    std::size_t begin;
    std::size_t end;
    bool doubled;
  };

  base::Result<void> feed_piece(std::string_view bytes);
  base::Result<void> skip_byte_order_mark();
  void scan();
  void scan_unquoted();
  void scan_quoted();
  void after_quote();
  void after_return();
  void end_field(std::size_t end);
  void end_row(std::size_t raw_end);
  void deliver(std::string_view raw);
  bool check(std::string_view raw);
  void complain(std::string reason, std::string mend);

  CsvRowSink sink_;
  CsvLimits limits_;
  std::string buffer_;  // from the start of the unfinished row on
  std::size_t at_ = 0;
  std::size_t row_begin_ = 0;
  std::size_t field_begin_ = 0;
  At state_ = At::field_start;
  bool started_ = false;
  bool quoted_ = false;   // the present field began with a quote
  bool doubled_ = false;  // ... and has doubled quotes
  bool stray_ = false;    // the present row has text after a closing quote
  std::size_t columns_ = 0;
  std::uint64_t line_ = 1;            // where the present row starts
  std::uint64_t inner_newlines_ = 0;  // line ends inside its quoted fields
  std::uint64_t quote_line_ = 0;      // where the latest quoted field opened
  std::vector<Span> spans_;
  std::vector<std::string_view> fields_;
  std::string unquoted_;  // fields with their doubled quotes made single
  base::Error fault_;
};

}  // namespace truceline::formats
