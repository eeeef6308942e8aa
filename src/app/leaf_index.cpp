// SPDX-License-Identifier: Apache-2.0
#include "app/leaf_index.hpp"

#include <algorithm>

namespace truceline::app {
namespace {

std::uint64_t prefix_of(base::BytesView leaf_hash) {
  std::uint64_t prefix = 0;
  for (const std::uint8_t byte : leaf_hash.first(std::min<std::size_t>(8, leaf_hash.size())))
    prefix = prefix << 8 | byte;
  return prefix;
}

}  // namespace

void LeafIndex::add(base::BytesView leaf_hash) {
  places_.emplace(prefix_of(leaf_hash), places_.size());
}

std::vector<base::EntryIndex> LeafIndex::candidates(base::BytesView leaf_hash) const {
  std::vector<base::EntryIndex> found;
  const auto [from, to] = places_.equal_range(prefix_of(leaf_hash));
  for (auto at = from; at != to; ++at) found.push_back({at->second});
  std::ranges::sort(found);
  return found;
}

}  // namespace truceline::app
