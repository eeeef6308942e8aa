// SPDX-License-Identifier: Apache-2.0
//
// Who signs for what a command has added: the command itself where the mission has no witnesses;
// where it has some, its server alone, which asks them first.
#pragma once

#include "app/mission.hpp"
#include "app/terminal.hpp"

namespace truceline::app {

/// Signs all that is stored, or says on `terminal.err` in one line that it is the server's to do.
/// Errors: those of Mission::signer and CheckpointSigner::publish; what was added stays added.
base::Result<void> sign_or_say(Mission& mission, Terminal& terminal);

}  // namespace truceline::app
