// SPDX-License-Identifier: Apache-2.0
#include "simulation/world.hpp"

#include <gtest/gtest.h>

#include "simulation/seeds.hpp"

namespace truceline::simulation {
namespace {

std::string told(const std::vector<std::string>& problems) {
  std::string text;
  for (const std::string& problem : problems) text += "\n  " + problem;
  return text;
}

TEST(World, EverySeedKeepsItsPromises) {
  Lived all;
  const Seeds seeds = seeds_or(TRUCELINE_WORLDS);
  for (std::uint64_t seed = seeds.from; seed <= seeds.to; ++seed) {
    const Lived lived = live(seed);
    ASSERT_TRUE(lived.problems.empty()) << replay(seed) << told(lived.problems);
    all.cosignatures += lived.cosignatures;
    all.receipts += lived.receipts;
    all.refused_starts += lived.refused_starts;
    all.lost_histories += lived.lost_histories;
    all.alarms += lived.alarms;
  }
  RecordProperty("cosignatures", std::to_string(all.cosignatures));
  RecordProperty("receipts", std::to_string(all.receipts));
  RecordProperty("refused_starts", std::to_string(all.refused_starts));
  RecordProperty("lost_histories", std::to_string(all.lost_histories));
  RecordProperty("alarms", std::to_string(all.alarms));
  const bool many = seeds.to - seeds.from >= 500;
  EXPECT_TRUE(all.refused_starts > 0 || !many) << "no old disk was ever refused";
}

}  // namespace
}  // namespace truceline::simulation
