// SPDX-License-Identifier: Apache-2.0
//
// Who may say the next thing: which key speaks for which party, as the key statements themselves
// say it, and which number each key has come to. Everything counts by order of entry, never by a
// clock: a revocation holds from its own entry on.
#pragma once

#include <map>
#include <string>

#include "domain/statement.hpp"

namespace truceline::engine {

class AuthorRegister {
 public:
  /// Where a key's chain stands: its next number, and the id of its last statement.
  struct Chain {
    std::uint64_t next_sequence = 0;
    base::Hash last{};
  };

  /// May this statement be the next entry? Its key must speak for its party, and its number must
  /// follow. The very first entry must enrol its own key: its party is the mission, which may
  /// enrol and revoke for every party. A number said before with other bytes passes: it is
  /// evidence of an author saying two things, and the engine finds it.
  /// Errors: forbidden for the key; conflict for a number that leaves a gap, or a `prev` that is
  /// not the key's last statement.
  base::Result<void> may_speak(const domain::Statement& statement) const;

  /// Takes in an entry that may_speak() let pass.
  void apply(const domain::Statement& statement);

  /// The party of the first entry; empty before it.
  const std::string& mission_party() const { return mission_party_; }
  /// At the beginning where the key has said nothing.
  Chain chain(const base::PublicKey& key) const;

 private:
  struct Enrolled {
    std::string party;
    bool revoked = false;
  };
  base::Result<void> key_may_speak(const domain::Statement& statement) const;
  base::Result<void> may_change_keys(const domain::Header& header, const domain::Key& key) const;

  std::string mission_party_;
  std::map<base::PublicKey, Enrolled> keys_;
  std::map<base::PublicKey, Chain> chains_;
};

}  // namespace truceline::engine
