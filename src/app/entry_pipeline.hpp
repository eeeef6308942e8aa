// SPDX-License-Identifier: Apache-2.0
//
// Reads entries in order and decodes them on other cores, handing the results on in order: the
// work of replay and of verification is the same but for what decoding means.
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <future>
#include <mutex>
#include <vector>

#include "base/result.hpp"
#include "ledger/store.hpp"

namespace truceline::app {

/// Entries read from a store, their bytes one after another in one piece of memory.
class ReadEntries {
 public:
  base::Result<void> read(ledger::Store& store, base::EntryIndex from, base::EntryIndex to) {
    return store.scan(
        from, to,
        [this](base::EntryIndex index, const ledger::RecordView& view) -> base::Result<void> {
          entries_.push_back({index, view.leaf_hash, view.leaf.size(), view.sealed.size()});
          bytes_.insert(bytes_.end(), view.leaf.begin(), view.leaf.end());
          bytes_.insert(bytes_.end(), view.sealed.begin(), view.sealed.end());
          return {};
        });
  }
  template <class Decode>
  auto decoded(const Decode& decode) const {
    std::vector<decltype(decode(base::EntryIndex{}, std::declval<ledger::RecordView>()))> all;
    all.reserve(entries_.size());
    base::BytesView rest = bytes_;
    for (const Entry& entry : entries_) {
      const base::BytesView leaf = rest.first(entry.leaf_size);
      const base::BytesView sealed = rest.subspan(entry.leaf_size, entry.sealed_size);
      all.push_back(decode(entry.index, {entry.leaf_hash, leaf, sealed}));
      rest = rest.subspan(entry.leaf_size + entry.sealed_size);
    }
    return all;
  }

 private:
  struct Entry {
    base::EntryIndex index;
    base::Hash leaf_hash;
    std::size_t leaf_size;
    std::size_t sealed_size;
  };
  std::vector<Entry> entries_;
  base::Bytes bytes_;
};

/// Calls `decode(EntryIndex, const RecordView&)` for the entries [from, to) of `store`, on several
/// threads, and `take(its result)` on this thread in order of entry. `decode` must not share
/// state, nor `take` use the store: one thread at a time does. `take` returns Result<void>; an
/// error ends the run. Errors: those of the store, of take.
template <class Decode, class Take>
base::Result<void> in_order(ledger::Store& store, base::TreeSize from, base::TreeSize to,
                            Decode decode, Take take) {
  using Decoded = decltype(decode(base::EntryIndex{}, std::declval<const ledger::RecordView&>()));
  constexpr std::uint64_t kChunk = 512;    // entries decoded in one go
  constexpr std::size_t kChunksAhead = 4;  // chunks begun and not yet taken

  std::mutex reading;  // held while using the store
  const auto read_and_decode = [&](base::EntryIndex begin,
                                   base::EntryIndex end) -> base::Result<std::vector<Decoded>> {
    ReadEntries entries;
    {
      const std::lock_guard lock(reading);
      TRY(entries.read(store, begin, end));
    }
    return entries.decoded(decode);
  };

  std::deque<std::future<base::Result<std::vector<Decoded>>>> ahead;
  std::uint64_t begun = from.value;
  while (begun < to.value || !ahead.empty()) {
    if (begun < to.value && ahead.size() < kChunksAhead) {
      const std::uint64_t end = std::min(to.value, begun + kChunk);
      ahead.push_back(std::async(std::launch::async, read_and_decode, base::EntryIndex{begun},
                                 base::EntryIndex{end}));
      begun = end;
      continue;
    }
    TRY_ASSIGN(std::vector<Decoded> decoded, ahead.front().get());
    ahead.pop_front();
    for (Decoded& one : decoded) TRY(take(std::move(one)));
  }
  return {};
}

}  // namespace truceline::app
