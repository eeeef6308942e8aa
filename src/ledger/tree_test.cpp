// SPDX-License-Identifier: Apache-2.0
#include "ledger/tree.hpp"

#include <gtest/gtest.h>

namespace truceline::ledger {
namespace {

constexpr std::uint64_t kSizes = 70;

Tree tree_of(std::uint64_t size) {
  Tree tree;
  for (std::uint64_t n = 0; n < size; ++n)
    tree.append(leaf_hash(base::bytes_of("entry " + std::to_string(n))));
  return tree;
}

base::Hash nth_leaf(std::uint64_t n) {
  return leaf_hash(base::bytes_of("entry " + std::to_string(n)));
}

// The definition of RFC 6962 2.1, word by word: slow and obviously right.
base::Hash root_by_definition(std::uint64_t begin, std::uint64_t end) {
  if (begin == end) return empty_root();
  if (end - begin == 1) return nth_leaf(begin);
  std::uint64_t k = 1;
  while (k * 2 < end - begin) k *= 2;
  return node_hash(root_by_definition(begin, begin + k), root_by_definition(begin + k, end));
}

TEST(Tree, HasTheRootOfTheDefinitionAtEverySize) {
  const Tree tree = tree_of(kSizes);
  for (std::uint64_t size = 0; size <= kSizes; ++size)
    EXPECT_EQ(*tree.root({size}), root_by_definition(0, size)) << "at size " << size;
}

TEST(Tree, ProvesEveryEntryAtEverySize) {
  const Tree tree = tree_of(kSizes);
  for (std::uint64_t size = 1; size <= kSizes; ++size) {
    const base::Hash root = *tree.root({size});
    for (std::uint64_t index = 0; index < size; ++index) {
      const auto proof = tree.inclusion_proof({index}, {size});
      ASSERT_TRUE(proof);
      ASSERT_TRUE(verify_inclusion({index}, {size}, nth_leaf(index), *proof, root));
      ASSERT_FALSE(verify_inclusion({index}, {size}, nth_leaf(index + 1), *proof, root));
      ASSERT_FALSE(
          verify_inclusion({(index + 1) % (size + 1)}, {size}, nth_leaf(index), *proof, root))
          << index << " of " << size << " passes as its neighbour";
    }
  }
}

TEST(Tree, ProvesThatEverySizeGrewFromEverySmallerOne) {
  const Tree tree = tree_of(kSizes);
  for (std::uint64_t size = 0; size <= kSizes; ++size) {
    for (std::uint64_t old = 0; old <= size; ++old) {
      const auto proof = tree.consistency_proof({old}, {size});
      ASSERT_TRUE(proof);
      ASSERT_TRUE(verify_consistency({old}, *tree.root({old}), {size}, *tree.root({size}), *proof))
          << old << " to " << size;
      if (old == 0 || old == size) continue;
      base::Hash other = *tree.root({old});
      other[0] ^= 1;
      ASSERT_FALSE(verify_consistency({old}, other, {size}, *tree.root({size}), *proof));
    }
  }
}

TEST(Tree, AnswersNotFoundBeyondItsSize) {
  const Tree tree = tree_of(5);
  EXPECT_EQ(tree.root({6}).error().code, base::ErrorCode::not_found);
  EXPECT_EQ(tree.inclusion_proof({0}, {6}).error().code, base::ErrorCode::not_found);
  EXPECT_EQ(tree.inclusion_proof({4}, {4}).error().code, base::ErrorCode::not_found);
  EXPECT_EQ(tree.consistency_proof({1}, {6}).error().code, base::ErrorCode::not_found);
  EXPECT_EQ(tree.consistency_proof({4}, {3}).error().code, base::ErrorCode::invalid_input);
}

}  // namespace
}  // namespace truceline::ledger
