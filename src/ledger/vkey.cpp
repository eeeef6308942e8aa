// SPDX-License-Identifier: Apache-2.0
#include "ledger/vkey.hpp"

#include <algorithm>

#include "base/limits.hpp"
#include "base/sha256.hpp"

namespace truceline::ledger {
namespace {

// Unicode's White_Space beyond ASCII, as UTF-8. A name that looks like another is a trap.
constexpr std::string_view kUnicodeSpaces[] = {"\u0085", "\u00a0", "\u1680", "\u2000", "\u2001",
                                               "\u2002", "\u2003", "\u2004", "\u2005", "\u2006",
                                               "\u2007", "\u2008", "\u2009", "\u200a", "\u2028",
                                               "\u2029", "\u202f", "\u205f", "\u3000"};

base::Result<KeyId> parse_key_id(std::string_view hex) {
  KeyId id{};
  TRY_ASSIGN(const base::Bytes bytes, base::from_hex(hex));
  if (bytes.size() != id.size()) return base::invalid("a key id is 8 hex digits");
  std::copy(bytes.begin(), bytes.end(), id.begin());
  return id;
}

VerifierKey verifier_of(std::string_view name, std::uint8_t type, const base::PublicKey& key) {
  INVARIANT(is_key_name(name));
  return {std::string(name), key_id(name, type, key), type, base::Bytes(key.begin(), key.end())};
}

}  // namespace

bool is_key_name(std::string_view name) {
  if (name.empty() || name.size() > base::limits::kKeyNameBytes || !base::is_utf8(name))
    return false;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte == 0x7f || byte == '+') return false;
  }
  return std::none_of(
      std::begin(kUnicodeSpaces), std::end(kUnicodeSpaces),
      [&](std::string_view space) { return name.find(space) != std::string_view::npos; });
}

KeyId key_id(std::string_view name, std::uint8_t type, base::BytesView key) {
  const std::uint8_t separator_and_type[] = {0x0a, type};
  const base::Hash hash = base::sha256({base::bytes_of(name), separator_and_type, key});
  KeyId id{};
  std::copy_n(hash.begin(), id.size(), id.begin());
  return id;
}

VerifierKey ed25519_verifier(std::string_view name, const base::PublicKey& key) {
  return verifier_of(name, kTypeEd25519, key);
}

VerifierKey cosignature_verifier(std::string_view name, const base::PublicKey& key) {
  return verifier_of(name, kTypeCosignature, key);
}

base::Result<VerifierKey> parse_vkey(std::string_view text) {
  constexpr std::string_view kForm = "a verifier key is <name>+<8 hex digits>+<base64>";
  // Base64 may hold further '+', a name and an id never do.
  const std::size_t first = text.find('+');
  if (first == std::string_view::npos) return base::invalid(std::string(kForm));
  const std::size_t second = text.find('+', first + 1);
  if (second == std::string_view::npos) return base::invalid(std::string(kForm));

  VerifierKey key;
  key.name = text.substr(0, first);
  if (!is_key_name(key.name)) return base::invalid("the verifier key's name is not allowed");
  TRY_ASSIGN(key.id, parse_key_id(text.substr(first + 1, second - first - 1)));
  TRY_ASSIGN(base::Bytes type_and_key, base::from_base64(text.substr(second + 1)));
  if (type_and_key.size() < 2) return base::invalid("the verifier key is empty");
  key.type = type_and_key[0];
  key.key.assign(type_and_key.begin() + 1, type_and_key.end());
  if (key.id != key_id(key.name, key.type, key.key))
    return base::invalid("the verifier key's id does not belong to its name and key",
                         "copy the whole line again from its owner");
  if (is_verified_type(key.type)) {
    base::PublicKey point{};
    if (key.key.size() != point.size()) return base::invalid("an Ed25519 key has 32 bytes");
    std::copy(key.key.begin(), key.key.end(), point.begin());
    if (!base::is_valid_public_key(point))
      return base::invalid("the verifier key is not a valid Ed25519 point");
  }
  return key;
}

std::string format_vkey(const VerifierKey& key) {
  base::Bytes type_and_key{key.type};
  type_and_key.insert(type_and_key.end(), key.key.begin(), key.key.end());
  return key.name + "+" + base::to_hex(key.id) + "+" + base::to_base64(type_and_key);
}

}  // namespace truceline::ledger
