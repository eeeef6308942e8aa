// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/terminal.hpp"

namespace truceline::app {

/// truceline version.
struct VersionCommand {
  bool json = false;
};

base::Result<int> run(const VersionCommand& command, Terminal& terminal);

}  // namespace truceline::app
