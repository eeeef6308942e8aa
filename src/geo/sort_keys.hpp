// SPDX-License-Identifier: Apache-2.0
//
// Sorting a batch of questions by where they lie: keys of 64 bits, the question's number in the low
// ones.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>
#include <vector>

namespace truceline::geo {

/// Sorts by the bits from `lowest` up; keys that are equal there keep their order. A few straight
/// passes, least digits first. `space` is working space.
inline void sort_from_bit(int lowest, std::vector<std::uint64_t>& keys,
                          std::vector<std::uint64_t>& space) {
  if (keys.size() < 2048) {
    std::ranges::stable_sort(keys, {}, [lowest](std::uint64_t key) { return key >> lowest; });
    return;
  }
  constexpr int kDigitBits = 11;
  constexpr std::uint64_t kDigits = 1 << kDigitBits;
  std::uint64_t varying = 0;
  for (const std::uint64_t key : keys) varying |= key ^ keys.front();
  space.resize(keys.size());
  for (int shift = lowest; shift < 64; shift += kDigitBits) {
    if ((varying >> shift & (kDigits - 1)) == 0) continue;
    std::array<std::uint32_t, kDigits> next{};
    for (const std::uint64_t key : keys) ++next[key >> shift & (kDigits - 1)];
    std::uint32_t sum = 0;
    for (std::uint32_t& at : next) sum += std::exchange(at, sum);
    for (const std::uint64_t key : keys) space[next[key >> shift & (kDigits - 1)]++] = key;
    keys.swap(space);
  }
}

}  // namespace truceline::geo
