// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "app/passphrase.hpp"
#include "app/terminal.hpp"

namespace truceline::app {

/// truceline say KIND FILE..., or truceline say --batch FILE.
struct SayCommand {
  std::string mission;
  std::string kind;                ///< Empty with `batch`.
  std::vector<std::string> files;  ///< "-" is standard input.
  std::string batch;               ///< File of lines; empty: none.
  std::string as;                  ///< Party; empty: the mission's own.
  std::string audience;            ///< Empty: only the party itself.
  std::vector<std::string> supersedes;
  std::vector<std::string> answers;
  std::vector<std::string> cites;
  std::string time;  ///< What the author's clock showed; empty: now.
  PassphraseOptions passphrase;
  bool json = false;
};

/// Signs what the files say and appends it: all of it or nothing. An agreement is YAML, compiled
/// first; with errors in it nothing is entered and the exit code is 2.
base::Result<int> run(const SayCommand& command, Terminal& terminal);

}  // namespace truceline::app
