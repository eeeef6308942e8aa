// SPDX-License-Identifier: Apache-2.0
//
// Which parts of a tree a proof is made of, without a hash: so a tree in memory and a tree in
// tiles make the same proofs. Inclusion and consistency as in RFC 9162 2.1.3.1 and 2.1.4.1;
// subtrees as in draft-ietf-plants-merkle-tree-certs 4.1 and 4.4.1, of which consistency of two
// sizes is the case start = 0.
#pragma once

#include <cstdint>
#include <vector>

namespace truceline::ledger {

/// The leaves [begin, end) of a tree.
struct LeafRange {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  friend bool operator==(const LeafRange&, const LeafRange&) = default;
};

/// The largest power of two below `width`: where a tree divides. REQUIRES: width >= 2.
std::uint64_t split_of(std::uint64_t width);

/// True where [start, end) may be proved to be part of a tree of `size`: it is not empty, inside,
/// and start is a multiple of the power of two that holds its width.
bool is_subtree(std::uint64_t start, std::uint64_t end, std::uint64_t size);

/// The subtrees whose roots are the proof, nearest to the leaf first. REQUIRES: index < size.
std::vector<LeafRange> inclusion_path(std::uint64_t index, std::uint64_t size);
/// REQUIRES: is_subtree(start, end, size).
std::vector<LeafRange> subtree_path(std::uint64_t start, std::uint64_t end, std::uint64_t size);

}  // namespace truceline::ledger
