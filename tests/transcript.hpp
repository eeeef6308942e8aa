// SPDX-License-Identifier: Apache-2.0
//
// Shell sessions as tests. A line after "$ " is a command ("> " continues it, for texts given in
// place); the lines after it are all it says on both streams, then "[exit 2]" where it does not
// end with 0. In what is expected, * stands for anything within a line, and a line of ... for any
// lines. Lines that begin with "# ", after a blank line, are for the reader.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace truceline::testing_cli {

struct Step {
  std::vector<std::string> remarks;   ///< Lines before the command, blank ones too.
  std::string command;                ///< With its continuation lines.
  std::vector<std::string> expected;  ///< Lines.
};

std::vector<Step> parse_transcript(const std::string& text);
/// The inverse of parse_transcript.
std::string to_text(const std::vector<Step>& steps);

/// True where the line fits the pattern with its *.
bool fits(const std::string& pattern, const std::string& line);
/// The same for lines, with ... for any number of them.
bool fits(const std::vector<std::string>& expected, const std::vector<std::string>& said);

/// Runs a command in `folder` by sh and gives the lines it said.
std::vector<std::string> run_step(const std::string& command, const std::filesystem::path& folder);

}  // namespace truceline::testing_cli
