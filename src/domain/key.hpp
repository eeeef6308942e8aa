// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/ed25519.hpp"
#include "domain/words.hpp"

namespace truceline::domain {

enum class KeyAction { enrol, rotate, revoke };
template <>
inline constexpr auto kWords<KeyAction> = std::to_array<std::pair<KeyAction, std::string_view>>(
    {{KeyAction::enrol, "enrol"}, {KeyAction::rotate, "rotate"}, {KeyAction::revoke, "revoke"}});

/// Lets a key speak for a party, or ends that. It counts from its own entry on, never by a clock.
struct Key {
  KeyAction action = KeyAction::enrol;
  std::string party;
  base::PublicKey key{};
  std::string holder;  ///< Who keeps it: a desk or a role, no private person.
  std::string reason;
  friend bool operator==(const Key&, const Key&) = default;
};

}  // namespace truceline::domain
