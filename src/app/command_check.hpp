// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "app/terminal.hpp"

namespace truceline::app {

/// truceline check FILE|FOLDER...
struct CheckCommand {
  std::vector<std::string> paths;
  std::string mission;
  bool strict = false;
  bool json = false;
};

/// Exit code 0: no errors, and no warnings or they do not count; 1: warnings under --strict;
/// 2: errors.
base::Result<int> run(const CheckCommand& command, Terminal& terminal);

}  // namespace truceline::app
