// SPDX-License-Identifier: Apache-2.0
//
// truceline mirror: keeps all entries of logs and cosigns what it holds, until told to stop;
// mirror init: makes a new one.
#pragma once

#include <filesystem>

#include "app/command_witness.hpp"

namespace truceline::app {

struct MirrorCommand {
  CosignerOptions options;
};

/// Runs until SIGINT or SIGTERM; says its address on standard output once it listens.
base::Result<int> run(const MirrorCommand& command, Terminal& terminal);

/// Where a mirror keeps entries in its folder of state.
std::filesystem::path mirror_entries_file(const std::filesystem::path& state);

}  // namespace truceline::app
