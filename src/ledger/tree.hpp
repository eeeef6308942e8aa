// SPDX-License-Identifier: Apache-2.0
//
// The whole tree in memory, so that any proof between any two sizes is a few look-ups. 64 bytes
// an entry. It only grows; a reader on another thread needs its owner's lock.
#pragma once

#include <cstdint>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/strong.hpp"
#include "ledger/frontier.hpp"
#include "ledger/merkle_hash.hpp"
#include "ledger/proof.hpp"
#include "ledger/proof_path.hpp"

namespace truceline::ledger {

class Tree {
 public:
  /// Amortised one hash.
  void append(const base::Hash& leaf_hash);
  base::TreeSize size() const;
  /// REQUIRES: index < size().
  const base::Hash& leaf(base::EntryIndex index) const { return levels_[0][index.value]; }

  /// The root over the first `size` entries. not_found where the tree is smaller than that.
  base::Result<base::Hash> root(base::TreeSize size) const;
  base::Hash root() const;

  /// Shows that the tree of `size` holds the entry at `index`. not_found where index >= size or
  /// size is beyond this tree. O(log size).
  base::Result<Proof> inclusion_proof(base::EntryIndex index, base::TreeSize size) const;
  /// Shows that the tree of `new_size` only added to that of `old_size`; empty where old_size is
  /// 0 or both are equal. not_found where a size is beyond this tree, invalid_input where
  /// old_size > new_size. O(log² size).
  base::Result<Proof> consistency_proof(base::TreeSize old_size, base::TreeSize new_size) const;
  /// Shows that the leaves [start, end) are part of the tree of `size`. not_found where size is
  /// beyond this tree, invalid_input where they are no subtree (proof_path.hpp). O(log² size).
  base::Result<Proof> subtree_proof(base::EntryIndex start, base::EntryIndex end,
                                    base::TreeSize size) const;

  /// The root over the leaves [index << height, (index + 1) << height).
  /// REQUIRES: all of them are in the tree.
  const base::Hash& node(std::uint32_t height, std::uint64_t index) const;

 private:
  Proof roots_of(const std::vector<LeafRange>& ranges) const;
  base::Hash range_root(std::uint64_t begin, std::uint64_t end) const;

  // levels_[h][i] is the root over the leaves [i << h, (i + 1) << h); only full ones are kept.
  std::vector<std::vector<base::Hash>> levels_;
};

}  // namespace truceline::ledger
