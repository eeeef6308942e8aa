// SPDX-License-Identifier: Apache-2.0
//
// The command line taken apart into plain values. Nothing is done here: no file is opened, no
// clock read. The parsing library appears in cli_table.hpp only.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "app/command_account.hpp"
#include "app/command_bundle.hpp"
#include "app/command_check.hpp"
#include "app/command_completion.hpp"
#include "app/command_delivery.hpp"
#include "app/command_erase.hpp"
#include "app/command_findings.hpp"
#include "app/command_import.hpp"
#include "app/command_init.hpp"
#include "app/command_key.hpp"
#include "app/command_locate.hpp"
#include "app/command_log.hpp"
#include "app/command_mirror.hpp"
#include "app/command_receipt.hpp"
#include "app/command_replay_positions.hpp"
#include "app/command_say.hpp"
#include "app/command_serve.hpp"
#include "app/command_show.hpp"
#include "app/command_sign_positions.hpp"
#include "app/command_verify.hpp"
#include "app/command_version.hpp"
#include "app/command_witness.hpp"

namespace truceline::app {

/// truceline serve: its mission is chosen as for every other command.
struct ServeCommand {
  std::string mission;
  ServeOptions options;
};

using Command =
    std::variant<InitCommand, CheckCommand, ImportCommand, SayCommand, KeyCommand, EraseCommand,
                 AccountCommand, DeliveryCommand, FindingsCommand, LocateCommand,
                 ReplayPositionsCommand, SignPositionsCommand, ShowCommand, LogCommand,
                 VerifyCommand, BundleCommand, ReceiptCommand, ServeCommand, WitnessCommand,
                 MirrorCommand, CompletionCommand, VersionCommand>;

/// A text that was asked for instead of work.
struct HelpText {
  std::string text;
};

struct Invocation {
  std::variant<Command, HelpText> what;
  ColourChoice colour = ColourChoice::automatic;
};

/// `arguments` without the program's name. Errors: invalid_input, with the help to read as mend.
base::Result<Invocation> parse_command_line(const std::vector<std::string>& arguments);

/// All commands with their options, for the shells.
std::vector<CommandWords> command_words();

}  // namespace truceline::app
