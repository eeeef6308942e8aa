// SPDX-License-Identifier: Apache-2.0
//
// Ed25519 (RFC 8032) by libsodium, whose verdict is normative for Truceline, narrowed in two
// ways so that browsers and libsodium agree on crafted input: a public key must be a valid
// point of the main subgroup, and a signature's R must not be of small order.
#pragma once

#include <array>
#include <cstdint>

#include "base/bytes.hpp"

namespace truceline::base {

using PublicKey = std::array<std::uint8_t, 32>;
using Seed = std::array<std::uint8_t, 32>;
using Signature = std::array<std::uint8_t, 64>;

/// A secret key and its public half. Wiped when it is destroyed; never printed.
class SigningKey {
 public:
  /// The same seed always gives the same key. The seed comes from `app`, which owns randomness.
  static SigningKey from_seed(const Seed& seed);
  ~SigningKey();
  SigningKey(const SigningKey&) = default;
  SigningKey& operator=(const SigningKey&) = default;

  const PublicKey& public_key() const { return public_key_; }
  /// Deterministic: the same bytes give the same signature.
  Signature sign(BytesView message) const;

 private:
  SigningKey() = default;
  std::array<std::uint8_t, 64> secret_{};
  PublicKey public_key_{};
};

/// True where `key` may be enrolled: a canonical point of the main subgroup.
bool is_valid_public_key(const PublicKey& key);

/// True where `signature` is over exactly `message` by `key`. About 60 microseconds.
/// REQUIRES: the key was enrolled, that is is_valid_public_key held once. Not asked again here:
/// it costs as much as the verification, and a key enters the ledger once.
bool verify(const PublicKey& key, BytesView message, const Signature& signature);

}  // namespace truceline::base
