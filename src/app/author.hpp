// SPDX-License-Identifier: Apache-2.0
//
// Whoever writes statements with one key: it keeps the key's own count and chain, so that it
// cannot say two things under one number. Hold the key's lock (Mission::author) while using it.
#pragma once

#include <string>
#include <vector>

#include "base/ed25519.hpp"
#include "domain/commitment.hpp"
#include "domain/statement.hpp"
#include "engine/author_register.hpp"
#include "ledger/store.hpp"

namespace truceline::app {

class Author {
 public:
  struct Identity {
    std::string log;        ///< Origin of the log written to.
    std::string party;      ///< Whom the key speaks for.
    std::string time_zone;  ///< Where the author works.
  };

  Author(Identity identity, const base::SigningKey& key, engine::AuthorRegister::Chain chain)
      : identity_(std::move(identity)), key_(key), chain_(chain) {}

  struct Written {
    ledger::Record record;
    base::Hash id{};  ///< The entry id it will have.
  };

  /// Encodes, commits, signs, and moves the chain on. `salt` must be fresh random bytes.
  /// Errors: too_large where the body or the header is beyond its limit; the chain then stays.
  base::Result<Written> write(const domain::Body& body, const domain::Audience& audience,
                              std::vector<domain::Reference> references, base::TimeMs time,
                              const domain::Salt& salt);

  const std::string& party() const { return identity_.party; }
  const base::PublicKey& public_key() const { return key_.public_key(); }

 private:
  Identity identity_;
  base::SigningKey key_;
  engine::AuthorRegister::Chain chain_;
};

}  // namespace truceline::app
