// SPDX-License-Identifier: Apache-2.0
#include "engine/author_register.hpp"

#include <algorithm>

namespace truceline::engine {

using base::Error;
using base::ErrorCode;
using base::Result;
using domain::KeyAction;
using domain::KeyRole;

namespace {

Error refuse(std::string reason, std::string mend) {
  return {ErrorCode::forbidden, std::move(reason), {}, std::move(mend)};
}

const domain::Key* key_of(const domain::Statement& statement) {
  return statement.body ? std::get_if<domain::Key>(&*statement.body) : nullptr;
}

std::string entry(base::EntryIndex index) {
  return "entry " + std::to_string(index.value);
}

/// The first entry of a log: the mission's root says that it is the mission's root.
bool enrols_itself(const domain::Header& header, const domain::Key* key) {
  return key != nullptr && key->action == KeyAction::enrol && key->role == KeyRole::root &&
         key->key == header.key && key->party == header.party;
}

}  // namespace

Result<void> AuthorRegister::may_speak(const domain::Statement& statement) const {
  TRY(may_sign(statement));
  const domain::Header& header = statement.header;
  const Chain stands = chain(header.key);
  if (header.sequence > stands.next_sequence)
    return Error{ErrorCode::conflict,
                 "this is the key's statement " + std::to_string(header.sequence) + ", but " +
                     std::to_string(stands.next_sequence) + " is not here yet",
                 "seq", "send the earlier ones first"};
  if (header.sequence == stands.next_sequence && header.previous != stands.last)
    return Error{ErrorCode::conflict, "`prev` is not the key's last statement here", "prev",
                 "fetch the key's last entry and sign again"};
  return {};
}

Result<void> AuthorRegister::may_sign(const domain::Statement& statement) const {
  const domain::Header& header = statement.header;
  const domain::Key* key = key_of(statement);
  if (header.kind == domain::StatementKind::key) {
    if (key == nullptr)
      return refuse("a key statement whose body is not there", "key statements are never erased");
    if (header.audience.label != domain::AudienceLabel::everyone)
      return refuse("a key statement that not everybody may see",
                    "make it public: whoever verifies needs it");
  }
  if (header.kind == domain::StatementKind::erasure &&
      header.audience.label != domain::AudienceLabel::everyone)
    return refuse("an erasure that not everybody may see",
                  "make it public: it is why a body is missing, and holds nothing of it");
  if (mission_party_.empty()) {
    if (enrols_itself(header, key)) return {};
    return refuse("the first entry of a log must enrol the mission's own root key",
                  "make the mission with `truceline init`");
  }
  TRY_ASSIGN(const Enrolled* speaker, in_force(header.key, header.party));
  if (key != nullptr && speaker->role != KeyRole::root)
    return refuse("only a root key changes keys",
                  "sign with the root key of '" + header.party + "'");
  if (key == nullptr && speaker->role == KeyRole::root)
    return refuse("a root key signs key statements and nothing else",
                  "sign with an author key of '" + header.party + "'");
  return key != nullptr ? may_change_keys(header, *key) : Result<void>{};
}

Result<const AuthorRegister::Enrolled*> AuthorRegister::in_force(const base::PublicKey& key,
                                                                 const std::string& party) const {
  const Enrolled* const known = find(key);
  if (known == nullptr)
    return refuse("the key " + base::to_hex(key) + " is not enrolled",
                  "let its party's root enrol it with a key statement first");
  if (known->party != party)
    return refuse("the key belongs to '" + known->party + "' and cannot speak for '" + party + "'",
                  "use a key of that party");
  if (known->until)
    return refuse(
        "the key " + base::to_hex(key) + " was revoked or rotated by " + entry(*known->until),
        "use a key that is in force");
  return known;
}

Result<void> AuthorRegister::may_change_keys(const domain::Header& header,
                                             const domain::Key& key) const {
  switch (key.action) {
    case KeyAction::enrol:
      return may_enrol(header, key);
    case KeyAction::rotate:
      return may_rotate(header, key);
    case KeyAction::revoke:
      return may_revoke(header, key);
  }
  INVARIANT(false && "an action without a rule");
  return {};
}

Result<void> AuthorRegister::may_enrol(const domain::Header& header, const domain::Key& key) const {
  if (const Enrolled* const known = find(key.key))
    return refuse(
        "the key is enrolled since " + entry(known->since) +
            (known->until ? ", and ended with " + entry(*known->until) : ""),
        known->until ? "make a new key: an old one never comes back" : "nothing is left to do");
  const Enrolled* const root = root_of(key.party);
  if (key.role == KeyRole::author) {
    if (header.party == key.party) return {};
    return refuse("only the root key of '" + key.party + "' enrols its authors",
                  root ? "sign with it" : "enrol its root key first");
  }
  if (root != nullptr)
    return refuse("'" + key.party + "' has a root key since " + entry(root->since),
                  "rotate it instead");
  if (header.party != mission_party_)
    return refuse("only the mission's root key enrols the root key of a party",
                  "ask the mission to sign it");
  return {};
}

Result<void> AuthorRegister::may_rotate(const domain::Header& header,
                                        const domain::Key& key) const {
  if (!key.replaces) return refuse("a rotation that does not say which key ends", "name it");
  TRY_ASSIGN(const Enrolled* old, in_force(*key.replaces, key.party));
  if (old->role != key.role)
    return refuse("a root key is replaced by a root key, an author key by an author key",
                  "give the new key the role of the old one");
  if (find(key.key) != nullptr)
    return refuse("the new key is enrolled already, or was once", "make a new key");
  const bool lost_root = key.role == KeyRole::root && header.party == mission_party_;
  if (header.party != key.party && !lost_root)
    return refuse("only the root key of '" + key.party + "' rotates its author keys",
                  "sign with it");
  return {};
}

Result<void> AuthorRegister::may_revoke(const domain::Header& header,
                                        const domain::Key& key) const {
  TRY_ASSIGN(const Enrolled* known, in_force(key.key, key.party));
  if (known->role == KeyRole::root)
    return refuse("the root key of '" + key.party +
                      "' is its only one: without it nobody could "
                      "speak for the party again",
                  "rotate it instead");
  if (header.party != key.party)
    return refuse("only the root key of '" + key.party + "' revokes its author keys",
                  "sign with it");
  return {};
}

void AuthorRegister::apply(const domain::Statement& statement, base::EntryIndex index) {
  const domain::Header& header = statement.header;
  const domain::Key* const key = key_of(statement);
  const bool changes_keys = key != nullptr && may_sign(statement).has_value();
  Chain& chain = chains_[header.key];
  const bool in_order = header.sequence == chain.next_sequence;
  if (in_order) chain = {chain.next_sequence + 1, statement.id};
  if (mission_party_.empty()) mission_party_ = header.party;
  if (changes_keys && in_order) change_keys(*key, index);
}

void AuthorRegister::change_keys(const domain::Key& key, base::EntryIndex index) {
  const auto end = [&](const base::PublicKey& old) {
    Enrolled& ended = keys_.at(old);
    ended.until = index;
    ended.end_reason = key.reason;
  };
  if (key.action == KeyAction::revoke) return end(key.key);
  if (key.action == KeyAction::rotate) end(*key.replaces);
  keys_[key.key] = {key.key, key.party, key.role, key.holder, index, std::nullopt, {}};
  if (key.role == KeyRole::root) roots_[key.party] = key.key;
}

AuthorRegister::Chain AuthorRegister::chain(const base::PublicKey& key) const {
  const auto known = chains_.find(key);
  return known == chains_.end() ? Chain{} : known->second;
}

const AuthorRegister::Enrolled* AuthorRegister::find(const base::PublicKey& key) const {
  const auto known = keys_.find(key);
  return known == keys_.end() ? nullptr : &known->second;
}

const AuthorRegister::Enrolled* AuthorRegister::root_of(const std::string& party) const {
  const auto known = roots_.find(party);
  return known == roots_.end() ? nullptr : find(known->second);
}

std::vector<AuthorRegister::Enrolled> AuthorRegister::keys() const {
  std::vector<Enrolled> all;
  for (const auto& [key, enrolled] : keys_) all.push_back(enrolled);
  std::ranges::sort(all, {}, &Enrolled::since);
  return all;
}

}  // namespace truceline::engine
