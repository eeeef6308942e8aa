// SPDX-License-Identifier: Apache-2.0
//
// Stands in for base/ed25519.cpp in simulation programs: a "signature" is a hash of the public key
// and the message. Nobody in a simulated world forges, so what is left of a signature is that it
// fits one key and one message, a hundred times faster. simulation_real_keys_test runs the same
// worlds with the real thing.
#include <algorithm>

#include "base/ed25519.hpp"
#include "base/sha256.hpp"

namespace truceline::base {
namespace {

/// All 64 bytes are of it: a changed bit is a bad signature.
Signature tag_of(const PublicKey& key, BytesView message) {
  Bytes signed_bytes(key.begin(), key.end());
  signed_bytes.insert(signed_bytes.end(), message.begin(), message.end());
  const Hash tag = sha256(signed_bytes);
  Signature signature{};
  std::copy(tag.begin(), tag.end(), signature.begin());
  std::copy(tag.begin(), tag.end(), signature.begin() + tag.size());
  return signature;
}

}  // namespace

SigningKey SigningKey::from_seed(const Seed& seed) {
  SigningKey key;
  key.public_key_ = sha256(seed);
  return key;
}

SigningKey::~SigningKey() = default;

Signature SigningKey::sign(BytesView message) const {
  return tag_of(public_key_, message);
}

bool is_valid_public_key(const PublicKey&) {
  return true;
}

bool verify(const PublicKey& key, BytesView message, const Signature& signature) {
  return signature == tag_of(key, message);
}

}  // namespace truceline::base
