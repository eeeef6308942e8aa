// SPDX-License-Identifier: Apache-2.0
#include "app/leaf_index.hpp"

#include <gtest/gtest.h>

namespace truceline::app {
namespace {

using Entries = std::vector<base::EntryIndex>;

base::Hash hash_of(std::uint8_t first, std::uint8_t last) {
  base::Hash hash{};
  hash.front() = first;
  hash.back() = last;
  return hash;
}

TEST(LeafIndex, NamesTheEntryThatWasAddedWithAHash) {
  LeafIndex index;
  for (std::uint8_t n = 0; n < 200; ++n) index.add(hash_of(n, 0));
  EXPECT_EQ(index.size(), base::TreeSize{200});
  EXPECT_EQ(index.candidates(hash_of(7, 0)), Entries{{7}});
  EXPECT_EQ(index.candidates(hash_of(201, 0)), Entries{});
}

TEST(LeafIndex, NamesAllThatBeginAlikeInTheirOrder) {
  LeafIndex index;
  index.add(hash_of(1, 1));
  index.add(hash_of(2, 1));
  index.add(hash_of(1, 2));
  EXPECT_EQ(index.candidates(hash_of(1, 3)), (Entries{{0}, {2}}));
}

}  // namespace
}  // namespace truceline::app
