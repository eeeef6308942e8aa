// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "app/passphrase.hpp"
#include "app/terminal.hpp"

namespace truceline::app {

enum class KeyWish { make, enrol, rotate, revoke, list };

/// truceline key new|enrol|rotate|revoke PARTY [KEY], truceline key list.
struct KeyCommand {
  KeyWish wish = KeyWish::list;
  std::string mission;
  std::string party;
  std::string key;  ///< A key file, 64 hex digits, or the beginning of a key of the party.
  bool root = false;
  std::string out;        ///< new: where the file goes; empty: into the mission's keys/.
  std::string replaces;   ///< rotate: the key that ends; empty: the only one of its role.
  std::string as;         ///< Whose root signs; empty: the party's, or the mission's for a root.
  std::string sign_with;  ///< File of that root; empty: in the mission's keys/.
  std::string holder;
  std::string reason;
  std::optional<std::uint64_t> as_known_at;  ///< list.
  PassphraseOptions passphrase;
  bool json = false;
};

/// Makes a key file; or signs a key statement with a root key and appends it; or lists who could
/// speak for whom, from which entry to which.
base::Result<int> run(const KeyCommand& command, Terminal& terminal);

}  // namespace truceline::app
