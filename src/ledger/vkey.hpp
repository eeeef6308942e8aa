// SPDX-License-Identifier: Apache-2.0
//
// Keys as the C2SP signed-note specification writes them: "<name>+<8 hex key id>+<base64>".
// A key of a type we do not know is kept, so that a trust file may list it, but verifies nothing.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/ed25519.hpp"
#include "base/result.hpp"

namespace truceline::ledger {

using KeyId = std::array<std::uint8_t, 4>;

/// Signature type bytes of the specification. We verify these two: a signature on the text, and
/// one on a time and the text. 0x06 (ML-DSA-44) is not verified here yet.
inline constexpr std::uint8_t kTypeEd25519 = 0x01;
inline constexpr std::uint8_t kTypeCosignature = 0x04;
constexpr bool is_verified_type(std::uint8_t type) {
  return type == kTypeEd25519 || type == kTypeCosignature;
}

/// A public key with its name. `key` is 32 bytes where is_verified_type(type), else anything.
struct VerifierKey {
  std::string name;
  KeyId id{};
  std::uint8_t type = kTypeEd25519;
  base::Bytes key;
  friend bool operator==(const VerifierKey&, const VerifierKey&) = default;
};

/// True where `name` may stand in a note: UTF-8, not empty, no Unicode space, no '+', no control.
bool is_key_name(std::string_view name);

/// First four bytes of SHA256(name || 0x0A || type || key).
KeyId key_id(std::string_view name, std::uint8_t type, base::BytesView key);

/// Types 0x01 and 0x04. REQUIRES: is_key_name(name).
VerifierKey ed25519_verifier(std::string_view name, const base::PublicKey& key);
VerifierKey cosignature_verifier(std::string_view name, const base::PublicKey& key);

/// Errors: invalid_input for a bad form, a key id that does not belong to the key, or an Ed25519
/// key that may not be enrolled.
base::Result<VerifierKey> parse_vkey(std::string_view text);
std::string format_vkey(const VerifierKey& key);

}  // namespace truceline::ledger
