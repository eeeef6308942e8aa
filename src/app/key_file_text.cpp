// SPDX-License-Identifier: Apache-2.0
#include "app/key_file_text.hpp"

#include <algorithm>
#include <charconv>

#include "base/limits.hpp"

namespace truceline::app {

using base::Error;
using base::ErrorCode;
using base::Result;

namespace {

constexpr std::string_view kCipher = "argon2id13+xchacha20-poly1305";
constexpr std::string_view kNoCipher = "none";

Error corrupt(std::string reason) {
  return {ErrorCode::corrupt, "not a key file: " + std::move(reason), {}, {}};
}

/// Takes the line "<label>: <value>\n" off the front of `text`.
Result<std::string_view> take_line(std::string_view& text, std::string_view label) {
  const std::size_t end = text.find('\n');
  const std::string_view line = text.substr(0, end);
  if (end == std::string_view::npos || !line.starts_with(label) ||
      line.substr(label.size(), 2) != ": ")
    return corrupt("no line '" + std::string(label) + "'");
  text.remove_prefix(end + 1);
  return line.substr(label.size() + 2);
}

template <std::size_t Size>
Result<std::array<std::uint8_t, Size>> take_hex(std::string_view& text, std::string_view label) {
  TRY_ASSIGN(const std::string_view value, take_line(text, label));
  const auto bytes = base::from_hex(value);
  if (!bytes || bytes->size() != Size || base::to_hex(*bytes) != value)
    return corrupt("'" + std::string(label) + "' is not " + std::to_string(2 * Size) +
                   " lower-case hex digits");
  std::array<std::uint8_t, Size> fixed{};
  std::copy(bytes->begin(), bytes->end(), fixed.begin());
  return fixed;
}

Result<std::uint64_t> take_number(std::string_view& text, std::string_view label,
                                  std::uint64_t least, std::uint64_t most) {
  TRY_ASSIGN(const std::string_view value, take_line(text, label));
  std::uint64_t number = 0;
  const auto [end, failed] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (failed != std::errc{} || end != value.data() + value.size() ||
      std::to_string(number) != value)
    return corrupt("'" + std::string(label) + "' is no number");
  if (number < least) return corrupt("'" + std::string(label) + "' is too small");
  if (number > most)
    return Error{ErrorCode::too_large,
                 "opening this key would take more than is allowed: " + std::string(label) + " " +
                     std::string(value),
                 {},
                 "check where the file comes from"};
  return number;
}

Result<KeySeal> take_seal(std::string_view& text) {
  KeySeal seal;
  TRY_ASSIGN(seal.cost.memory_bytes, take_number(text, "memory", kKeyCostOfTests.memory_bytes,
                                                 base::limits::kKeyMemoryBytes));
  TRY_ASSIGN(seal.cost.passes, take_number(text, "passes", 1, base::limits::kKeyPasses));
  TRY_ASSIGN(seal.salt, take_hex<16>(text, "salt"));
  TRY_ASSIGN(seal.nonce, take_hex<24>(text, "nonce"));
  return seal;
}

}  // namespace

std::string format_head(const KeyFileHead& head) {
  std::string text = std::string(kKeyFileFormat) + "\nname: " + head.card.name +
                     "\nuse: " + std::string(domain::word(head.card.use)) +
                     "\npublic: " + base::to_hex(head.card.key) + "\ncipher: ";
  if (!head.seal) return text.append(kNoCipher).append("\nseed: ");
  return text.append(kCipher) + "\nmemory: " + std::to_string(head.seal->cost.memory_bytes) +
         "\npasses: " + std::to_string(head.seal->cost.passes) +
         "\nsalt: " + base::to_hex(head.seal->salt) + "\nnonce: " + base::to_hex(head.seal->nonce) +
         "\nsealed: ";
}

Result<KeyFileText> parse_key_file(std::string_view text) {
  if (!text.starts_with(kKeyFileFormat) || text.substr(kKeyFileFormat.size(), 1) != "\n") {
    const bool other = text.starts_with("truceline-key/");
    return Error{other ? ErrorCode::unsupported : ErrorCode::corrupt,
                 other ? "a key file of another version than 2" : "not a key file",
                 {},
                 other ? "use the Truceline that made it, or make a new key" : std::string()};
  }
  std::string_view rest = text.substr(kKeyFileFormat.size() + 1);
  KeyFileText parsed;
  KeyCard& card = parsed.head.card;
  TRY_ASSIGN(const std::string_view name, take_line(rest, "name"));
  card.name = name;
  TRY_ASSIGN(const std::string_view use, take_line(rest, "use"));
  const auto known_use = domain::from_word<KeyUse>(use);
  if (!known_use) return corrupt("'use' is none of " + domain::all_words<KeyUse>());
  card.use = *known_use;
  TRY_ASSIGN(card.key, take_hex<32>(rest, "public"));
  TRY_ASSIGN(const std::string_view cipher, take_line(rest, "cipher"));
  if (cipher != kCipher && cipher != kNoCipher)
    return Error{ErrorCode::unsupported, "a cipher that we do not know", {}, {}};
  card.encrypted = cipher == kCipher;
  if (card.encrypted) {
    TRY_ASSIGN(parsed.head.seal, take_seal(rest));
  }
  const std::string_view label = card.encrypted ? "sealed" : "seed";
  parsed.head_bytes = text.substr(0, text.size() - rest.size() + label.size() + 2);
  TRY_ASSIGN(parsed.last_value, take_line(rest, label));
  if (!rest.empty()) return corrupt("more after its last line");
  return parsed;
}

}  // namespace truceline::app
