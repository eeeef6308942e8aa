// SPDX-License-Identifier: Apache-2.0
//
// truceline replay-positions: a recording held against what a mission watches. Nothing is entered:
// who moved where years ago is not for the record, what is concluded from it can be said by hand.
#pragma once

#include <cstdint>
#include <string>

#include "app/question.hpp"
#include "app/terminal.hpp"

namespace truceline::app {

struct ReplayPositionsCommand {
  std::string file;    ///< "-" is standard input.
  std::string format;  ///< csv, ndjson, geojson; empty: by its name or first bytes.
  std::string kind;    ///< What moves where a row does not say; empty: unknown.
  std::uint64_t batch = 10'000;
  std::uint64_t limit = 50;  ///< Findings shown as text.
  QueryOptions query;
};

base::Result<int> run(const ReplayPositionsCommand& command, Terminal& terminal);

}  // namespace truceline::app
