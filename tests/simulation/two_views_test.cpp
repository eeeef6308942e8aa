// SPDX-License-Identifier: Apache-2.0
#include "simulation/two_views.hpp"

#include <gtest/gtest.h>

#include "simulation/dice.hpp"
#include "simulation/seeds.hpp"

namespace truceline::simulation {
namespace {

/// Every k of n that stands against somebody: k + k > n.
Stage stage_of(std::uint64_t seed, bool one_liar_more) {
  Dice dice(seed ^ 0x5eedU);
  Stage stage;
  stage.cosigners = dice.between(3, 7);
  stage.quorum = dice.between(stage.cosigners / 2 + 1, stage.cosigners);
  stage.liars = 2 * stage.quorum - stage.cosigners - (one_liar_more ? 0 : 1);
  return stage;
}

TEST(TwoViews, NeverBothAcceptedWithAsManyLiarsAsThePolicyStands) {
  int accepted = 0;
  const Seeds seeds = seeds_or(TRUCELINE_VIEWS);
  for (std::uint64_t seed = seeds.from; seed <= seeds.to; ++seed) {
    const TwoViews result = play_two_views(seed, stage_of(seed, false));
    ASSERT_TRUE(result.problems.empty()) << replay(seed) << result.problems.front();
    ASSERT_FALSE(result.split) << replay(seed);
    accepted += result.accepted;
  }
  const bool many = seeds.to - seeds.from >= 100;
  EXPECT_TRUE(accepted > 0 || !many) << "nobody was shown anything";
}

TEST(TwoViews, BothAcceptedWithOneLiarMore) {
  std::uint64_t splits = 0;
  const Seeds seeds = seeds_or(TRUCELINE_VIEWS / 5);
  for (std::uint64_t seed = seeds.from; seed <= seeds.to; ++seed) {
    const TwoViews result = play_two_views(seed, stage_of(seed, true));
    ASSERT_TRUE(result.problems.empty()) << replay(seed) << result.problems.front();
    if (result.split) ++splits;
  }
  RecordProperty("split_views", std::to_string(splits));
  const bool many = seeds.to - seeds.from >= 100;
  EXPECT_TRUE(splits > 0 || !many) << "the test above proves nothing";
}

TEST(TwoViews, TwoOfThreeStandNobody) {
  std::uint64_t splits = 0;
  for (std::uint64_t seed = 1; seed <= 100; ++seed)
    if (play_two_views(seed, {3, 2, 1}).split) ++splits;
  EXPECT_GT(splits, 0U);
}

}  // namespace
}  // namespace truceline::simulation
