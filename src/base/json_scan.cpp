// SPDX-License-Identifier: Apache-2.0
#include "base/json_scan.hpp"

#include <charconv>
#include <cstring>

#include "base/bytes.hpp"
#include "base/invariant.hpp"

namespace truceline::base {
namespace {

constexpr std::uint64_t kOnes = 0x0101010101010101U;
constexpr std::uint64_t kHighBits = 0x8080808080808080U;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Ends a run of text: a quote, a backslash or a control character.
bool ends_run(char c) {
  return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20;
}

/// The first byte from `at` on that ends a run, or `end`. Adds the high bits it has seen.
const char* run_end(const char* at, const char* end, std::uint64_t& high_bits) {
  while (end - at >= 8) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, at, 8);
    // Each term has a byte's high bit set where that byte ends the run. A borrow may set others,
    // but only above such a byte, and the lowest one is looked for.
    const std::uint64_t quote = eight ^ kOnes * '"';
    const std::uint64_t slash = eight ^ kOnes * '\\';
    const std::uint64_t hit = (((quote - kOnes) & ~quote) | ((slash - kOnes) & ~slash) |
                               ((eight - kOnes * 0x20) & ~eight)) &
                              kHighBits;
    if (hit != 0) break;
    high_bits |= eight;
    at += 8;
  }
  for (; at != end && !ends_run(*at); ++at) high_bits |= static_cast<unsigned char>(*at);
  return at;
}

/// The 16 bits of four hex digits; -1 where they are none.
int four_hex_digits(const char* at) {
  int value = 0;
  for (int i = 0; i < 4; ++i) {
    const char c = at[i];
    const int digit = is_digit(c)            ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : -1;
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

bool is_first_half(int unit) {
  return unit >= 0xD800 && unit < 0xDC00;
}
bool is_second_half(int unit) {
  return unit >= 0xDC00 && unit < 0xE000;
}

/// Where four hex digits should stand, the first byte that is none, or `end`.
const char* not_hex(const char* at, const char* end) {
  const auto is_hex = [](char c) {
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  };
  while (at != end && is_hex(*at)) ++at;
  return at;
}

/// Goes past the escape whose backslash stands at `string.stop`, or sets the fault.
void pass_escape(ScannedString& string, const char* end) {
  const char* at = string.stop + 1;
  const auto fail = [&](const char* where, JsonFault fault) {
    string.stop = where;
    string.fault = where == end ? JsonFault::syntax : fault;
  };
  if (at == end) return fail(end, JsonFault::syntax);
  if (*at != 'u') {
    if (std::string_view("\"\\/bfnrt").find(*at) == std::string_view::npos)
      return fail(at, JsonFault::syntax);
    string.stop = at + 1;
    return;
  }
  ++at;
  const int unit = end - at < 4 ? -1 : four_hex_digits(at);
  if (unit < 0) return fail(not_hex(at, end), JsonFault::hex_digit);
  if (is_second_half(unit)) return fail(string.stop, JsonFault::half_surrogate);
  at += 4;
  if (is_first_half(unit)) {
    // Anything but a second half here leaves the first one alone.
    if (at == end) return fail(end, JsonFault::syntax);
    if (end - at < 6 || at[0] != '\\' || at[1] != 'u' || !is_second_half(four_hex_digits(at + 2)))
      return fail(at, JsonFault::half_surrogate);
    at += 6;
  }
  string.stop = at;
}

void append_utf8(std::uint32_t code_point, std::string& out) {
  const auto byte = [&](std::uint32_t bits) { out += static_cast<char>(bits); };
  if (code_point < 0x80) return byte(code_point);
  if (code_point < 0x800) {
    byte(0xC0U | code_point >> 6U);
  } else {
    if (code_point < 0x10000) {
      byte(0xE0U | code_point >> 12U);
    } else {
      byte(0xF0U | code_point >> 18U);
      byte(0x80U | (code_point >> 12U & 0x3FU));
    }
    byte(0x80U | (code_point >> 6U & 0x3FU));
  }
  byte(0x80U | (code_point & 0x3FU));
}

/// Appends what the escape at `at` (behind its backslash) stands for; the byte after it.
const char* append_escape(const char* at, std::string& out) {
  switch (*at) {
    case 'b':
      out += '\b';
      return at + 1;
    case 'f':
      out += '\f';
      return at + 1;
    case 'n':
      out += '\n';
      return at + 1;
    case 'r':
      out += '\r';
      return at + 1;
    case 't':
      out += '\t';
      return at + 1;
    case 'u':
      break;
    default:  // a quote, a backslash, a slash: itself
      out += *at;
      return at + 1;
  }
  const int unit = four_hex_digits(at + 1);
  INVARIANT(unit >= 0);
  auto code_point = static_cast<std::uint32_t>(unit);
  at += 5;
  if (is_first_half(unit)) {
    const int second = four_hex_digits(at + 2);
    INVARIANT(is_second_half(second));
    code_point =
        0x10000U + ((code_point - 0xD800U) << 10U | (static_cast<std::uint32_t>(second) - 0xDC00U));
    at += 6;
  }
  append_utf8(code_point, out);
  return at;
}

}  // namespace

ScannedString scan_json_string(const char* const at, const char* const end) {
  ScannedString string{at};
  std::uint64_t high_bits = 0;
  while (true) {
    string.stop = run_end(string.stop, end, high_bits);
    if (string.stop == end || *string.stop != '\\') {
      if (string.stop == end || *string.stop != '"') string.fault = JsonFault::syntax;
      break;
    }
    string.escaped = true;
    pass_escape(string, end);
    if (string.fault != JsonFault::none) break;
  }
  if ((high_bits & kHighBits) == 0) return string;
  // Bytes that are not UTF-8 stand before whatever else was found.
  const std::string_view text(at, static_cast<std::size_t>(end - at));
  const auto length = static_cast<std::size_t>(string.stop - at);
  for (std::size_t i = 0; i < length;) {
    const std::size_t sequence = utf8_sequence_at(text, i);
    if (sequence == 0) return {at + i, string.escaped, JsonFault::syntax};
    i += sequence;
  }
  return string;
}

void append_unescaped_json(std::string_view inside, std::string& out) {
  const char* at = inside.data();
  const char* const end = at + inside.size();
  while (at != end) {
    const auto* const slash =
        static_cast<const char*>(std::memchr(at, '\\', static_cast<std::size_t>(end - at)));
    out.append(at, slash == nullptr ? end : slash);
    if (slash == nullptr) return;
    at = append_escape(slash + 1, out);
  }
}

ScannedNumber scan_json_number(const char* at, const char* end) {
  const auto digits = [&] {
    const char* const first = at;
    while (at != end && is_digit(*at)) ++at;
    return at != first;
  };
  if (at != end && *at == '-') ++at;
  if (at != end && *at == '0')
    ++at;
  else if (!digits())
    return {at, true, true};
  bool whole = true;
  if (at != end && *at == '.') {
    whole = false;
    ++at;
    if (!digits()) return {at, whole, true};
  }
  if (at != end && (*at == 'e' || *at == 'E')) {
    whole = false;
    ++at;
    if (at != end && (*at == '+' || *at == '-')) ++at;
    if (!digits()) return {at, whole, true};
  }
  return {at, whole, false};
}

std::optional<std::int64_t> whole_json_number(std::string_view written) {
  std::int64_t value = 0;
  const char* const end = written.data() + written.size();
  const auto [stopped, error] = std::from_chars(written.data(), end, value);
  if (error != std::errc{} || stopped != end) return std::nullopt;
  return value;
}

}  // namespace truceline::base
