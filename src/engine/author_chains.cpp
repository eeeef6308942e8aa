// SPDX-License-Identifier: Apache-2.0
#include "engine/author_chains.hpp"

namespace truceline::engine {

std::optional<base::EntryIndex> AuthorChains::add(const base::PublicKey& key,
                                                  std::uint64_t sequence, base::EntryIndex index) {
  Chain& chain = chains_[key];
  if (sequence < chain.in_order.size()) return chain.in_order[static_cast<std::size_t>(sequence)];
  if (sequence > chain.in_order.size()) {
    const auto [at, is_new] = chain.ahead.emplace(sequence, index);
    return is_new ? std::nullopt : std::optional{at->second};
  }
  chain.in_order.push_back(index);
  // What came early may now be in order.
  auto next = chain.ahead.begin();
  while (next != chain.ahead.end() && next->first == chain.in_order.size()) {
    chain.in_order.push_back(next->second);
    next = chain.ahead.erase(next);
  }
  return std::nullopt;
}

}  // namespace truceline::engine
