// SPDX-License-Identifier: Apache-2.0
//
// The two tokens of JSON that take work: strings and numbers. parse_json and the reader of
// canonical statements share them, so that both agree on what a string is. They judge and say
// where; they build no error, allocate nothing and never read past `end`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace truceline::base {

/// What is wrong at a byte.
enum class JsonFault : std::uint8_t {
  none,
  syntax,          ///< This byte may not stand here; at the end: something is missing.
  hex_digit,       ///< A \u escape without four hex digits.
  half_surrogate,  ///< A \u escape that is half of a pair.
};

struct ScannedString {
  const char* stop;  ///< The closing quote; where there is a fault, the byte that is wrong.
  bool escaped = false;
  JsonFault fault = JsonFault::none;
};
/// Scans the string whose opening quote stands before `at`: well-formed UTF-8, no control
/// characters, escapes that RFC 8259 knows, surrogates in pairs. Cost: one pass, eight bytes in
/// one look; a second one over text that is not ASCII.
ScannedString scan_json_string(const char* at, const char* end);

/// Puts what stands between the quotes at the end of `out`, its escapes resolved.
/// REQUIRES: scan_json_string found no fault in it.
void append_unescaped_json(std::string_view inside, std::string& out);

struct ScannedNumber {
  const char* stop;   ///< The byte after the number; where it is none, the byte that is wrong.
  bool whole = true;  ///< No fraction and no exponent.
  bool fault = false;
};
/// Scans a number as RFC 8259 spells it, from its first byte on.
ScannedNumber scan_json_number(const char* at, const char* end);
/// The number where it is a whole one that fits; empty for fractions, exponents, overflow.
std::optional<std::int64_t> whole_json_number(std::string_view written);

}  // namespace truceline::base
