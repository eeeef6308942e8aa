// SPDX-License-Identifier: Apache-2.0
#include "base/json_writer.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>

#include "base/bytes.hpp"
#include "base/invariant.hpp"
#include "base/limits.hpp"

namespace truceline::base {
namespace {

/// Appends what stands for one byte that cannot stand in a JSON string as it is.
void append_escape(std::string& out, char c) {
  static constexpr char kHexDigits[] = "0123456789abcdef";
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\b':
      out += "\\b";
      return;
    case '\t':
      out += "\\t";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\f':
      out += "\\f";
      return;
    case '\r':
      out += "\\r";
      return;
    default:
      break;
  }
  const auto byte = static_cast<unsigned char>(c);
  out += "\\u00";
  out += kHexDigits[byte >> 4U];
  out += kHexDigits[byte & 15U];
}

/// How many bytes at the front of `text` are sure to stand for themselves: eight are looked at in
/// one go, and a group that holds anything else ends the count.
std::size_t plain_prefix(std::string_view text) {
  constexpr std::uint64_t kOnes = 0x0101010101010101U, kHighBits = 0x8080808080808080U;
  std::size_t i = 0;
  for (; text.size() - i >= 8; i += 8) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, text.data() + i, 8);
    // Each term has a byte's high bit set where that byte is what it asks for; a borrow may set
    // more, but only beside such a byte.
    const std::uint64_t control = eight - kOnes * 0x20;
    const std::uint64_t quote = (eight ^ kOnes * '"') - kOnes;
    const std::uint64_t backslash = (eight ^ kOnes * '\\') - kOnes;
    if (((eight | control | quote | backslash) & kHighBits) != 0) break;
  }
  return i;
}

void append_number(std::string& out, std::uint64_t value) {
  char digits[20];
  const auto [end, error] = std::to_chars(digits, digits + sizeof digits, value);
  out.append(digits, end);
}

/// Well defined for the least int64 too, whose negative is no int64.
std::uint64_t magnitude(std::int64_t value) {
  return value < 0 ? ~static_cast<std::uint64_t>(value) + 1 : static_cast<std::uint64_t>(value);
}

}  // namespace

bool json_key_less(std::string_view a, std::string_view b) {
  const std::size_t common = std::min(a.size(), b.size());
  std::size_t i = 0;
  while (i < common && a[i] == b[i]) ++i;
  if (i == common) return a.size() < b.size();
  const auto x = static_cast<unsigned char>(a[i]);
  const auto y = static_cast<unsigned char>(b[i]);
  // UTF-8 sorts as code points do, UTF-16 too but for one case: what is beyond U+FFFF (lead bytes
  // F0..F4) is written with surrogates (D800..), which come before U+E000..U+FFFF (EE, EF).
  if (x >= 0xEE && y >= 0xEE && (x >= 0xF0) != (y >= 0xF0)) return x >= 0xF0;
  return x < y;
}

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  std::size_t from = 0;  // What lies between `from` and `i` can be copied as it is.
  std::size_t i = plain_prefix(text);
  while (i < text.size()) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\') {
      ++i;
      continue;
    }
    const std::size_t length = byte < 0x80 ? 0 : utf8_sequence_at(text, i);
    if (length > 0) {
      i += length;
      continue;
    }
    out.append(text, from, i - from);
    if (byte < 0x80)
      append_escape(out, text[i]);
    else
      out += "\xEF\xBF\xBD";
    from = ++i;
  }
  out.append(text, from);
  out += '"';
}

void JsonWriter::before_value() {
  if (levels_.empty()) {
    INVARIANT(out_.empty());  // One text, one value.
    return;
  }
  Level& level = levels_.back();
  if (level.object) {
    INVARIANT(after_key_);
    after_key_ = false;
    return;
  }
  if (!level.empty) out_ += ',';
  level.empty = false;
}

JsonWriter& JsonWriter::begin_object() {
  before_value();
  out_ += '{';
  levels_.push_back({true, true, {}});
  return *this;
}

JsonWriter& JsonWriter::end_object() {
  INVARIANT(!levels_.empty() && levels_.back().object && !after_key_);
  levels_.pop_back();
  out_ += '}';
  return *this;
}

JsonWriter& JsonWriter::begin_array() {
  before_value();
  out_ += '[';
  levels_.push_back({false, true, {}});
  return *this;
}

JsonWriter& JsonWriter::end_array() {
  INVARIANT(!levels_.empty() && !levels_.back().object);
  levels_.pop_back();
  out_ += ']';
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  INVARIANT(!levels_.empty() && levels_.back().object && !after_key_);
  Level& level = levels_.back();
  if (order_ == Order::canonical) {
    INVARIANT(is_utf8(name));
    INVARIANT(level.empty || json_key_less(level.last_key, name));
    level.last_key = name;
  }
  if (!level.empty) out_ += ',';
  level.empty = false;
  append_json_string(out_, name);
  out_ += ':';
  after_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::string(std::string_view value) {
  INVARIANT(order_ != Order::canonical || is_utf8(value));
  before_value();
  append_json_string(out_, value);
  return *this;
}

JsonWriter& JsonWriter::integer(std::int64_t value) {
  INVARIANT(order_ != Order::canonical ||
            (-limits::kIntegerMax <= value && value <= limits::kIntegerMax));
  before_value();
  if (value < 0) out_ += '-';
  append_number(out_, magnitude(value));
  return *this;
}

JsonWriter& JsonWriter::boolean(bool value) {
  before_value();
  out_ += value ? "true" : "false";
  return *this;
}

JsonWriter& JsonWriter::null() {
  before_value();
  out_ += "null";
  return *this;
}

JsonWriter& JsonWriter::decimal(std::int64_t value, int scale) {
  INVARIANT(order_ != Order::canonical);
  INVARIANT(scale >= 0 && scale <= 18);
  before_value();
  std::uint64_t unit = 1;
  for (int i = 0; i < scale; ++i) unit *= 10;
  const std::uint64_t whole = magnitude(value) / unit;
  const std::uint64_t fraction = magnitude(value) % unit;
  if (value < 0) out_ += '-';
  append_number(out_, whole);
  if (fraction == 0) return *this;
  std::string digits;
  append_number(digits, unit + fraction);  // The leading 1 keeps the zeros after the point.
  digits.front() = '.';
  out_.append(digits, 0, digits.find_last_not_of('0') + 1);
  return *this;
}

JsonWriter& JsonWriter::raw(std::string_view json) {
  before_value();
  out_ += json;
  return *this;
}

std::string JsonWriter::take() {
  INVARIANT(levels_.empty() && !out_.empty());
  return std::move(out_);
}

}  // namespace truceline::base
