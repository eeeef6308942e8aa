// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "app/question.hpp"
#include "app/terminal.hpp"

namespace truceline::app {

/// truceline findings.
struct FindingsCommand {
  QueryOptions query;
  /// Filters by the API's names, those that were given: kind, rule, zone, agreement, provision,
  /// from, to, possible, entry, limit.
  std::map<std::string, std::string> filters;

  static constexpr std::string_view kDefaultLimit = "50";
};

base::Result<int> run(const FindingsCommand& command, Terminal& terminal);

}  // namespace truceline::app
