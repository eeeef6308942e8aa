// SPDX-License-Identifier: Apache-2.0
//
// The whole program but main(): from the words on the command line to an exit code.
#pragma once

#include <string>
#include <vector>

#include "app/terminal.hpp"

namespace truceline::app {

/// Runs one command. `arguments` without the program's name. Errors are printed to the terminal's
/// error stream; the exit code is that of the error's kind (`truceline help exit-codes`).
int run_command_line(const std::vector<std::string>& arguments, Terminal& terminal);

}  // namespace truceline::app
