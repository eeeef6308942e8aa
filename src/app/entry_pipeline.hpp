// SPDX-License-Identifier: Apache-2.0
//
// Reads entries in order and decodes them on other cores, handing the results on in order: the
// work of replay and of verification is the same but for what decoding means.
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <future>
#include <vector>

#include "base/result.hpp"
#include "ledger/store.hpp"

namespace truceline::app {

/// Calls `decode(EntryIndex, const RecordView&)` for the entries [from, to) of `store`, on several
/// threads, and `take(its result)` on this thread in order of entry. `decode` must not share
/// state. `take` returns Result<void>; an error ends the run. Errors: those of the store, of take.
template <class Decode, class Take>
base::Result<void> in_order(ledger::Store& store, base::TreeSize from, base::TreeSize to,
                            Decode decode, Take take) {
  using Decoded = decltype(decode(base::EntryIndex{}, std::declval<const ledger::RecordView&>()));
  constexpr std::uint64_t kChunk = 512;    // entries decoded in one go
  constexpr std::size_t kChunksAhead = 4;  // chunks read and not yet taken

  struct Owned {
    base::EntryIndex index;
    base::Hash leaf_hash;
    base::Bytes leaf;
    base::Bytes sealed;
  };
  const auto decode_chunk = [decode](const std::vector<Owned>& chunk) {
    std::vector<Decoded> decoded;
    decoded.reserve(chunk.size());
    for (const Owned& entry : chunk)
      decoded.push_back(decode(entry.index, {entry.leaf_hash, entry.leaf, entry.sealed}));
    return decoded;
  };

  std::deque<std::future<std::vector<Decoded>>> ahead;
  std::uint64_t read = from.value;
  while (read < to.value || !ahead.empty()) {
    if (read < to.value && ahead.size() < kChunksAhead) {
      const std::uint64_t end = std::min(to.value, read + kChunk);
      std::vector<Owned> chunk;
      chunk.reserve(end - read);
      TRY(store.scan(
          {read}, {end},
          [&chunk](base::EntryIndex index, const ledger::RecordView& view) -> base::Result<void> {
            chunk.push_back({index,
                             view.leaf_hash,
                             {view.leaf.begin(), view.leaf.end()},
                             {view.sealed.begin(), view.sealed.end()}});
            return {};
          }));
      ahead.push_back(std::async(std::launch::async, [decode_chunk, owned = std::move(chunk)] {
        return decode_chunk(owned);
      }));
      read = end;
      continue;
    }
    std::vector<Decoded> decoded = ahead.front().get();
    ahead.pop_front();
    for (Decoded& one : decoded) TRY(take(std::move(one)));
  }
  return {};
}

}  // namespace truceline::app
