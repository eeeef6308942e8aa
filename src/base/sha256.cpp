// SPDX-License-Identifier: Apache-2.0
#include "base/sha256.hpp"

#include <sodium.h>

namespace truceline::base {

static_assert(crypto_hash_sha256_BYTES == sizeof(Hash));

Hash sha256(std::initializer_list<BytesView> parts) {
  // These three cannot fail: libsodium's return value is always 0.
  crypto_hash_sha256_state state;
  crypto_hash_sha256_init(&state);
  for (const BytesView part : parts) crypto_hash_sha256_update(&state, part.data(), part.size());
  Hash hash{};
  crypto_hash_sha256_final(&state, hash.data());
  return hash;
}

bool equal_in_constant_time(BytesView a, BytesView b) {
  // The lengths are not secret; what they hold may be.
  return a.size() == b.size() && (a.empty() || sodium_memcmp(a.data(), b.data(), a.size()) == 0);
}

}  // namespace truceline::base
