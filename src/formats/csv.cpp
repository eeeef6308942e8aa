// SPDX-License-Identifier: Apache-2.0
#include "formats/csv.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "base/bytes.hpp"

namespace truceline::formats {
namespace {

constexpr std::size_t kPieceBytes = 256 * 1024;  // keeps the working buffer inside the caches
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string hex_byte(char c) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  const auto value = static_cast<unsigned char>(c);
  return {'0', 'x', kDigits[value >> 4U], kDigits[value & 15U]};
}

/// Where `text` stops being UTF-8. REQUIRES: it does somewhere.
std::size_t first_bad_byte(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t length = base::utf8_sequence_at(text, at);
    if (length == 0) break;
    at += length;
  }
  return at;
}

}  // namespace

CsvScanner::CsvScanner(CsvRowSink sink, CsvLimits limits)
    : sink_(std::move(sink)), limits_(limits) {}

base::Result<void> CsvScanner::feed(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::size_t length = std::min(bytes.size(), kPieceBytes);
    TRY(feed_piece(bytes.substr(0, length)));
    bytes.remove_prefix(length);
  }
  return {};
}

base::Result<void> CsvScanner::feed_piece(std::string_view bytes) {
  buffer_.append(bytes);
  if (!started_) {
    if (buffer_.size() < kByteOrderMark.size()) return {};
    TRY(skip_byte_order_mark());
  }
  scan();
  buffer_.erase(0, row_begin_);
  at_ -= row_begin_;
  field_begin_ -= row_begin_;
  for (Span& span : spans_) {
    span.begin -= row_begin_;
    span.end -= row_begin_;
  }
  row_begin_ = 0;
  if (buffer_.size() <= limits_.row_bytes) return {};
  base::Error error{base::ErrorCode::too_large,
                    "the row is longer than " + std::to_string(limits_.row_bytes) + " bytes",
                    "line " + std::to_string(line_),
                    {}};
  if (state_ == At::quoted)
    error.mend = "the quote opened in line " + std::to_string(quote_line_) + " may never be closed";
  return error;
}

base::Result<void> CsvScanner::skip_byte_order_mark() {
  started_ = true;
  if (buffer_.starts_with("\xFF\xFE") || buffer_.starts_with("\xFE\xFF"))
    return base::Error{base::ErrorCode::invalid_input, "the file is UTF-16, not UTF-8", "line 1",
                       "convert it with: iconv -f utf-16 -t utf-8"};
  if (buffer_.starts_with(kByteOrderMark)) buffer_.erase(0, kByteOrderMark.size());
  return {};
}

void CsvScanner::scan() {
  while (at_ < buffer_.size()) {
    switch (state_) {
      case At::field_start:
        quoted_ = buffer_[at_] == '"';
        doubled_ = false;
        if (quoted_) {
          quote_line_ = line_ + inner_newlines_;
          ++at_;
        }
        field_begin_ = at_;
        state_ = quoted_ ? At::quoted : At::unquoted;
        break;
      case At::unquoted:
        scan_unquoted();
        break;
      case At::quoted:
        scan_quoted();
        break;
      case At::quote_seen:
        after_quote();
        break;
      case At::return_seen:
        after_return();
        break;
    }
  }
}

void CsvScanner::scan_unquoted() {
  const char* const data = buffer_.data();
  const std::size_t size = buffer_.size();
  std::size_t at = at_;
  while (at < size && data[at] != ',' && data[at] != '\n') ++at;
  at_ = at;
  if (at == size) return;
  ++at_;
  if (data[at] == ',') return end_field(at);
  const std::size_t end = at > field_begin_ && data[at - 1] == '\r' ? at - 1 : at;
  end_field(end);
  end_row(end);
}

void CsvScanner::scan_quoted() {
  const char* const from = buffer_.data() + at_;
  const std::size_t left = buffer_.size() - at_;
  const void* const quote = std::memchr(from, '"', left);
  const std::size_t length =
      quote == nullptr ? left : static_cast<std::size_t>(static_cast<const char*>(quote) - from);
  inner_newlines_ += static_cast<std::uint64_t>(std::count(from, from + length, '\n'));
  at_ += length;
  if (quote == nullptr) return;
  ++at_;
  state_ = At::quote_seen;
}

