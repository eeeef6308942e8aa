// SPDX-License-Identifier: Apache-2.0
//
// Which key may speak for which party, as the key statements themselves say it. Everything
// counts by order of entry, never by a clock: a revocation holds from its own entry on.
#pragma once

#include <map>
#include <string>

#include "domain/statement.hpp"

namespace truceline::engine {

class KeyRegister {
 public:
  /// May this header's key speak for its party as the next entry? The very first entry must
  /// enrol its own key: its party is the mission, which may enrol and revoke for every party.
  /// Errors: forbidden, with what would mend it.
  base::Result<void> may_speak(const domain::Statement& statement) const;

  /// Takes in an entry that may_speak() let pass. Other kinds than `key` change nothing.
  void apply(const domain::Statement& statement);

  /// The party of the first entry; empty before it.
  const std::string& mission_party() const { return mission_party_; }

 private:
  struct Enrolled {
    std::string party;
    bool revoked = false;
  };
  base::Result<void> may_change_keys(const domain::Header& header, const domain::Key& key) const;

  std::string mission_party_;
  std::map<base::PublicKey, Enrolled> keys_;
};

}  // namespace truceline::engine
