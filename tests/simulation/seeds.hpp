// SPDX-License-Identifier: Apache-2.0
//
// Which seeds a simulation runs: those of its test, or the environment's TRUCELINE_SEEDS=FROM-TO,
// so that a failing seed can be run alone and a long range can be split over runs.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <string>

namespace truceline::simulation {

struct Seeds {
  std::uint64_t from = 1;
  std::uint64_t to = 1;  ///< With it.
};

/// The environment's range, or 1 to `count`.
inline Seeds seeds_or(std::uint64_t count) {
  const char* const text = std::getenv("TRUCELINE_SEEDS");
  if (text == nullptr) return {1, count};
  char* end = nullptr;
  const std::uint64_t from = std::strtoull(text, &end, 10);
  return {from, *end == '-' ? std::strtoull(end + 1, nullptr, 10) : from};
}

/// How to see one seed again.
inline std::string replay(std::uint64_t seed) {
  return "seed " + std::to_string(seed) + " (again: TRUCELINE_SEEDS=" + std::to_string(seed) + ")";
}

}  // namespace truceline::simulation