void CsvScanner::after_quote() {
  const char c = buffer_[at_];
  const std::size_t end = at_ - 1;  // the quote itself
  if (c == '"') {
    doubled_ = true;
    state_ = At::quoted;
  } else if (c == ',') {
    end_field(end);
  } else if (c == '\n') {
    end_field(end);
    ++at_;
    return end_row(at_ - 1);
  } else if (c == '\r') {
    state_ = At::return_seen;
  } else {
    stray_ = true;
    state_ = At::unquoted;
  }
  ++at_;
}

void CsvScanner::after_return() {
  if (buffer_[at_] != '\n') {
    stray_ = true;
    state_ = At::unquoted;
    return;
  }
  const std::size_t end = at_ - 1;  // the carriage return; the quote stands before it
  end_field(end - 1);
  ++at_;
  end_row(end);
}

void CsvScanner::end_field(std::size_t end) {
  ++columns_;
  // Beyond the limit they are only counted: the row is refused anyway.
  if (columns_ <= limits_.columns) spans_.push_back({field_begin_, end, doubled_});
  state_ = At::field_start;
}

void CsvScanner::end_row(std::size_t raw_end) {
  const std::string_view raw(buffer_.data() + row_begin_, raw_end - row_begin_);
  if (!raw.empty()) deliver(raw);  // an empty line is no row
  line_ += inner_newlines_ + 1;
  row_begin_ = at_;
  inner_newlines_ = 0;
  columns_ = 0;
  stray_ = false;
  spans_.clear();
  state_ = At::field_start;
}

void CsvScanner::deliver(std::string_view raw) {
  fields_.clear();
  unquoted_.clear();
  unquoted_.reserve(raw.size());  // so that views into it stay valid
  for (const Span& span : spans_) {
    std::string_view field(buffer_.data() + span.begin, span.end - span.begin);
    if (span.doubled) {
      const std::size_t begin = unquoted_.size();
      std::size_t from = 0;
      for (std::size_t at = 0; (at = field.find('"', at)) != std::string_view::npos; at += 2) {
        unquoted_.append(field, from, at + 1 - from);
        from = at + 2;  // past the second of the two
      }
      if (from < field.size()) unquoted_.append(field, from);
      field = std::string_view(unquoted_).substr(begin);
    }
    fields_.push_back(field);
  }
  const bool good = check(raw);
  sink_({line_, fields_, raw, good ? nullptr : &fault_});
}

bool CsvScanner::check(std::string_view raw) {
  if (stray_)
    complain("text follows a closing quote", "write a quote inside a quoted field twice: \"\"");
  else if (columns_ > limits_.columns)
    complain(std::to_string(columns_) + " columns are more than " + std::to_string(limits_.columns),
             {});
  else if (std::ranges::any_of(fields_, [this](auto f) { return f.size() > limits_.field_bytes; }))
    complain("a field is longer than " + std::to_string(limits_.field_bytes) + " bytes", {});
  else if (std::memchr(raw.data(), '\0', raw.size()) != nullptr)
    complain("the row holds a NUL byte",
             "the file may be damaged or not a text file: export again");
  else if (!base::is_utf8(raw))
    complain("the file is not UTF-8 (byte " + hex_byte(raw[first_bad_byte(raw)]) +
                 "): it looks like Latin-1",
             "convert it with: iconv -f latin1 -t utf8");
  else
    return true;
  return false;
}

void CsvScanner::complain(std::string reason, std::string mend) {
  fault_ = base::invalid(std::move(reason), std::move(mend));
}

base::Result<void> CsvScanner::finish() {
  if (!started_) {
    TRY(skip_byte_order_mark());
    scan();
  }
  if (state_ == At::quoted)
    return base::Error{base::ErrorCode::invalid_input,
                       "the quote opened here is never closed: the file ends inside it",
                       "line " + std::to_string(quote_line_),
                       "close the quote, or get the whole file again if it was cut"};
  if (row_begin_ == buffer_.size()) return {};
  std::size_t end = buffer_.size();
  if (state_ == At::return_seen) --end;
  const bool after_closing = state_ == At::quote_seen || state_ == At::return_seen;
  if (state_ == At::field_start) field_begin_ = end;
  end_field(after_closing ? end - 1 : end);
  end_row(end);
  return {};
}

}  // namespace truceline::formats
