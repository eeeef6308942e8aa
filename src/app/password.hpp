// SPDX-License-Identifier: Apache-2.0
//
// A passphrase as it is kept: Argon2id by libsodium, in its own text form, which carries salt and
// cost. One check of a passphrase is made for every attempt, whether the account is there or not,
// so that nobody learns names from how long a refusal takes.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>

#include "app/key_file.hpp"
#include "app/secret.hpp"
#include "base/result.hpp"

namespace truceline::app {

/// Any thread.
class Passwords {
 public:
  /// RFC 9106's second choice with one lane, as for key files; tests take less.
  explicit Passwords(const KeyCost& cost = kKeyCost);

  /// What is kept instead of the passphrase. Errors: unavailable where there is no memory for it.
  base::Result<std::string> kept(const Secret& passphrase) const;

  /// Is it the one that `kept` was made of? Cost: about 0.1 s and 64 MiB, right or wrong.
  bool check(const std::string& kept, const Secret& passphrase) const;
  /// The work of check(), for an account that is not there.
  void check_nothing(const Secret& passphrase) const { check(nobodys_, passphrase); }

  /// How many were checked: what an attempt costs.
  std::uint64_t checked() const { return checked_; }

 private:
  KeyCost cost_;
  std::string nobodys_;  ///< Made of random bytes: nothing fits it.
  mutable std::atomic<std::uint64_t> checked_{0};
};

}  // namespace truceline::app
