// SPDX-License-Identifier: Apache-2.0
//
// A kept file that proves something by itself, checked without a log, a host or a network.
#pragma once

#include "app/command_verify.hpp"

namespace truceline::app {

/// `command.where` is a file: evidence of a fork. 0 where it proves one. Errors: those of reading
/// and verify_fork; forbidden where --policy knows another key for that log.
base::Result<int> run_evidence(const VerifyCommand& command, Terminal& terminal);

}  // namespace truceline::app
