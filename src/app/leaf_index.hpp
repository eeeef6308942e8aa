// SPDX-License-Identifier: Apache-2.0
//
// Which entry has this leaf hash: an index in memory, made from the stored hashes. Kept in the
// file it would be hit at random by every append: pages that each commit writes again.
//
// It holds 8 bytes of each hash, so it names candidates: whoever asks compares the whole hash.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "base/bytes.hpp"
#include "base/strong.hpp"

namespace truceline::app {

/// The first 8 bytes of a hash as a number of the same order.
std::uint64_t prefix_of(const base::Hash& leaf_hash);

class LeafIndex {
 public:
  /// Of the entries before this one all are known.
  base::TreeSize size() const { return {places_.size()}; }

  /// The hash of entry size(). About 40 bytes of memory.
  void add(const base::Hash& leaf_hash);

  /// The entries that may have this hash, in ascending order; no other has it.
  std::vector<base::EntryIndex> candidates(const base::Hash& leaf_hash) const;

 private:
  std::unordered_multimap<std::uint64_t, std::uint64_t> places_;
};

}  // namespace truceline::app
