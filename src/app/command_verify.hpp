// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "app/terminal.hpp"

namespace truceline::app {

/// truceline verify [FOLDER].
struct VerifyCommand {
  std::string folder;  ///< Empty: as --mission says.
  std::string mission;
  std::string at;  ///< Clock for duties, as written; empty: now.
  bool json = false;
};

/// Says what was proved, line by line. The exit code is that of `corrupt` where something does
/// not hold.
base::Result<int> run(const VerifyCommand& command, Terminal& terminal);

}  // namespace truceline::app
