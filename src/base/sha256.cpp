// SPDX-License-Identifier: Apache-2.0
#include "base/sha256.hpp"

// OpenSSL's plain SHA-256 functions use the processor's SHA instructions without a lookup for
// each hash; 3.0 calls them deprecated in favour of ones that cost more than a short hash does.
#define OPENSSL_API_COMPAT 0x10100000L
#include <openssl/sha.h>
#include <sodium.h>

namespace truceline::base {

static_assert(SHA256_DIGEST_LENGTH == sizeof(Hash));

Hash sha256(std::initializer_list<BytesView> parts) {
  // These three cannot fail: they return 1 always.
  SHA256_CTX context;
  SHA256_Init(&context);
  for (const BytesView part : parts) SHA256_Update(&context, part.data(), part.size());
  Hash hash{};
  SHA256_Final(hash.data(), &context);
  return hash;
}

bool equal_in_constant_time(BytesView a, BytesView b) {
  // The lengths are not secret; what they hold may be.
  return a.size() == b.size() && (a.empty() || sodium_memcmp(a.data(), b.data(), a.size()) == 0);
}

}  // namespace truceline::base
