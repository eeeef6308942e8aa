// SPDX-License-Identifier: Apache-2.0
//
// One simulated world: a log, five witnesses, three mirrors and a few authors, on networks, disks
// and clocks that fail as the seed has it. First everything goes wrong for a while; then the
// weather clears, and everything must come to rest: every statement has its receipt, and every
// cosigner the newest checkpoint.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "simulation/log_node.hpp"

namespace truceline::simulation {

struct Lived {
  std::vector<std::string> problems;  ///< What should not have happened.
  std::uint64_t cosignatures = 0;
  std::uint64_t receipts = 0;
  std::uint64_t refused_starts = 0;  ///< On an old copy of the disk, because a witness knew better.
  std::uint64_t lost_histories = 0;  ///< On an old copy of the disk, because none did.
  std::uint64_t alarms = 0;
};

Lived live(std::uint64_t seed, const Flaws& flaws = {});

}  // namespace truceline::simulation
