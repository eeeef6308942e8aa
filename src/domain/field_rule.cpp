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

/// True where the eight bytes at `at` are printable ASCII.
bool eight_plain(const char* at) {
  constexpr std::uint64_t kOnes = 0x0101010101010101U, kHighBits = 0x8080808080808080U;
  std::uint64_t eight = 0;
  std::memcpy(&eight, at, 8);
  // Each term has a byte's high bit set where that byte is too low, too high or 0x7F; a borrow
  // or carry may set more, but only beside such a byte.
  const std::uint64_t low = eight - kOnes * 0x20;
  const std::uint64_t del = eight + kOnes;
  return ((eight | low | del) & kHighBits) == 0;
}

/// From `from` on: the first byte that is not printable ASCII, or the size.
std::size_t plain_until(std::string_view text, std::size_t from) {
  std::size_t i = from;
  for (; text.size() - i >= 8; i += 8)
    if (!eight_plain(text.data() + i)) break;
  // The last few bytes together with some before them.
  if (text.size() >= 8 && text.size() - i < 8 && eight_plain(text.data() + text.size() - 8))
    return text.size();
  while (i < text.size() && text[i] >= 0x20 && text[i] < 0x7F) ++i;
  return i;
}

base::Error control_character(std::size_t at, std::string mend) {
  return base::invalid("holds a control character at byte " + std::to_string(at), std::move(mend));
}

/// What is wrong with a text that holds more than ASCII and no ASCII control character.
std::optional<base::Error> wide_flaw(std::string_view text, bool one_line) {
  if (!base::is_utf8(text)) return base::invalid("is not UTF-8", "convert the text to UTF-8");
  // U+0080..U+009F, the second block of control characters.
  for (std::size_t i = text.find('\xC2'); i != std::string_view::npos; i = text.find('\xC2', i + 1))
    if (static_cast<unsigned char>(text[i + 1]) < 0xA0) return control_character(i, "remove it");
  for (std::size_t i = 0; one_line && i < text.size(); ++i)
    if (static_cast<unsigned char>(text[i]) >= 0xD8 && turns_direction(text, i))
      return base::invalid(
          "holds a character that turns the direction of writing at byte " + std::to_string(i),
          "remove it: two different codes must not look alike");
  return std::nullopt;
}

std::optional<base::Error> control_flaw(std::string_view text, bool one_line) {
  bool ascii = true;
  for (std::size_t i = plain_until(text, 0); i < text.size(); i = plain_until(text, i + 1)) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte >= 0x80)
      ascii = false;
    else if (one_line || (byte != '\n' && byte != '\t'))
      return control_character(i, one_line ? "keep it on one line" : "remove it");
  }
  return ascii ? std::nullopt : wide_flaw(text, one_line);
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
