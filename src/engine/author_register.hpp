// SPDX-License-Identifier: Apache-2.0
//
// Who may say the next thing: which key speaks for which party, as the key statements themselves
// say it, and which number each key has come to. Everything counts by order of entry, never by a
// clock: a revocation holds from its own entry on.
//
// Each party has one root key, which says which author keys speak for it and nothing else. The
// mission's root enrols a party's first root; from then on the party is its own master. A root
// that is lost can be replaced by the mission, in the open: the engine makes it a finding.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "domain/statement.hpp"

namespace truceline::engine {

class AuthorRegister {
 public:
  /// Where a key's chain stands: its next number, and the id of its last statement.
  struct Chain {
    std::uint64_t next_sequence = 0;
    base::Hash last{};
  };

  /// A key that speaks for a party, or did.
  struct Enrolled {
    base::PublicKey key{};
    std::string party;
    domain::KeyRole role = domain::KeyRole::author;
    std::string holder;
    base::EntryIndex since;                 ///< The entry that enrolled it.
    std::optional<base::EntryIndex> until;  ///< The entry that ended it; empty: it is in force.
    std::string end_reason;                 ///< What that entry gives as its reason.
  };

  /// May this statement be the next entry? Its key must speak for its party, and its number must
  /// follow. Who may change keys, all by key statements that everybody may see:
  /// - the first entry of a log enrols its own key as root; its party is the mission;
  /// - the mission's root enrols the first root of every other party;
  /// - a party's root enrols, rotates and revokes its author keys, and rotates itself;
  /// - the mission's root may rotate another party's root, and no other key of it;
  /// - a root is never revoked, only rotated; a key that was enrolled once never is again.
  /// An erasure, too, must be one that everybody may see.
  /// A number said before with other bytes passes: it is evidence of an author saying two
  /// things, and the engine finds it.
  /// Errors: forbidden for the key; conflict for a number that leaves a gap, or a `prev` that is
  /// not the key's last statement.
  base::Result<void> may_speak(const domain::Statement& statement) const;
  /// The first half of it: is its key in force, and may it sign such a statement?
  base::Result<void> may_sign(const domain::Statement& statement) const;

  /// Takes in the next entry. A change of keys by who may not change them, or under a number
  /// that was used before, changes nothing.
  void apply(const domain::Statement& statement) { apply(statement, statement.index); }
  /// The same for one whose place in the log its maker did not know yet.
  void apply(const domain::Statement& statement, base::EntryIndex index);

  /// The party of the first entry; empty before it.
  const std::string& mission_party() const { return mission_party_; }
  /// At the beginning where the key has said nothing.
  Chain chain(const base::PublicKey& key) const;
  /// nullptr where it was never enrolled.
  const Enrolled* find(const base::PublicKey& key) const;
  /// The key, where it speaks for `party` now. Errors: forbidden, saying why it does not.
  base::Result<const Enrolled*> in_force(const base::PublicKey& key,
                                         const std::string& party) const;
  /// The root in force; nullptr where the party has none.
  const Enrolled* root_of(const std::string& party) const;
  /// All keys that ever were enrolled, in order of entry.
  std::vector<Enrolled> keys() const;

 private:
  base::Result<void> may_change_keys(const domain::Header& header, const domain::Key& key) const;
  base::Result<void> may_enrol(const domain::Header& header, const domain::Key& key) const;
  base::Result<void> may_rotate(const domain::Header& header, const domain::Key& key) const;
  base::Result<void> may_revoke(const domain::Header& header, const domain::Key& key) const;
  void change_keys(const domain::Key& key, base::EntryIndex index);

  std::string mission_party_;
  std::map<base::PublicKey, Enrolled> keys_;
  std::map<std::string, base::PublicKey> roots_;  ///< In force, by party.
  std::map<base::PublicKey, Chain> chains_;
};

}  // namespace truceline::engine
