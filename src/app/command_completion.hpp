// SPDX-License-Identifier: Apache-2.0
//
// Completion scripts for shells, made from the very table that parses the command line.
#pragma once

#include <string>
#include <vector>

#include "app/terminal.hpp"

namespace truceline::app {

struct OptionWords {
  std::string name;         ///< "--kind".
  std::string description;  ///< One line.
  bool takes_value = false;
  std::vector<std::string> choices;  ///< Where only these are taken.
};

struct CommandWords {
  std::string name;
  std::string description;
  std::vector<std::string> choices;  ///< What its first argument may be; empty: files.
  std::vector<OptionWords> options;
};

/// truceline completion SHELL.
struct CompletionCommand {
  std::string shell;  ///< bash, zsh or fish.
};

base::Result<int> run(const CompletionCommand& command, Terminal& terminal);

// The scripts. Each completes commands, options, the choices of an option, and files elsewhere.
std::string bash_completion(const std::vector<CommandWords>& commands);
std::string zsh_completion(const std::vector<CommandWords>& commands);
std::string fish_completion(const std::vector<CommandWords>& commands);

}  // namespace truceline::app
