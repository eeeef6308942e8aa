// SPDX-License-Identifier: Apache-2.0
#include "base/bytes.hpp"

#include <algorithm>
#include <cstring>

namespace truceline::base {
namespace {

constexpr char kHexDigits[] = "0123456789abcdef";
constexpr char kBase64Digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// What each byte is worth as a digit; -1 where it is none.
using DigitValues = std::array<std::int8_t, 256>;

constexpr DigitValues digit_values(std::string_view digits) {
  DigitValues values{};
  for (std::int8_t& value : values) value = -1;
  for (std::size_t i = 0; i < digits.size(); ++i)
    values[static_cast<std::uint8_t>(digits[i])] = static_cast<std::int8_t>(i);
  return values;
}
constexpr DigitValues hex_values() {
  DigitValues values = digit_values(kHexDigits);
  for (std::uint8_t i = 0; i < 6; ++i) values['A' + i] = static_cast<std::int8_t>(10 + i);
  return values;
}
constexpr DigitValues kHexValues = hex_values();
constexpr DigitValues kBase64Values = digit_values(kBase64Digits);

int value_of(char digit, const DigitValues& values) {
  return values[static_cast<std::uint8_t>(digit)];
}

Error bad_digit(std::string_view alphabet, std::size_t at) {
  Error error = invalid("not a " + std::string(alphabet) + " digit");
  error.place = "character " + std::to_string(at + 1);
  return error;
}

/// True where all of `text` is hex; `out` then holds its bytes. No early exit: it nearly always is.
bool reads_hex(std::string_view text, std::uint8_t* out) {
  int bad = 0;
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const int both = value_of(text[i], kHexValues) * 16 | value_of(text[i + 1], kHexValues);
    bad |= both;
    out[i / 2] = static_cast<std::uint8_t>(both);
  }
  return bad >= 0;
}

Error bad_hex(std::string_view text) {
  const auto none = [](char c) { return value_of(c, kHexValues) < 0; };
  const auto bad = std::find_if(text.begin(), text.end(), none);
  return bad_digit("hex", static_cast<std::size_t>(bad - text.begin()));
}

/// The 24 bits that four base64 digits stand for, each digit's share looked up at its place;
/// negative where one is no digit.
constexpr std::array<std::array<std::int32_t, 256>, 4> base64_shares() {
  std::array<std::array<std::int32_t, 256>, 4> shares{};
  for (std::size_t place = 0; place < 4; ++place)
    for (std::size_t digit = 0; digit < 256; ++digit) {
      const int value =
          int{kBase64Values[digit]};  // NOLINT(bugprone-signed-char-misuse): -1 is meant
      shares[place][digit] = value < 0 ? -1 : value << (18 - 6 * place);
    }
  return shares;
}
constexpr auto kBase64Shares = base64_shares();

std::int32_t base64_bits(const char* four) {
  const auto share = [four](std::size_t place) {
    return kBase64Shares[place][static_cast<std::uint8_t>(four[place])];
  };
  return share(0) | share(1) | share(2) | share(3);
}

Error bad_base64(std::string_view text) {
  const auto none = [](char c) { return value_of(c, kBase64Values) < 0; };
  const auto bad = std::find_if(text.begin(), text.end(), none);
  return bad_digit("base64", static_cast<std::size_t>(bad - text.begin()));
}

/// Into bytes, or bytes that are a text.
template <class Octets>
Result<Octets> read_base64(std::string_view text) {
  if (text.size() % 4 != 0)
    return invalid("base64 of " + std::to_string(text.size()) + " characters, not a multiple of 4",
                   "pad it with '=' and remove white space");
  std::size_t padding = 0;
  while (padding < 2 && padding < text.size() && text[text.size() - 1 - padding] == '=') ++padding;
  const std::string_view digits = text.substr(0, text.size() - padding);
  Octets octets(digits.size() * 3 / 4, 0);
  auto* out = reinterpret_cast<std::uint8_t*>(octets.data());
  std::size_t at = 0;
  for (; at + 4 <= digits.size(); at += 4) {
    const std::int32_t bits = base64_bits(digits.data() + at);
    if (bits < 0) return bad_base64(digits);
    *out++ = static_cast<std::uint8_t>(bits >> 16);
    *out++ = static_cast<std::uint8_t>(bits >> 8);
    *out++ = static_cast<std::uint8_t>(bits);
  }
  if (at == digits.size()) return octets;
  char last[4] = {'A', 'A', 'A', 'A'};  // a digit that is not there counts as zero
  std::copy(digits.begin() + static_cast<std::ptrdiff_t>(at), digits.end(), last);
  const std::int32_t bits = base64_bits(last);
  if (bits < 0) return bad_base64(digits);
  *out = static_cast<std::uint8_t>(bits >> 16);
  if (padding == 1) *++out = static_cast<std::uint8_t>(bits >> 8);
  // Bits that no byte uses would let one value have several spellings.
  if ((bits & (padding == 1 ? 0xFF : 0xFFFF)) != 0)
    return invalid("base64 whose unused last bits are not zero");
  return octets;
}

bool continues(std::string_view text, std::size_t at) {
  return at < text.size() && (static_cast<std::uint8_t>(text[at]) & 0xC0U) == 0x80U;
}

}  // namespace

