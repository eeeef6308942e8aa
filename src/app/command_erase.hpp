// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "app/passphrase.hpp"
#include "app/terminal.hpp"

namespace truceline::app {

/// truceline erase ENTRY --basis TEXT.
struct EraseCommand {
  std::string mission;
  std::string entry;
  std::string basis;
  std::string decided_by;  ///< Empty: the party that signs.
  std::string as;          ///< Empty: the mission's own.
  PassphraseOptions passphrase;
  bool json = false;
};

/// Signs and appends an erasure, then destroys body and salt in this ledger. Run again after it
/// was cut off, it finishes.
base::Result<int> run(const EraseCommand& command, Terminal& terminal);

}  // namespace truceline::app
