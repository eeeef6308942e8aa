// SPDX-License-Identifier: Apache-2.0
//
// How long an author waits for a receipt: from handing a statement in to the moment a quorum's
// cosignatures on a checkpoint that covers it are stored. The witnesses run in this process,
// behind real HTTP, and answer after the round trip that a far network would take.
#pragma once

#include <chrono>
#include <span>
#include <string>
#include <vector>

#include "options.hpp"

namespace truceline::bench {

struct Waits {
  std::string path;             ///< "receipt, 4 witnesses, 3 needed"
  std::vector<double> seconds;  ///< Ascending, one for each statement.
};

/// So many statements at random moments, 50 ms apart on average, for each of the settings.
std::vector<Waits> measure_receipts(const Options& options);

/// One markdown table: the middle, the 99th of 100, the longest.
std::string waits_table(std::span<const Waits> all);

}  // namespace truceline::bench
