// SPDX-License-Identifier: Apache-2.0
#include "ledger/proof.hpp"

#include "base/limits.hpp"
#include "ledger/merkle_hash.hpp"
#include "ledger/proof_path.hpp"

namespace truceline::ledger {
namespace {

base::Result<void> check_length(std::span<const base::Hash> proof) {
  if (proof.size() <= base::limits::kProofHashes) return {};
  return base::Error{base::ErrorCode::too_large, "a proof has at most 63 hashes", {}, {}};
}

/// The walk up a tree that all proofs share: of a level, `first` and `node` are the first and last
/// node of what is proved, `last` is the level's last.
struct Walk {
  std::uint64_t first;
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
    first >>= 1;
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
  Walk walk{index.value, index.value, size.value - 1};
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
  if (old_size.value == 0) {
    if (!proof.empty()) return base::invalid("a consistency proof from size 0 must be empty");
    if (new_size.value == 0 && new_root != old_root)
      return base::invalid("two trees of one size have unlike roots");
    return {};
  }
  return verify_subtree({0}, {old_size.value}, old_root, new_size, new_root, proof);
}

base::Result<void> verify_subtree(base::EntryIndex start, base::EntryIndex end,
                                  const base::Hash& subtree_root, base::TreeSize size,
                                  const base::Hash& root, std::span<const base::Hash> proof) {
  TRY(check_length(proof));
  if (!is_subtree(start.value, end.value, size.value))
    return base::invalid("these entries are no subtree of the tree");
  Walk walk{start.value, end.value - 1, size.value - 1};
  // Up to the highest node that ends where the subtree ends.
  const bool ends_the_tree = walk.node == walk.last;
  while (walk.first != walk.node && (ends_the_tree || (walk.node & 1) != 0)) walk.up();
  // Where that is the whole subtree, the proof leaves out its root: we have it.
  const bool is_whole = walk.first == walk.node;
  if (!is_whole && proof.empty()) return base::invalid("the consistency proof is too short");
  base::Hash part = is_whole ? subtree_root : proof[0];
  base::Hash whole = part;
  for (const base::Hash& sibling : proof.subspan(is_whole ? 0 : 1)) {
    if (walk.at_top()) return base::invalid("the consistency proof is too long");
    const bool inside = walk.first < walk.node;
    if (walk.sibling_is_left()) {
      if (inside) part = node_hash(sibling, part);
      whole = node_hash(sibling, whole);
    } else {
      whole = node_hash(whole, sibling);
    }
    walk.up();
  }
  if (!walk.at_top()) return base::invalid("the consistency proof is too short");
  if (part != subtree_root) return base::invalid("the consistency proof leads to another old root");
  if (whole != root) return base::invalid("the consistency proof leads to another new root");
  return {};
}

}  // namespace truceline::ledger
