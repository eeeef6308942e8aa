// SPDX-License-Identifier: Apache-2.0
#include "ledger/tree.hpp"

#include <bit>

namespace truceline::ledger {
namespace {

base::Error beyond(base::TreeSize asked, base::TreeSize held) {
  return {base::ErrorCode::not_found,
          "size " + std::to_string(asked.value) + " is beyond this tree of " +
              std::to_string(held.value) + " entries",
          {},
          {}};
}

}  // namespace

void Tree::append(const base::Hash& leaf_hash) {
  base::Hash carried = leaf_hash;
  for (std::size_t height = 0;; ++height) {
    if (levels_.size() == height) levels_.emplace_back();
    std::vector<base::Hash>& level = levels_[height];
    level.push_back(carried);
    if (level.size() % 2 != 0) return;
    carried = node_hash(level[level.size() - 2], level.back());
  }
}

base::TreeSize Tree::size() const {
  return {levels_.empty() ? 0 : levels_[0].size()};
}

base::Result<base::Hash> Tree::root(base::TreeSize size) const {
  if (size > this->size()) return beyond(size, this->size());
  return range_root(0, size.value);
}

base::Hash Tree::root() const {
  return range_root(0, size().value);
}

// REQUIRES: `begin` is a multiple of every power of two up to end - begin, as all ranges are that
// come from splitting a tree at split_of.
base::Hash Tree::range_root(std::uint64_t begin, std::uint64_t end) const {
  const std::uint64_t width = end - begin;
  if (width == 0) return empty_root();
  if (std::has_single_bit(width)) {
    const auto height = static_cast<std::size_t>(std::countr_zero(width));
    return levels_[height][begin >> height];
  }
  const std::uint64_t middle = begin + split_of(width);
  return node_hash(range_root(begin, middle), range_root(middle, end));
}

base::Result<Proof> Tree::inclusion_proof(base::EntryIndex index, base::TreeSize size) const {
  if (size > this->size()) return beyond(size, this->size());
  if (index.value >= size.value)
    return base::Error{base::ErrorCode::not_found,
                       "entry " + std::to_string(index.value) + " is not in the tree of size " +
                           std::to_string(size.value),
                       {},
                       {}};
  return roots_of(inclusion_path(index.value, size.value));
}

base::Result<Proof> Tree::consistency_proof(base::TreeSize old_size,
                                            base::TreeSize new_size) const {
  if (new_size > size()) return beyond(new_size, size());
  if (old_size > new_size) return base::invalid("the old size is larger than the new one");
  if (old_size.value == 0) return Proof{};
  return roots_of(subtree_path(0, old_size.value, new_size.value));
}

base::Result<Proof> Tree::subtree_proof(base::EntryIndex start, base::EntryIndex end,
                                        base::TreeSize size) const {
  if (size > this->size()) return beyond(size, this->size());
  if (!is_subtree(start.value, end.value, size.value))
    return base::invalid("entries " + std::to_string(start.value) + " to " +
                         std::to_string(end.value) + " are no subtree of the tree of size " +
                         std::to_string(size.value));
  return roots_of(subtree_path(start.value, end.value, size.value));
}

const base::Hash& Tree::node(std::uint32_t height, std::uint64_t index) const {
  INVARIANT(height < levels_.size() && index < levels_[height].size());
  return levels_[height][index];
}

Proof Tree::roots_of(const std::vector<LeafRange>& ranges) const {
  Proof proof;
  proof.reserve(ranges.size());
  for (const LeafRange& range : ranges) proof.push_back(range_root(range.begin, range.end));
  return proof;
}

}  // namespace truceline::ledger
