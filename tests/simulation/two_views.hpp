// SPDX-License-Identifier: Apache-2.0
//
// A host that lies: it keeps two histories of one log, shows one to some readers and the other to
// the rest, and tries to get both cosigned. Some witnesses are its friends and sign anything; the
// others are real, on a network and disks that fail. Seeded; one thread.
#pragma once

#include <cstdint>
#include <string>

namespace truceline::simulation {

/// n witnesses, k of which are a quorum, and how many of them lie.
struct Stage {
  std::size_t witnesses = 4;
  std::size_t quorum = 3;
  std::size_t liars = 1;
};

struct TwoViews {
  bool split = false;   ///< Readers accepted receipts from both histories.
  int accepted = 0;     ///< Receipts that readers accepted in all.
  std::string problem;  ///< What an honest witness did wrong; empty where nothing.
};

TwoViews play_two_views(std::uint64_t seed, const Stage& stage);

}  // namespace truceline::simulation
