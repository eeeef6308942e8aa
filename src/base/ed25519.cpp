// SPDX-License-Identifier: Apache-2.0
#include "base/ed25519.hpp"

#include <algorithm>
#include <sodium.h>

#include "base/invariant.hpp"

namespace truceline::base {
namespace {

static_assert(crypto_sign_PUBLICKEYBYTES == sizeof(PublicKey));
static_assert(crypto_sign_SEEDBYTES == sizeof(Seed));
static_assert(crypto_sign_BYTES == sizeof(Signature));
static_assert(crypto_sign_SECRETKEYBYTES == 64);

/// libsodium picks its implementation once; a static's initialisation is thread-safe.
void require_sodium() {
  static const bool ready = sodium_init() >= 0;
  INVARIANT(ready);
}

using Encoding = std::array<std::uint8_t, 32>;

/// An encoding whose inner 30 bytes are all `fill`.
constexpr Encoding filled(std::uint8_t first, std::uint8_t fill, std::uint8_t last) {
  Encoding e{};
  for (std::uint8_t& byte : e) byte = fill;
  e.front() = first;
  e.back() = last;
  return e;
}

/// The y coordinates of the eight points of small order, with the top (sign) bit cleared, and
/// those of the same values written not reduced modulo p = 2^255 - 19. The list is that of
/// libsodium's ge25519_has_small_order (ref10/ed25519_ref10.c) and of C. Cremers and D. Jackson,
/// "Prime, Order Please!" (CSF 2019), table 1.
constexpr std::array<Encoding, 7> kSmallOrderY{{
    filled(0x00, 0x00, 0x00),  // y = 0, order 4
    filled(0x01, 0x00, 0x00),  // y = 1, order 1
    {0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4,
     0x89, 0xf2, 0xef, 0x98, 0xf0, 0xd5, 0xdf, 0xac, 0x05, 0xd3, 0xc6,
     0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53, 0xfc, 0x05},  // order 8
    {0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b,
     0x76, 0x0d, 0x10, 0x67, 0x0f, 0x2a, 0x20, 0x53, 0xfa, 0x2c, 0x39,
     0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac, 0x03, 0x7a},  // order 8
    filled(0xec, 0xff, 0x7f),                                      // y = p - 1, order 2
    filled(0xed, 0xff, 0x7f),                                      // y = p, which is 0
    filled(0xee, 0xff, 0x7f),                                      // y = p + 1, which is 1
}};

bool has_small_order_r(const Signature& signature) {
  Encoding r{};
  std::copy_n(signature.begin(), r.size(), r.begin());
  r.back() &= 0x7fU;
  return std::find(kSmallOrderY.begin(), kSmallOrderY.end(), r) != kSmallOrderY.end();
}

}  // namespace

SigningKey SigningKey::from_seed(const Seed& seed) {
  require_sodium();
  SigningKey key;
  INVARIANT(crypto_sign_seed_keypair(key.public_key_.data(), key.secret_.data(), seed.data()) == 0);
  return key;
}

SigningKey::~SigningKey() {
  sodium_memzero(secret_.data(), secret_.size());
}

Signature SigningKey::sign(BytesView message) const {
  Signature signature{};
  INVARIANT(crypto_sign_detached(signature.data(), nullptr, message.data(), message.size(),
                                 secret_.data()) == 0);
  return signature;
}

bool is_valid_public_key(const PublicKey& key) {
  require_sodium();
  return crypto_core_ed25519_is_valid_point(key.data()) == 1;
}

bool verify(const PublicKey& key, BytesView message, const Signature& signature) {
  require_sodium();
  // libsodium 1.0.18 refuses a small-order R by itself; its versions and its rivals differ, and
  // our verdict must not.
  return !has_small_order_r(signature) &&
         crypto_sign_verify_detached(signature.data(), message.data(), message.size(),
                                     key.data()) == 0;
}

}  // namespace truceline::base
