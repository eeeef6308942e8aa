// SPDX-License-Identifier: Apache-2.0
#include "ledger/proof_path.hpp"

#include <gtest/gtest.h>

#include "ledger/test_log.hpp"

namespace truceline::ledger {
namespace {

/// RFC 6962's MTH, by recursion.
base::Hash mth(std::uint64_t begin, std::uint64_t end) {
  if (begin == end) return empty_root();
  if (end - begin == 1) return numbered_leaf(begin);
  const std::uint64_t middle = begin + split_of(end - begin);
  return node_hash(mth(begin, middle), mth(middle, end));
}

/// SUBTREE_SUBPROOF of the draft, by recursion, over the leaves [at, at + n).
void subproof(std::uint64_t start, std::uint64_t end, std::uint64_t at, std::uint64_t n, bool known,
              Proof& proof) {
  if (start == 0 && end == n) {
    if (!known) proof.push_back(mth(at, at + n));
    return;
  }
  const std::uint64_t k = split_of(n);
  if (end <= k) {
    subproof(start, end, at, k, known, proof);
    proof.push_back(mth(at + k, at + n));
  } else if (k <= start) {
    subproof(start - k, end - k, at + k, n - k, known, proof);
    proof.push_back(mth(at, at + k));
  } else {
    subproof(0, end - k, at + k, n - k, false, proof);
    proof.push_back(mth(at, at + k));
  }
}

TEST(ProofPath, EverySubtreeOfSmallTreesHasTheDraftsProofWhichVerifies) {
  const Tree tree = numbered_tree(40);
  int subtrees = 0;
  for (std::uint64_t size = 1; size <= 40; ++size)
    for (std::uint64_t start = 0; start < size; ++start)
      for (std::uint64_t end = start + 1; end <= size; ++end) {
        const auto proof = tree.subtree_proof({start}, {end}, {size});
        ASSERT_EQ(proof.has_value(), is_subtree(start, end, size));
        if (!proof) continue;
        ++subtrees;
        Proof wanted;
        subproof(start, end, 0, size, true, wanted);
        ASSERT_EQ(*proof, wanted) << start << " " << end << " " << size;
        const base::Hash root = mth(0, size);
        const base::Hash part = mth(start, end);
        const auto verified = verify_subtree({start}, {end}, part, {size}, root, *proof);
        ASSERT_TRUE(verified) << start << " " << end << " " << size << verified.error().reason;
        base::Hash other = part;
        other[0] ^= 1;
        ASSERT_FALSE(verify_subtree({start}, {end}, other, {size}, root, *proof));
        for (std::size_t i = 0; i < proof->size(); ++i) {
          Proof bad = *proof;
          bad[i][7] ^= 0x10;
          ASSERT_FALSE(verify_subtree({start}, {end}, part, {size}, root, bad));
        }
        Proof longer = *proof;
        longer.push_back(root);
        ASSERT_FALSE(verify_subtree({start}, {end}, part, {size}, root, longer));
        if (proof->empty()) continue;
        longer.resize(proof->size() - 1);
        ASSERT_FALSE(verify_subtree({start}, {end}, part, {size}, root, longer));
      }
  EXPECT_GT(subtrees, 2000);
}

TEST(ProofPath, ASubtreeStartsAtAMultipleOfThePowerOfTwoThatHoldsIt) {
  EXPECT_TRUE(is_subtree(0, 5, 8));
  EXPECT_TRUE(is_subtree(4, 7, 8));
  EXPECT_TRUE(is_subtree(8, 13, 14));
  EXPECT_TRUE(is_subtree(7, 8, 8));
  EXPECT_FALSE(is_subtree(2, 5, 8));
  EXPECT_FALSE(is_subtree(2, 6, 8));
  EXPECT_FALSE(is_subtree(1, 3, 8));
  EXPECT_FALSE(is_subtree(3, 3, 8));
  EXPECT_FALSE(is_subtree(4, 3, 8));
  EXPECT_FALSE(is_subtree(4, 9, 8));
  EXPECT_FALSE(is_subtree(0, 1, ~std::uint64_t{0}));
}

TEST(ProofPath, TheSpecificationsExampleOfASubtreeIsFourHashesLong) {
  EXPECT_EQ(subtree_path(8, 13, 14).size(), 4U);  // tlog-witness, sign-subtree
  EXPECT_EQ(inclusion_path(0, 1).size(), 0U);
  EXPECT_EQ(subtree_path(0, 256, 256).size(), 0U);
}

}  // namespace
}  // namespace truceline::ledger
