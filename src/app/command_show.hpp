// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "app/question.hpp"
#include "app/terminal.hpp"

namespace truceline::app {

/// truceline show ID: one entry or one finding in full.
struct ShowCommand {
  QueryOptions query;
  std::string name;  ///< Number, id, or the beginning of an id.
};

base::Result<int> run(const ShowCommand& command, Terminal& terminal);

}  // namespace truceline::app
