// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "app/question.hpp"
#include "app/terminal.hpp"

namespace truceline::app {

/// truceline log: entries in their order; without --from the newest.
struct LogCommand {
  QueryOptions query;
  std::optional<std::uint64_t> from;
  std::uint64_t limit = 20;
  std::string kind;
};

base::Result<int> run(const LogCommand& command, Terminal& terminal);

}  // namespace truceline::app
