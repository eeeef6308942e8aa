// SPDX-License-Identifier: Apache-2.0
#include "app/key_choice.hpp"

#include "domain/field_rule.hpp"

namespace truceline::app {

using base::Error;
using base::ErrorCode;
using base::PublicKey;
using base::Result;
using engine::AuthorRegister;

namespace {

constexpr std::size_t kShortKey = 16;
constexpr std::size_t kShortestPrefix = 4;

bool is_file(const std::string& text) {
  std::error_code ignored;
  return std::filesystem::is_regular_file(text, ignored);
}

std::string names_of(const std::vector<PublicKey>& keys) {
  std::string names;
  for (const PublicKey& key : keys) names += (names.empty() ? "" : ", ") + short_key(key);
  return names;
}

Result<PublicKey> the_one(const std::vector<PublicKey>& found, const Error& none,
                          const std::string& several, const std::string& mend) {
  if (found.empty()) return none;
  if (found.size() == 1) return found.front();
  return Error{ErrorCode::conflict, several + ": " + names_of(found), {}, mend};
}

}  // namespace

Result<PublicKey> key_to_enrol(const std::string& text, const std::string& party,
                               domain::KeyRole role) {
  if (domain::is_lower_hex_64(text)) {
    const PublicKey key = *base::hash_from_hex(text);
    if (base::is_valid_public_key(key)) return key;
    return Error{ErrorCode::invalid_input, "no Ed25519 public key has these digits", text,
                 "compare them with whoever made the key; each counts"};
  }
  if (!is_file(text))
    return Error{
        ErrorCode::not_found, "no key file, and no public key of 64 hex digits", text,
        "make one: truceline key new " + party + (role == domain::KeyRole::root ? " --root" : "")};
  TRY_ASSIGN(const KeyCard card, look_at_key_file(text));
  const KeyUse wanted = role == domain::KeyRole::root ? KeyUse::root : KeyUse::author;
  if (card.use != wanted)
    return Error{ErrorCode::invalid_input,
                 "this key was made for another use: " + std::string(domain::word(card.use)), text,
                 card.use == KeyUse::root ? "enrol it with --root" : "choose another file"};
  if (card.name != party)
    return Error{ErrorCode::invalid_input, "this key was made for '" + card.name + "'", text,
                 "choose a key of '" + party + "'"};
  return card.key;
}

Result<PublicKey> enrolled_key(const AuthorRegister& authors, const std::string& party,
                               const std::string& text) {
  std::string digits = text;
  if (is_file(text)) {
    TRY_ASSIGN(const KeyCard card, look_at_key_file(text));
    digits = base::to_hex(card.key);
  }
  std::vector<PublicKey> found;
  for (const AuthorRegister::Enrolled& one : authors.keys())
    if (one.party == party && digits.size() >= kShortestPrefix &&
        base::to_hex(one.key).starts_with(digits))
      found.push_back(one.key);
  return the_one(found,
                 {ErrorCode::not_found, "no key of '" + party + "' is or begins with this", text,
                  "truceline key list shows them all"},
                 "several keys of '" + party + "' begin so", "give more digits of one");
}

Result<PublicKey> only_key(const AuthorRegister& authors, const std::string& party,
                           domain::KeyRole role) {
  std::vector<PublicKey> found;
  for (const AuthorRegister::Enrolled& one : authors.keys())
    if (one.party == party && one.role == role && !one.until) found.push_back(one.key);
  const std::string what = std::string(domain::word(role)) + " key";
  return the_one(found,
                 {ErrorCode::not_found,
                  "'" + party + "' has no " + what + " in force",
                  {},
                  "truceline key list shows who has which"},
                 "'" + party + "' has several keys, and which one ends is not said",
                 "name one: --replaces KEY");
}

std::string short_key(const PublicKey& key) {
  return base::to_hex(key).substr(0, kShortKey);
}

}  // namespace truceline::app
