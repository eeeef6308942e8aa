// SPDX-License-Identifier: Apache-2.0
#include "ledger/merkle_hash.hpp"

#include <gtest/gtest.h>

namespace truceline::ledger {
namespace {

TEST(MerkleHash, TheEmptyTreeHasTheHashOfNothing) {
  EXPECT_EQ(base::to_hex(empty_root()),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(MerkleHash, ALeafIsNeverANode) {
  const base::Hash left = leaf_hash(base::bytes_of("left"));
  const base::Hash right = leaf_hash(base::bytes_of("right"));
  base::Bytes forged(left.begin(), left.end());
  forged.insert(forged.end(), right.begin(), right.end());
  EXPECT_NE(leaf_hash(forged), node_hash(left, right));
}

}  // namespace
}  // namespace truceline::ledger
