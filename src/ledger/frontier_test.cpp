// SPDX-License-Identifier: Apache-2.0
#include "ledger/frontier.hpp"

#include <gtest/gtest.h>

#include "ledger/merkle_hash.hpp"
#include "ledger/tree.hpp"

namespace truceline::ledger {
namespace {

base::Hash nth_leaf(int n) {
  return leaf_hash(base::bytes_of("entry " + std::to_string(n)));
}

TEST(Frontier, HasTheRootOfTheWholeTreeAtEverySize) {
  Frontier frontier;
  Tree tree;
  EXPECT_EQ(frontier.root(), tree.root());
  for (int n = 0; n < 300; ++n) {
    frontier.append(nth_leaf(n));
    tree.append(nth_leaf(n));
    ASSERT_EQ(frontier.size(), tree.size());
    ASSERT_EQ(frontier.root(), tree.root()) << "at size " << n + 1;
  }
}

TEST(Frontier, GoesOnAfterARoundTripThroughBytes) {
  Frontier frontier;
  Frontier reread;
  for (int n = 0; n < 130; ++n) {
    frontier.append(nth_leaf(n));
    reread.append(nth_leaf(n));
    const auto back = Frontier::from_bytes(reread.to_bytes());
    ASSERT_TRUE(back) << back.error().to_string();
    reread = *back;
    ASSERT_EQ(reread, frontier);
  }
}

TEST(Frontier, RefusesBytesOfAnotherLength) {
  Frontier frontier;
  for (int n = 0; n < 5; ++n) frontier.append(nth_leaf(n));
  base::Bytes bytes = frontier.to_bytes();
  EXPECT_EQ(bytes.size(), 8U + 2 * 32);
  bytes.push_back(0);
  EXPECT_FALSE(Frontier::from_bytes(bytes));
  bytes.resize(8 + 32);
  EXPECT_FALSE(Frontier::from_bytes(bytes));
  bytes.resize(7);
  EXPECT_FALSE(Frontier::from_bytes(bytes));
  EXPECT_FALSE(Frontier::from_bytes({}));
}

TEST(Frontier, RefusesASizeOf2To63AndMore) {
  base::Bytes bytes(8 + 32, 0);
  bytes[0] = 0x80;
  EXPECT_FALSE(Frontier::from_bytes(bytes));
}

}  // namespace
}  // namespace truceline::ledger
