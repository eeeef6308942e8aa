// SPDX-License-Identifier: Apache-2.0
#include "engine/author_register.hpp"

namespace truceline::engine {

using base::Error;
using base::ErrorCode;
using base::Result;
using domain::KeyAction;

namespace {

Error refuse(std::string reason, std::string mend) {
  return {ErrorCode::forbidden, std::move(reason), {}, std::move(mend)};
}

const domain::Key* key_of(const domain::Statement& statement) {
  return statement.body ? std::get_if<domain::Key>(&*statement.body) : nullptr;
}

}  // namespace

Result<void> AuthorRegister::may_speak(const domain::Statement& statement) const {
  TRY(key_may_speak(statement));
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

Result<void> AuthorRegister::key_may_speak(const domain::Statement& statement) const {
  const domain::Header& header = statement.header;
  const domain::Key* key = key_of(statement);
  if (header.kind == domain::StatementKind::key && key == nullptr)
    return refuse("a key statement whose body is not there", "key statements are never erased");
  if (mission_party_.empty()) {
    const bool enrols_itself = key != nullptr && key->action == KeyAction::enrol &&
                               key->key == header.key && key->party == header.party;
    if (enrols_itself) return {};
    return refuse("the first entry of a log must enrol the mission's own key",
                  "make the mission with `truceline init`");
  }
  const auto known = keys_.find(header.key);
  if (known == keys_.end())
    return refuse("the key " + base::to_hex(header.key) + " is not enrolled",
                  "let its party enrol it with a key statement first");
  if (known->second.revoked)
    return refuse("the key " + base::to_hex(header.key) + " was revoked", "sign with a valid key");
  if (known->second.party != header.party)
    return refuse("the key belongs to '" + known->second.party + "' and cannot speak for '" +
                      header.party + "'",
                  "sign with a key of that party");
  return key != nullptr ? may_change_keys(header, *key) : Result<void>{};
}

Result<void> AuthorRegister::may_change_keys(const domain::Header& header,
                                             const domain::Key& key) const {
  if (header.party != key.party && header.party != mission_party_)
    return refuse("'" + header.party + "' cannot change the keys of '" + key.party + "'",
                  "the party itself or the mission signs it");
  const auto known = keys_.find(key.key);
  if (key.action == KeyAction::revoke) {
    if (known == keys_.end() || known->second.party != key.party)
      return refuse("no such key of '" + key.party + "' to revoke", "check the key");
    return {};
  }
  if (known != keys_.end())
    return refuse("the key is enrolled already, or was once", "make a new key");
  if (!base::is_valid_public_key(key.key))
    return refuse("the key is not a valid Ed25519 point", "make a new key");
  if (key.action == KeyAction::rotate && header.party != key.party)
    return refuse("only a key of the party itself can be rotated",
                  "revoke the old key and enrol the new one");
  return {};
}

void AuthorRegister::apply(const domain::Statement& statement) {
  Chain& chain = chains_[statement.header.key];
  if (statement.header.sequence == chain.next_sequence)
    chain = {chain.next_sequence + 1, statement.id};
  const domain::Key* key = key_of(statement);
  if (key == nullptr) return;
  if (mission_party_.empty()) mission_party_ = statement.header.party;
  switch (key->action) {
    case KeyAction::rotate:
      keys_[statement.header.key].revoked = true;
      [[fallthrough]];
    case KeyAction::enrol:
      keys_[key->key] = {key->party, false};
      break;
    case KeyAction::revoke:
      keys_[key->key].revoked = true;
      break;
  }
}

AuthorRegister::Chain AuthorRegister::chain(const base::PublicKey& key) const {
  const auto known = chains_.find(key);
  return known == chains_.end() ? Chain{} : known->second;
}

}  // namespace truceline::engine
