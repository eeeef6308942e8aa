// SPDX-License-Identifier: Apache-2.0
//
// truceline sign-positions: the query with which a batch is sent, for curl and the like.
#pragma once

#include <string>

#include "app/passphrase.hpp"
#include "app/terminal.hpp"

namespace truceline::app {

struct SignPositionsCommand {
  std::string file;  ///< The batch; "-" is standard input.
  std::string mission;
  std::string as;        ///< Whose key signs; empty: the mission's own.
  std::string audience;  ///< Who may see what follows; empty: as the server decides.
  std::string kind;      ///< What moves where a row does not say; empty: unknown.
  PassphraseOptions passphrase;
};

base::Result<int> run(const SignPositionsCommand& command, Terminal& terminal);

}  // namespace truceline::app
