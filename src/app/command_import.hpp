// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "app/passphrase.hpp"
#include "app/report_file.hpp"
#include "app/terminal.hpp"

namespace truceline::app {

/// truceline import FORMAT FILE.
struct ImportCommand {
  std::string mission;
  ReportFormat format = ReportFormat::ucdp;
  std::string file;
  std::string rejects;   ///< Empty: imports/<file>.rejects.csv in the mission.
  std::string audience;  ///< Empty: public for published data, the own party for reports.
  std::string as;        ///< Party; empty: the mission's own.
  bool dry_run = false;
  bool json = false;
  PassphraseOptions passphrase;
};

/// Imports what is new or amended, lists what is refused, and says what became of every row.
/// Where the file breaks off, what came before is kept and the error is returned after the
/// summary.
base::Result<int> run(const ImportCommand& command, Terminal& terminal);

}  // namespace truceline::app
