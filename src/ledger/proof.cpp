// SPDX-License-Identifier: Apache-2.0
#include "ledger/proof.hpp"

#include "base/limits.hpp"
#include "ledger/merkle_hash.hpp"

namespace truceline::ledger {
namespace {

base::Result<void> check_length(std::span<const base::Hash> proof) {
  if (proof.size() <= base::limits::kProofHashes) return {};
  return base::Error{base::ErrorCode::too_large, "a proof has at most 63 hashes", {}, {}};
}

/// The walk up a tree that both proofs share: `node` is where we stand in its level, `last` the
/// level's last node.
struct Walk {
  std::uint64_t node;
  std::uint64_t last;

  bool at_top() const { return last == 0; }
  /// True where the next proof hash stands to our left. A node that is last of its level and has
  /// no sibling rises until it has one, on its left.
  bool sibling_is_left() {
    if ((node & 1) == 0 && node != last) return false;
    while ((node & 1) == 0 && node != 0) up();
    return true;
  }
  void up() {
    node >>= 1;
    last >>= 1;
  }
};

}  // namespace

base::Result<void> verify_inclusion(base::EntryIndex index, base::TreeSize size,
                                    const base::Hash& leaf_hash, std::span<const base::Hash> proof,
                                    const base::Hash& root) {
  TRY(check_length(proof));
  if (index.value >= size.value) return base::invalid("the index is not inside the tree");
  Walk walk{index.value, size.value - 1};
  base::Hash hash = leaf_hash;
  for (const base::Hash& sibling : proof) {
    if (walk.at_top()) return base::invalid("the inclusion proof is too long");
    hash = walk.sibling_is_left() ? node_hash(sibling, hash) : node_hash(hash, sibling);
    walk.up();
  }
  if (!walk.at_top()) return base::invalid("the inclusion proof is too short");
  if (hash != root) return base::invalid("the inclusion proof leads to another root");
  return {};
}

base::Result<void> verify_consistency(base::TreeSize old_size, const base::Hash& old_root,
                                      base::TreeSize new_size, const base::Hash& new_root,
                                      std::span<const base::Hash> proof) {
  TRY(check_length(proof));
  if (old_size > new_size) return base::invalid("the old tree is larger than the new one");
  if (old_size.value == 0 && old_root != empty_root())
    return base::invalid("a tree of size 0 has only one root, and this is another");
  if (old_size.value == 0 || old_size == new_size) {
    if (!proof.empty()) return base::invalid("this consistency proof must be empty");
    if (old_size == new_size && old_root != new_root)
      return base::invalid("two trees of one size have unlike roots");
    return {};
  }

  Walk walk{old_size.value - 1, new_size.value - 1};
  while ((walk.node & 1) != 0) walk.up();
  // Where the old tree is one perfect subtree, the proof leaves out its root: we have it.
  const bool old_is_perfect = walk.node == 0;
  if (proof.empty()) return base::invalid("the consistency proof is too short");
  base::Hash old_hash = old_is_perfect ? old_root : proof[0];
  base::Hash new_hash = old_hash;
  for (const base::Hash& sibling : proof.subspan(old_is_perfect ? 0 : 1)) {
    if (walk.at_top()) return base::invalid("the consistency proof is too long");
    if (walk.sibling_is_left()) {
      old_hash = node_hash(sibling, old_hash);
      new_hash = node_hash(sibling, new_hash);
    } else {
      new_hash = node_hash(new_hash, sibling);
    }
    walk.up();
  }
  if (!walk.at_top()) return base::invalid("the consistency proof is too short");
  if (old_hash != old_root) return base::invalid("the consistency proof leads to another old root");
  if (new_hash != new_root) return base::invalid("the consistency proof leads to another new root");
  return {};
}

}  // namespace truceline::ledger
