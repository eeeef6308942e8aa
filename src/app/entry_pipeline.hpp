// SPDX-License-Identifier: Apache-2.0
//
// Reads entries in order and decodes them on all cores, handing the results on in order: the
// work of replay and of verification is the same but for what decoding means. The calling thread
// decodes too, so no core waits for another while there is something left to decode.
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

#include "base/result.hpp"
#include "ledger/store.hpp"

namespace truceline::app {

/// Entries read from a store, their bytes one after another in one piece of memory.
class ReadEntries {
 public:
  /// Replaces what was read before; keeps its memory.
  template <class Source>
  base::Result<void> read(Source& store, base::EntryIndex from, base::EntryIndex to) {
    entries_.clear();
    bytes_.clear();
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

/// The entries [from, to) in chunks, decoded ahead of whoever takes them. The threads share
/// nothing but this; a chunk is decoded by whichever of them is free.
template <class Source, class Decode>
class DecodedAhead {
 public:
  using Decoded =
      decltype(std::declval<Decode>()(base::EntryIndex{}, std::declval<ledger::RecordView>()));
  using Chunk = base::Result<std::vector<Decoded>>;
  static constexpr std::uint64_t kChunk = 128;   ///< Entries decoded in one go: about 250 kB.
  static constexpr std::uint64_t kAhead = 1024;  ///< Entries begun and not yet taken.

  DecodedAhead(Source& store, base::TreeSize from, base::TreeSize to, const Decode& decode)
      : store_(store), decode_(decode), to_(to.value), begun_(from.value), wanted_(from.value) {
    const std::uint64_t chunks = (to_ - begun_) / kChunk;  // the last one is not worth a thread
    const std::uint64_t cores = std::max(1U, std::thread::hardware_concurrency());
    for (std::uint64_t i = 1; i < std::min(cores, chunks); ++i)
      threads_.emplace_back([this] { decode_until_stopped(); });
  }
  DecodedAhead(const DecodedAhead&) = delete;
  DecodedAhead& operator=(const DecodedAhead&) = delete;
  ~DecodedAhead() {
    {
      const std::lock_guard lock(mutex_);
      begun_ = to_;
    }
    room_.notify_all();
    for (std::thread& thread : threads_) thread.join();
  }

  /// The next chunk. REQUIRES: one is left; one thread takes. Decodes itself rather than wait.
  Chunk take() {
    std::unique_lock lock(mutex_);
    while (!done_.contains(wanted_)) {
      if (may_begin())
        decode_one(lock, entries_);
      else
        ready_.wait(lock);
    }
    Chunk chunk = std::move(done_.extract(wanted_).mapped());
    wanted_ = std::min(to_, wanted_ + kChunk);
    lock.unlock();
    room_.notify_one();
    return chunk;
  }

 private:
  bool may_begin() const { return begun_ < to_ && begun_ < wanted_ + kAhead; }

  void decode_until_stopped() {
    ReadEntries entries;
    std::unique_lock lock(mutex_);
    while (begun_ < to_) {
      if (may_begin())
        decode_one(lock, entries);
      else
        room_.wait(lock);
    }
  }

  /// REQUIRES: may_begin(). Gives `lock` back while it works.
  void decode_one(std::unique_lock<std::mutex>& lock, ReadEntries& entries) {
    const std::uint64_t begin = begun_;
    const std::uint64_t end = begun_ = std::min(to_, begin + kChunk);
    lock.unlock();
    Chunk chunk = read_and_decode({begin}, {end}, entries);
    lock.lock();
    done_.emplace(begin, std::move(chunk));
    ready_.notify_one();
  }
  Chunk read_and_decode(base::EntryIndex begin, base::EntryIndex end, ReadEntries& entries) {
    {
      const std::lock_guard lock(reading_);
      TRY(entries.read(store_, begin, end));
    }
    return entries.decoded(decode_);
  }

  std::mutex reading_;  ///< Held while using the store.
  Source& store_;
  const Decode& decode_;
  const std::uint64_t to_;
  ReadEntries entries_;  ///< Of the thread that takes.

  std::mutex mutex_;                     ///< Guards what follows.
  std::condition_variable room_;         ///< Another chunk may be begun.
  std::condition_variable ready_;        ///< Another chunk is decoded.
  std::uint64_t begun_;                  ///< The first entry that no thread has begun.
  std::uint64_t wanted_;                 ///< The first entry not yet taken.
  std::map<std::uint64_t, Chunk> done_;  ///< By first entry.
  std::vector<std::thread> threads_;
};

/// Calls `decode(EntryIndex, const RecordView&)` for the entries [from, to) of `store` (a
/// ledger::Store, or anything else with its scan()), on several
/// threads, and `take(its result)` on this thread in order of entry. `decode` must not share
/// state, nor `take` use the store: one thread at a time does. `take` returns Result<void>; an
/// error ends the run. Errors: those of the store, of take.
template <class Source, class Decode, class Take>
base::Result<void> in_order(Source& store, base::TreeSize from, base::TreeSize to, Decode decode,
                            Take take) {
  if (to <= from) return {};
  DecodedAhead<Source, Decode> ahead(store, from, to, decode);
  for (std::uint64_t done = from.value; done < to.value;) {
    TRY_ASSIGN(auto chunk, ahead.take());
    done += chunk.size();
    for (auto& one : chunk) TRY(take(std::move(one)));
  }
  return {};
}

}  // namespace truceline::app
