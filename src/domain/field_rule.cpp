// SPDX-License-Identifier: Apache-2.0
#include "domain/field_rule.hpp"

#include <cstring>
#include <string>

#include "base/bytes.hpp"
#include "base/limits.hpp"

namespace truceline::domain {
namespace {

namespace limits = base::limits;

constexpr std::size_t kSlugBytes = 64;
constexpr std::size_t kCodeBytes = 256;
constexpr std::size_t kLanguageTagBytes = 35;

bool is_lower_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

base::Error too_long(std::size_t limit) {
  return {base::ErrorCode::too_large, "longer than " + std::to_string(limit) + " bytes", {}, {}};
}

/// U+061C, U+200E, U+200F, U+202A..U+202E, U+2066..U+2069: what makes "abc" look like "cba".
/// REQUIRES: well-formed UTF-8.
bool turns_direction(std::string_view text, std::size_t at) {
  const std::string_view two = text.substr(at, 2);
  const std::string_view three = text.substr(at, 3);
  if (two == "\xD8\x9C") return true;
  if (three >= "\xE2\x80\x8E" && three <= "\xE2\x80\x8F") return true;
  if (three >= "\xE2\x80\xAA" && three <= "\xE2\x80\xAE") return true;
  return three >= "\xE2\x81\xA6" && three <= "\xE2\x81\xA9";
}

/// How many bytes at the front of `text` are sure to be printable ASCII: eight are looked at in one
/// go, and a group that holds anything else ends the count.
std::size_t plain_prefix(std::string_view text) {
  constexpr std::uint64_t kOnes = 0x0101010101010101U, kHighBits = 0x8080808080808080U;
  std::size_t i = 0;
  for (; text.size() - i >= 8; i += 8) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, text.data() + i, 8);
    // Each term has a byte's high bit set where that byte is too low, too high or 0x7F; a borrow
    // or carry may set more, but only beside such a byte.
    const std::uint64_t low = eight - kOnes * 0x20;
    const std::uint64_t del = eight + kOnes;
    if (((eight | low | del) & kHighBits) != 0) break;
  }
  return i;
}

std::optional<base::Error> control_flaw(std::string_view text, bool one_line) {
  bool ascii = true;
  for (std::size_t i = plain_prefix(text); i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte >= 0x80) {
      ascii = false;
      continue;
    }
    if (byte >= 0x20 && byte != 0x7F) continue;
    if (!one_line && (byte == '\n' || byte == '\t')) continue;
    return base::invalid("holds a control character at byte " + std::to_string(i),
                         one_line ? "keep it on one line" : "remove it");
  }
  if (ascii) return std::nullopt;
  if (!base::is_utf8(text)) return base::invalid("is not UTF-8", "convert the text to UTF-8");
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    // U+0080..U+009F, the second block of control characters.
    if (byte == 0xC2 && static_cast<unsigned char>(text[i + 1]) < 0xA0)
      return base::invalid("holds a control character at byte " + std::to_string(i), "remove it");
    if (one_line && byte >= 0xD8 && turns_direction(text, i))
      return base::invalid(
          "holds a character that turns the direction of writing at byte " + std::to_string(i),
          "remove it: two different codes must not look alike");
  }
  return std::nullopt;
}

}  // namespace

bool is_slug(std::string_view text) {
  if (text.empty() || text.size() > kSlugBytes) return false;
  for (const char c : text)
    if (!is_lower_or_digit(c) && c != '-') return false;
  return text.front() != '-' && text.back() != '-';
}

bool is_lower_hex_64(std::string_view text) {
  if (text.size() != 64) return false;
  unsigned bad = 0;  // No early exit: hashes are nearly always well formed.
  for (std::size_t i = 0; i < 64; ++i) {
    const auto from_0 = static_cast<std::uint8_t>(text[i] - '0');
    const auto from_a = static_cast<std::uint8_t>(text[i] - 'a');
    bad |= static_cast<unsigned>(from_0 > 9) & static_cast<unsigned>(from_a > 5);
  }
  return bad == 0;
}

bool is_language_tag(std::string_view tag) {
  if (tag.empty() || tag.size() > kLanguageTagBytes) return false;
  for (const char c : tag)
    if (!is_lower_or_digit(c) && !(c >= 'A' && c <= 'Z') && c != '-') return false;
  return true;
}

std::optional<base::Error> flaw(std::string_view text, FieldRule rule) {
  if (rule == FieldRule::slug) {
    if (is_slug(text)) return std::nullopt;
    return base::invalid("is not an id",
                         "write 1 to 64 lower-case letters, digits and hyphens: idlib-north");
  }
  if (rule == FieldRule::sha256) {
    if (is_lower_hex_64(text)) return std::nullopt;
    return base::invalid("is not a SHA-256 value", "write 64 lower-case hex digits");
  }
  if (text.empty() && rule != FieldRule::text) return base::invalid("is empty", "say what it is");
  const std::size_t limit = rule == FieldRule::code ? kCodeBytes : limits::kStatementString;
  if (text.size() > limit) return too_long(limit);
  return control_flaw(text, rule == FieldRule::code);
}

std::optional<base::Error> flaw(std::int64_t number, FieldRule rule) {
  if (number > limits::kIntegerMax || number < -limits::kIntegerMax)
    return base::invalid("is beyond 9007199254740991 (2^53 - 1)");
  if (rule == FieldRule::counted && number < 0)
    return base::invalid("is less than 0", "counts and distances begin at 0");
  return std::nullopt;
}

}  // namespace truceline::domain
