// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "app/terminal.hpp"

namespace truceline::app {

/// truceline verify [WHERE].
struct VerifyCommand {
  std::string
      where;  ///< Mission folder, folder of tiles, web address, or evidence; else --mission.
  std::string mission;
  std::string policy;  ///< File; empty: the mission's own.
  std::string at;      ///< Clock for duties, as written; empty: now.
  std::string story;   ///< Of a bundle: its story too, in this language; empty: not.
  bool json = false;

  bool monitor = false;     ///< Keep watching the host at `where`, see command_monitor.hpp.
  bool once = false;        ///< Look once and end.
  std::string state;        ///< Where the monitor remembers; empty: truceline-monitor.json.
  std::string alarms;       ///< Each alarm is appended to this file, a line of JSON.
  std::string interval;     ///< Between two looks; empty: 60s.
  std::string stall_after;  ///< How long a witness may be silent; empty: 1h.
};

/// Says what was proved, line by line, and what was not. The exit code is that of `corrupt` where
/// something does not hold, that of `forbidden` where the witnesses asked for did not sign.
base::Result<int> run(const VerifyCommand& command, Terminal& terminal);

}  // namespace truceline::app
