// SPDX-License-Identifier: Apache-2.0
//
// Worlds with one thing broken on purpose: a simulation that does not notice proves nothing.
#include <gtest/gtest.h>

#include "simulation/world.hpp"

namespace truceline::simulation {
namespace {

/// Whether one of the first seeds does. A flaw that costs little shows only where dice are unkind.
bool noticed(const Flaws& flaws) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed)
    if (!live(seed, flaws).problems.empty()) return true;
  return false;
}

TEST(WorldWithAFlaw, ALogThatAnswersBeforeItSyncedIsNoticed) {
  Flaws flaws;
  flaws.log_syncs_late = true;
  EXPECT_TRUE(noticed(flaws));
}

TEST(WorldWithAFlaw, AMirrorThatAnswersBeforeItSyncedIsNoticed) {
  Flaws flaws;
  flaws.mirrors_sync_late = true;
  EXPECT_TRUE(noticed(flaws));
}

TEST(WorldWithAFlaw, AWitnessThatAnswersBeforeItSyncedIsNoticed) {
  Flaws flaws;
  flaws.witnesses_sync_late = true;
  EXPECT_TRUE(noticed(flaws));
}

TEST(WorldWithAFlaw, ALogThatSignsWithoutAskingItsWitnessesIsNoticed) {
  Flaws flaws;
  flaws.signs_without_asking = true;
  EXPECT_TRUE(noticed(flaws));
}

}  // namespace
}  // namespace truceline::simulation
