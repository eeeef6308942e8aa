// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "app/terminal.hpp"

namespace truceline::app {

/// truceline receipt show|verify FILE, truceline receipt get ENTRY.
struct ReceiptCommand {
  std::string what;       ///< show, verify or get.
  std::string subject;    ///< A file ("-": standard input), or the entry.
  std::string policy;     ///< The trust file; verify needs it.
  std::string statement;  ///< The signed envelope: read by show and verify, written by get.
  std::string id;         ///< Instead of the envelope: its 64 hex digits.
  std::string mission;    ///< Of get.
  bool json = false;
};

/// show says what the file proves and what it does not. verify says it line by line, and fails
/// with the exit code of `forbidden` where signatures or quorum are not enough, of `invalid_input`
/// where the proof does not hold. get prints the receipt as it stands in the mission.
base::Result<int> run(const ReceiptCommand& command, Terminal& terminal);

}  // namespace truceline::app
