// SPDX-License-Identifier: Apache-2.0
#include "app/leaf_index.hpp"

#include <algorithm>

namespace truceline::app {

std::uint64_t prefix_of(const base::Hash& leaf_hash) {
  std::uint64_t prefix = 0;
  for (std::size_t i = 0; i < sizeof prefix; ++i) prefix = prefix << 8 | leaf_hash[i];
  return prefix;
}

void LeafIndex::add(const base::Hash& leaf_hash) {
  places_.emplace(prefix_of(leaf_hash), places_.size());
}

std::vector<base::EntryIndex> LeafIndex::candidates(const base::Hash& leaf_hash) const {
  std::vector<base::EntryIndex> found;
  const auto [from, to] = places_.equal_range(prefix_of(leaf_hash));
  for (auto at = from; at != to; ++at) found.push_back({at->second});
  std::ranges::sort(found);
  return found;
}

}  // namespace truceline::app
