// SPDX-License-Identifier: Apache-2.0
#include "engine/entry_ids.hpp"

#include <gtest/gtest.h>
#include <random>

namespace truceline::engine {
namespace {

TEST(EntryIds, finds_the_first_index_of_every_id_and_nothing_else) {
  std::mt19937_64 random(5);
  std::vector<base::Hash> ids;
  EntryIds table;
  const auto id_of = [&](std::uint64_t index) { return ids[index]; };
  EXPECT_FALSE(table.find(base::Hash{}, id_of).has_value());
  for (std::uint64_t index = 0; index < 5000; ++index) {
    base::Hash id{};
    // Many ids begin alike, some are equal.
    for (std::uint8_t& byte : id) byte = static_cast<std::uint8_t>(random() % 3);
    if (index % 7 == 6) id = ids[random() % ids.size()];
    ids.push_back(id);
    table.add(id, index, id_of);
  }
  const EntryIds copy = table;
  for (const base::Hash& id : ids) {
    const auto first =
        static_cast<std::uint64_t>(std::find(ids.begin(), ids.end(), id) - ids.begin());
    EXPECT_EQ(copy.find(id, id_of), first);
  }
  for (int i = 0; i < 1000; ++i) {
    base::Hash other{};
    other[0] = static_cast<std::uint8_t>(3 + random() % 200);
    EXPECT_FALSE(copy.find(other, id_of).has_value());
  }
}

}  // namespace
}  // namespace truceline::engine