std::string to_hex(BytesView bytes) {
  std::string text(bytes.size() * 2, '0');
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    text[2 * i] = kHexDigits[bytes[i] >> 4U];
    text[2 * i + 1] = kHexDigits[bytes[i] & 15U];
  }
  return text;
}

Result<Bytes> from_hex(std::string_view text) {
  if (text.size() % 2 != 0)
    return invalid("hex of an odd length: " + std::to_string(text.size()) + " digits",
                   "write two digits for every byte");
  Bytes bytes(text.size() / 2);
  if (!reads_hex(text, bytes.data())) return bad_hex(text);
  return bytes;
}

Result<Hash> hash_from_hex(std::string_view text) {
  Hash hash{};
  if (text.size() != 2 * hash.size())
    return invalid("a hash is 64 hex digits, this has " + std::to_string(text.size()));
  if (!reads_hex(text, hash.data())) return bad_hex(text);
  return hash;
}

std::string to_base64(BytesView bytes) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t have = std::min<std::size_t>(3, bytes.size() - i);
    std::uint32_t bits = 0;
    for (std::size_t k = 0; k < 3; ++k) bits = bits << 8U | (k < have ? bytes[i + k] : 0U);
    for (std::size_t k = 0; k < 4; ++k)
      text += k <= have ? kBase64Digits[bits >> (18U - 6U * k) & 63U] : '=';
  }
  return text;
}

Result<Bytes> from_base64(std::string_view text) {
  return read_base64<Bytes>(text);
}
Result<std::string> text_from_base64(std::string_view text) {
  return read_base64<std::string>(text);
}

// The table of well-formed sequences: The Unicode Standard, chapter 3, table 3-7.
std::size_t utf8_sequence_at(std::string_view text, std::size_t at) {
  const auto lead = static_cast<std::uint8_t>(text[at]);
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4 || !continues(text, at + 1)) return 0;
  if (lead < 0xE0) return 2;
  const auto second = static_cast<std::uint8_t>(text[at + 1]);
  if (!continues(text, at + 2)) return 0;
  if (lead < 0xF0) {
    const bool overlong = lead == 0xE0 && second < 0xA0;
    const bool surrogate = lead == 0xED && second > 0x9F;
    return overlong || surrogate ? 0 : 3;
  }
  const bool overlong = lead == 0xF0 && second < 0x90;
  const bool beyond = lead == 0xF4 && second > 0x8F;
  return !overlong && !beyond && continues(text, at + 3) ? 4 : 0;
}

bool is_utf8(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size()) {
    if (text.size() - i >= 8) {  // Most of our text is ASCII: eight bytes in one look.
      std::uint64_t eight = 0;
      std::memcpy(&eight, text.data() + i, 8);
      if ((eight & 0x8080808080808080U) == 0) {
        i += 8;
        continue;
      }
    }
    const std::size_t length = utf8_sequence_at(text, i);
    if (length == 0) return false;
    i += length;
  }
  return true;
}

}  // namespace truceline::base
