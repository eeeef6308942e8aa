// SPDX-License-Identifier: Apache-2.0
//
// Checks proofs, and nothing else: what a reader who trusts nobody runs. The loops are those of
// RFC 9162 2.1.3.2 and 2.1.4.2, and of draft-ietf-plants-merkle-tree-certs 4.4.3 for subtrees;
// added rules: at most 63 hashes, a proof from size 0 or between equal sizes is empty. Every hash
// has 32 bytes by its type.
#pragma once

#include <span>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/strong.hpp"

namespace truceline::ledger {

/// Hashes in the order of RFC 9162: nearest to the leaf first.
using Proof = std::vector<base::Hash>;

/// Success means: the tree of `size` entries with this `root` holds `leaf_hash` at `index`.
/// Errors: invalid_input. Cost: one hash for each hash of the proof.
base::Result<void> verify_inclusion(base::EntryIndex index, base::TreeSize size,
                                    const base::Hash& leaf_hash, std::span<const base::Hash> proof,
                                    const base::Hash& root);

/// Success means: the first `old_size` entries of the new tree are exactly the old tree.
/// Old size 0 asks for the empty root, an empty proof, and is then consistent with any tree.
/// Errors: invalid_input. Cost: two hashes for each hash of the proof.
base::Result<void> verify_consistency(base::TreeSize old_size, const base::Hash& old_root,
                                      base::TreeSize new_size, const base::Hash& new_root,
                                      std::span<const base::Hash> proof);

/// Success means: the leaves [start, end) of the tree of `size` with this `root` are those of
/// `subtree_root`. What is no subtree (proof_path.hpp) is refused, the empty one too: it would
/// show nothing. Errors: invalid_input. Cost: two hashes for each hash of the proof.
base::Result<void> verify_subtree(base::EntryIndex start, base::EntryIndex end,
                                  const base::Hash& subtree_root, base::TreeSize size,
                                  const base::Hash& root, std::span<const base::Hash> proof);

}  // namespace truceline::ledger
