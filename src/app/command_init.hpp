// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "app/passphrase.hpp"
#include "app/terminal.hpp"

namespace truceline::app {

/// truceline init FOLDER.
struct InitCommand {
  std::string folder;
  // For a mission.yaml that is not there yet; empty: made from the folder's name.
  std::string id;
  std::string title;
  std::string origin;
  std::string time_zone;
  PassphraseOptions passphrase;
};

/// Writes a commented mission.yaml where there is none, then makes ledger and keys. A
/// mission.yaml that is there is never touched.
base::Result<int> run(const InitCommand& command, Terminal& terminal);

}  // namespace truceline::app
