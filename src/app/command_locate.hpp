// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "app/terminal.hpp"
#include "views/locate.hpp"

namespace truceline::app {

/// truceline locate.
struct LocateCommand {
  views::LocateQuestion question;  ///< The text "-" is standard input.
  std::string mission;
  std::string lang;  ///< en or ar; empty: en.
  bool json = false;

  static constexpr int kExitConcerns = 1;  ///< Read, and something speaks against it.
};

base::Result<int> run(const LocateCommand& command, Terminal& terminal);

}  // namespace truceline::app
