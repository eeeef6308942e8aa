// SPDX-License-Identifier: Apache-2.0
//
// truceline witness: cosigns logs until told to stop; witness init: makes a new one.
#pragma once

#include <string>
#include <vector>

#include "app/cosigner_setup.hpp"
#include "app/terminal.hpp"

namespace truceline::app {

/// The words after `truceline witness` or `truceline mirror`.
struct CosignerOptions {
  std::string action;  ///< "init", or empty: run.
  std::string folder;  ///< Of init.
  std::string config;  ///< Of running; else witness.yaml or mirror.yaml in the current folder.
  std::string name;
  std::string url;
  std::string listen;
  std::vector<std::string> logs;
  PassphraseOptions passphrase;
};

/// Do the options of `name`, "witness" or "mirror", go together? init needs a folder; running takes
/// none of init's options. Error: invalid_input.
base::Result<void> check_cosigner(const std::string& name, const CosignerOptions& options);

struct WitnessCommand {
  CosignerOptions options;
};

/// Runs until SIGINT or SIGTERM; says its address on standard output once it listens.
base::Result<int> run(const WitnessCommand& command, Terminal& terminal);

/// The folder, key and configuration of a new cosigner; what to do next is printed.
base::Result<BegunCosigner> begin(formats::CosignerRole role, const CosignerOptions& options);
void print_begun(const BegunCosigner& begun, std::string_view role, Terminal& terminal);
void warn_where_unencrypted(const CosignerOptions& options, Terminal& terminal);

/// Where it listens: "http://127.0.0.1:8090".
std::string listening_address(const CosignerSetup& setup, std::uint16_t port);

}  // namespace truceline::app
