// SPDX-License-Identifier: Apache-2.0
//
// How badly things go, as chances in a thousand. A seed brews its own weather for a while; then it
// clears up, and everything must come to rest as it should.
#pragma once

#include <cstdint>

#include "simulation/dice.hpp"

namespace truceline::simulation {

struct Weather {
  std::uint64_t lost = 0;     ///< of messages, each way
  std::uint64_t doubled = 0;  ///< of requests: they arrive twice, at two times
  std::uint64_t garbled = 0;  ///< of messages, one byte
  std::uint64_t slowest_ms = 50;
  std::uint64_t refused = 0;      ///< of writes and reads: an error, and nothing happened
  std::uint64_t deadly = 0;       ///< of writes: the process dies in it, before or after the sync
  std::uint64_t killed = 0;       ///< of seconds, for each process
  std::uint64_t clock_moved = 0;  ///< of seconds, for each clock: by up to ten years, or stopped
};

inline Weather brew(Dice& dice) {
  return {dice.below(300),
          dice.below(200),
          dice.chance(300) ? dice.below(50) : 0,
          dice.chance(200) ? 8000U : dice.between(20, 2000),
          dice.below(60),
          dice.below(40),
          dice.below(60),
          dice.below(100)};
}

}  // namespace truceline::simulation
