// SPDX-License-Identifier: Apache-2.0
//
// A host that lies: it keeps two histories of one log, shows one to some readers and the other to
// the rest, and tries to get both cosigned. Some cosigners are its friends and sign anything; the
// others are real witnesses and mirrors, on disks that fail and with clocks that jump. Seeded; one
// thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace truceline::simulation {

/// n cosigners, k of which are a quorum, and how many of them lie.
struct Stage {
  std::size_t cosigners = 4;
  std::size_t quorum = 3;
  std::size_t liars = 1;
};

struct TwoViews {
  bool split = false;                 ///< Readers accepted receipts from both histories.
  int accepted = 0;                   ///< Receipts that readers accepted in all.
  std::vector<std::string> problems;  ///< What an honest cosigner did wrong.
};

TwoViews play_two_views(std::uint64_t seed, const Stage& stage);

}  // namespace truceline::simulation
