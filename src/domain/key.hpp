// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "base/ed25519.hpp"
#include "domain/words.hpp"

namespace truceline::domain {

enum class KeyAction { enrol, rotate, revoke };
template <>
inline constexpr auto kWords<KeyAction> = std::to_array<std::pair<KeyAction, std::string_view>>(
    {{KeyAction::enrol, "enrol"}, {KeyAction::rotate, "rotate"}, {KeyAction::revoke, "revoke"}});

/// What a key is for. A root signs key statements and nothing else, so it can lie in a drawer; an
/// author signs everything but key statements.
enum class KeyRole { author, root };
template <>
inline constexpr auto kWords<KeyRole> = std::to_array<std::pair<KeyRole, std::string_view>>(
    {{KeyRole::author, "author"}, {KeyRole::root, "root"}});

/// Lets a key speak for a party, or ends that. It counts from its own entry on, never by a clock.
/// Who may say it: engine::AuthorRegister.
struct Key {
  KeyAction action = KeyAction::enrol;
  std::string party;
  base::PublicKey key{};
  KeyRole role = KeyRole::author;
  std::optional<base::PublicKey> replaces;  ///< Only with rotate: the key that ends.
  std::string holder;                       ///< Who keeps it: a desk or a role, no private person.
  std::string reason;
  friend bool operator==(const Key&, const Key&) = default;
};

}  // namespace truceline::domain
