// SPDX-License-Identifier: Apache-2.0
#include "app/password.hpp"

#include <array>
#include <sodium.h>

#include "app/clock.hpp"
#include "base/invariant.hpp"

namespace truceline::app {

using base::Error;
using base::ErrorCode;
using base::Result;

Passwords::Passwords(const KeyCost& cost) : cost_(cost) {
  INVARIANT(sodium_init() >= 0);
  const auto random = random_bytes();
  auto made = kept(Secret::of(base::text_of(random)));
  if (made) nobodys_ = *std::move(made);
}

Result<std::string> Passwords::kept(const Secret& passphrase) const {
  std::array<char, crypto_pwhash_argon2id_STRBYTES> text{};
  const std::string_view given = base::text_of(passphrase.bytes());
  if (crypto_pwhash_argon2id_str(text.data(), given.data(), given.size(), cost_.passes,
                                 static_cast<std::size_t>(cost_.memory_bytes)) == 0)
    return std::string(text.data());
  return Error{ErrorCode::unavailable,
               "not enough memory to use the passphrase",
               {},
               "free " + std::to_string(cost_.memory_bytes / (1024 * 1024)) + " MiB"};
}

bool Passwords::check(const std::string& kept, const Secret& passphrase) const {
  ++checked_;
  const std::string_view given = base::text_of(passphrase.bytes());
  return crypto_pwhash_argon2id_str_verify(kept.c_str(), given.data(), given.size()) == 0;
}

}  // namespace truceline::app
