// SPDX-License-Identifier: Apache-2.0
#include "ledger/proof.hpp"

#include <charconv>
#include <gtest/gtest.h>
#include <optional>

#include "ledger/tree.hpp"

namespace truceline::ledger {
namespace {

TEST(Proof, AnyTreeGrewFromTheEmptyOneByAnEmptyProof) {
  // Where the library refuses size 0 as useless, RFC 9162 and tlog-witness accept it; so do we.
  const base::Hash any = leaf_hash(base::bytes_of("any"));
  EXPECT_TRUE(verify_consistency({0}, empty_root(), {0}, empty_root(), {}));
  EXPECT_TRUE(verify_consistency({0}, empty_root(), {1}, any, {}));
  const Proof one{any};
  EXPECT_FALSE(verify_consistency({0}, empty_root(), {1}, any, one));
  EXPECT_FALSE(verify_consistency({0}, any, {1}, any, {}));
  EXPECT_FALSE(verify_consistency({0}, empty_root(), {0}, any, {}));
}

TEST(Proof, EqualSizesAskForEqualRootsAndNoProof) {
  const base::Hash a = leaf_hash(base::bytes_of("a"));
  const base::Hash b = leaf_hash(base::bytes_of("b"));
  EXPECT_TRUE(verify_consistency({3}, a, {3}, a, {}));
  EXPECT_FALSE(verify_consistency({3}, a, {3}, b, {}));
  EXPECT_FALSE(verify_consistency({3}, a, {3}, a, Proof{a}));
  EXPECT_FALSE(verify_consistency({4}, a, {3}, a, {}));
}

TEST(Proof, RefusesMoreThan63Hashes) {
  const Proof long_proof(64, empty_root());
  const base::TreeSize huge{(std::uint64_t{1} << 63) - 1};
  EXPECT_EQ(verify_inclusion({0}, huge, empty_root(), long_proof, empty_root()).error().code,
            base::ErrorCode::too_large);
  EXPECT_EQ(verify_consistency({1}, empty_root(), huge, empty_root(), long_proof).error().code,
            base::ErrorCode::too_large);
}

Tree tree_of(std::uint64_t size) {
  Tree tree;
  for (std::uint64_t n = 0; n < size; ++n)
    tree.append(leaf_hash(base::bytes_of("entry " + std::to_string(n))));
  return tree;
}

TEST(Proof, EverySingleBitFlippedIsRefused) {
  const Tree tree = tree_of(11);
  const Proof inclusion = *tree.inclusion_proof({6}, {11});
  const Proof consistency = *tree.consistency_proof({6}, {11});
  const base::Hash leaf = leaf_hash(base::bytes_of("entry 6"));
  ASSERT_TRUE(verify_inclusion({6}, {11}, leaf, inclusion, tree.root()));
  ASSERT_TRUE(verify_consistency({6}, *tree.root({6}), {11}, tree.root(), consistency));
  for (std::size_t bit = 0; bit < inclusion.size() * 256; ++bit) {
    Proof bad = inclusion;
    bad[bit / 256][bit % 256 / 8] ^= static_cast<std::uint8_t>(1 << bit % 8);
    ASSERT_FALSE(verify_inclusion({6}, {11}, leaf, bad, tree.root())) << "bit " << bit;
  }
  for (std::size_t bit = 0; bit < consistency.size() * 256; ++bit) {
    Proof bad = consistency;
    bad[bit / 256][bit % 256 / 8] ^= static_cast<std::uint8_t>(1 << bit % 8);
    ASSERT_FALSE(verify_consistency({6}, *tree.root({6}), {11}, tree.root(), bad)) << "bit " << bit;
  }
}

TEST(Proof, AHashMoreOrLessIsRefused) {
  const Tree tree = tree_of(11);
  const base::Hash leaf = leaf_hash(base::bytes_of("entry 6"));
  Proof path = *tree.inclusion_proof({6}, {11});
  path.push_back(leaf);
  EXPECT_FALSE(verify_inclusion({6}, {11}, leaf, path, tree.root()));
  path.resize(path.size() - 2);
  EXPECT_FALSE(verify_inclusion({6}, {11}, leaf, path, tree.root()));
  path = *tree.consistency_proof({6}, {11});
  path.push_back(leaf);
  EXPECT_FALSE(verify_consistency({6}, *tree.root({6}), {11}, tree.root(), path));
  path.resize(path.size() - 2);
  EXPECT_FALSE(verify_consistency({6}, *tree.root({6}), {11}, tree.root(), path));
  EXPECT_FALSE(verify_consistency({6}, *tree.root({6}), {11}, tree.root(), {}));
}

}  // namespace
}  // namespace truceline::ledger
