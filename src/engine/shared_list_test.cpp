// SPDX-License-Identifier: Apache-2.0
#include "engine/shared_list.hpp"

#include <gtest/gtest.h>
#include <random>

namespace truceline::engine {
namespace {

using List = SharedList<int, 4>;

template <class L>
std::vector<int> all(const L& list) {
  return {list.begin(), list.end()};
}

template <class L>
class SharedLists : public testing::Test {};
using Kinds = testing::Types<List, SharedList<int, 4, Cells::apart>>;
TYPED_TEST_SUITE(SharedLists, Kinds);

TYPED_TEST(SharedLists, are_what_a_vector_is_whatever_was_copied_and_changed) {
  using Some = TypeParam;
  std::mt19937_64 random(1);
  std::vector<int> expected;
  Some list;
  std::vector<std::pair<Some, std::vector<int>>> copies;
  for (int i = 0; i < 3000; ++i) {
    const std::size_t place = expected.empty() ? 0 : random() % expected.size();
    if (random() % 100 == 0) copies.emplace_back(list, expected);
    if (!expected.empty() && random() % 4 == 0) {
      expected[place] = list.edit(place) = -i;
    } else if (!expected.empty() && random() % 50 == 0) {
      expected.erase(expected.begin() + static_cast<std::ptrdiff_t>(place));
      list.erase(place);
    } else if (random() % 50 == 0) {
      expected.insert(expected.begin() + static_cast<std::ptrdiff_t>(place), i);
      list.insert(place, i);
    } else {
      expected.push_back(i);
      list.push_back(i);
    }
  }
  EXPECT_EQ(all(list), expected);
  EXPECT_GT(copies.size(), 10U);
  for (const auto& [copy, then] : copies) EXPECT_EQ(all(copy), then);
}

TEST(SharedList, tells_every_place_that_differs_from_an_earlier_copy) {
  std::mt19937_64 random(2);
  for (int round = 0; round < 200; ++round) {
    List list;
    for (std::size_t i = random() % 600; i > 0; --i) list.push_back(static_cast<int>(i));
    const List before = list;
    EXPECT_TRUE(list.shares_all(before));
    std::vector<bool> changed(list.size());
    for (std::size_t i = list.empty() ? 0 : random() % 4; i > 0; --i) {
      const std::size_t place = random() % list.size();
      list.edit(place) = -1;
      changed[place] = true;
    }
    for (std::size_t i = random() % 10; i > 0; --i) list.push_back(0);
    changed.resize(list.size(), true);
    std::vector<bool> told(list.size());
    std::size_t looked = 0;
    list.for_each_unshared(before, [&](std::size_t place) {
      told[place] = true;
      ++looked;
    });
    for (std::size_t i = 0; i < list.size(); ++i) EXPECT_TRUE(!changed[i] || told[i]) << i;
    EXPECT_LE(looked, 3 * 4 + 10 + 4U) << "only leaves that were touched";
  }
}

TEST(SharedList, a_value_that_two_share_is_changed_in_one_of_them) {
  SharedList<int, 4, Cells::apart> one, other;
  one.push_back(1);
  other.push_shared(one, 0);
  EXPECT_EQ(&one[0], &other[0]);
  other.edit(0) = 2;
  EXPECT_EQ(one[0], 1);
  EXPECT_EQ(other[0], 2);
  const SharedList<int, 4, Cells::apart> before = other;
  other.share(0, one, 0);
  EXPECT_EQ(&one[0], &other[0]);
  EXPECT_EQ(before[0], 2);
}

TEST(SharedList, a_copy_made_of_an_empty_list_stays_empty) {
  List list;
  const List before = list;
  list.push_back(7);
  EXPECT_TRUE(before.empty());
  EXPECT_EQ(list.front(), 7);
  EXPECT_EQ(list.back(), 7);
  EXPECT_FALSE(list.shares_all(before));
}

}  // namespace
}  // namespace truceline::engine
