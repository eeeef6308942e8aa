// SPDX-License-Identifier: Apache-2.0
#include "ledger/proof_path.hpp"

#include <algorithm>
#include <bit>

#include "base/invariant.hpp"

namespace truceline::ledger {

std::uint64_t split_of(std::uint64_t width) {
  return std::bit_floor(width - 1);
}

bool is_subtree(std::uint64_t start, std::uint64_t end, std::uint64_t size) {
  constexpr std::uint64_t kTooWide = std::uint64_t{1} << 63U;
  if (start >= end || end > size || size > kTooWide) return false;
  return start % std::bit_ceil(end - start) == 0;
}

std::vector<LeafRange> inclusion_path(std::uint64_t index, std::uint64_t size) {
  INVARIANT(index < size);
  return subtree_path(index, index + 1, size);
}

std::vector<LeafRange> subtree_path(std::uint64_t start, std::uint64_t end, std::uint64_t size) {
  INVARIANT(is_subtree(start, end, size));
  std::vector<LeafRange> path;
  LeafRange at{0, size};
  bool verifier_has_it = true;  // the root of `at`, if `at` is all of the subtree
  while (at.begin != start || at.end != end) {
    const std::uint64_t middle = at.begin + split_of(at.end - at.begin);
    if (end <= middle) {
      path.push_back({middle, at.end});
      at.end = middle;
      continue;
    }
    path.push_back({at.begin, middle});
    at.begin = middle;
    if (start >= middle) continue;
    // The subtree reaches over the middle, and so began where `at` did: go on with its rest.
    start = middle;
    verifier_has_it = false;
  }
  if (!verifier_has_it) path.push_back(at);
  std::reverse(path.begin(), path.end());
  return path;
}

}  // namespace truceline::ledger
