// SPDX-License-Identifier: Apache-2.0
//
// truceline verify --monitor: looks, remembers durably, and only then says what is wrong.
#pragma once

#include "app/command_verify.hpp"

namespace truceline::app {

/// Watches until it is stopped; with `once` looks once, and the exit code is that of the worst
/// alarm: corrupt for fork and broken, conflict for withheld, unavailable for the others.
/// Errors: those of the policy and of what was remembered; unavailable where it cannot remember.
base::Result<int> run_monitor(const VerifyCommand& command, Terminal& terminal);

}  // namespace truceline::app
