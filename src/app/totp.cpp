// SPDX-License-Identifier: Apache-2.0
#include "app/totp.hpp"

#include <algorithm>
#include <array>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

#include "base/invariant.hpp"

namespace truceline::app {
namespace {

constexpr std::int64_t kStepMs = 30'000;
constexpr std::uint32_t kCodes = 1'000'000;  // of six digits
constexpr std::size_t kSha1Bytes = 20;

/// Letters and digits as they are, the rest as %XX (RFC 3986, 2.1).
std::string percent_encoded(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '.' || c == '_';
    if (plain)
      out += c;
    else
      out.append("%").append(1, kHex[byte >> 4]).append(1, kHex[byte & 15]);
  }
  return out;
}

}  // namespace

std::uint64_t code_step(base::TimeMs now) {
  return now.value < 0 ? 0 : static_cast<std::uint64_t>(now.value / kStepMs);
}

std::string code_at(base::BytesView key, std::uint64_t step) {
  std::array<std::uint8_t, 8> counter{};
  for (std::size_t i = counter.size(); i-- > 0; step >>= 8)
    counter[i] = static_cast<std::uint8_t>(step);
  std::array<std::uint8_t, EVP_MAX_MD_SIZE> mac{};
  unsigned size = 0;
  INVARIANT(HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), counter.data(),
                 counter.size(), mac.data(), &size) != nullptr);
  INVARIANT(size == kSha1Bytes);
  const std::size_t at = mac[kSha1Bytes - 1] & 15;  // RFC 4226, section 5.3
  std::uint32_t number = mac[at] & 127;
  for (std::size_t i = 1; i < 4; ++i) number = number << 8 | mac[at + i];
  const std::string digits = std::to_string(number % kCodes);
  return std::string(kCodeDigits - digits.size(), '0') + digits;
}

std::optional<std::uint64_t> matching_step(base::BytesView key, std::string_view code,
                                           base::TimeMs now, std::uint64_t last_used) {
  const std::uint64_t step = code_step(now);
  std::optional<std::uint64_t> matching;
  for (const std::uint64_t one : {std::max<std::uint64_t>(step, 1) - 1, step, step + 1}) {
    const std::string right = code_at(key, one);
    const bool same =
        code.size() == right.size() && sodium_memcmp(code.data(), right.data(), code.size()) == 0;
    if (same && one > last_used && !matching) matching = one;
  }
  return matching;
}

std::string to_base32(base::BytesView bytes) {
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string out;
  std::uint32_t held = 0;
  unsigned bits = 0;
  for (const std::uint8_t byte : bytes) {
    held = (held << 8 | byte) & 0xfff;
    for (bits += 8; bits >= 5; bits -= 5) out += kLetters[held >> (bits - 5) & 31];
  }
  if (bits > 0) out += kLetters[held << (5 - bits) & 31];
  return out;
}

std::string code_uri(base::BytesView key, std::string_view issuer, std::string_view account) {
  const std::string from = percent_encoded(issuer);
  return "otpauth://totp/" + from + ":" + percent_encoded(account) + "?secret=" + to_base32(key) +
         "&issuer=" + from;
}

}  // namespace truceline::app
