// SPDX-License-Identifier: Apache-2.0
#include "app/entry_pipeline.hpp"

#include <gtest/gtest.h>

#include "ledger/memory_store.hpp"

namespace truceline::app {
namespace {

using base::EntryIndex;
using base::Result;

/// Entry i's leaf is i, in eight bytes.
class EntryPipelineTest : public ::testing::Test {
 protected:
  static constexpr std::uint64_t kEntries = 3000;  // many chunks, the last one not whole

  EntryPipelineTest() {
    std::vector<base::Bytes> leaves;
    std::vector<ledger::RecordView> records;
    for (std::uint64_t i = 0; i < kEntries; ++i) {
      base::Bytes& leaf = leaves.emplace_back();
      for (unsigned shift = 0; shift < 64; shift += 8)
        leaf.push_back(static_cast<std::uint8_t>(i >> shift & 0xFFU));
      base::Hash id{};
      std::copy(leaf.begin(), leaf.end(), id.begin());
      records.push_back({id, leaf, {}});
    }
    EXPECT_TRUE(store_.append({0}, records, base::BytesView()));
  }

  static std::uint64_t number_in(EntryIndex index, const ledger::RecordView& record) {
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < record.leaf.size(); ++i)
      number |= std::uint64_t{record.leaf[i]} << (8 * i);
    EXPECT_EQ(number, index.value);
    return number;
  }

  ledger::MemoryStore store_;
};

TEST_F(EntryPipelineTest, hands_every_entry_on_once_and_in_order) {
  for (const std::uint64_t from : {0U, 1U, 63U, 64U, 2936U, 2999U, 3000U}) {
    std::uint64_t next = from;
    const auto take = [&next](std::uint64_t number) -> Result<void> {
      EXPECT_EQ(number, next++);
      return {};
    };
    ASSERT_TRUE(in_order(store_, {from}, {kEntries}, number_in, take));
    EXPECT_EQ(next, kEntries);
  }
}

TEST_F(EntryPipelineTest, ends_at_the_first_entry_that_is_not_taken) {
  std::uint64_t taken = 0;
  const auto take = [&taken](std::uint64_t number) -> Result<void> {
    if (number == 700) return base::invalid("seven hundred");
    ++taken;
    return {};
  };
  const Result<void> done = in_order(store_, {0}, {kEntries}, number_in, take);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().reason, "seven hundred");
  EXPECT_EQ(taken, 700U);
}

TEST_F(EntryPipelineTest, tells_what_the_store_cannot_give) {
  std::uint64_t taken = 0;
  const auto take = [&taken](std::uint64_t) -> Result<void> { return ++taken, Result<void>{}; };
  const Result<void> done = in_order(store_, {0}, {kEntries + 1}, number_in, take);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, base::ErrorCode::not_found);
  EXPECT_LT(taken, kEntries);
}

}  // namespace
}  // namespace truceline::app
