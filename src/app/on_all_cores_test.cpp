// SPDX-License-Identifier: Apache-2.0
#include "app/on_all_cores.hpp"

#include <atomic>
#include <gtest/gtest.h>
#include <vector>

namespace truceline::app {
namespace {

TEST(OnAllCores, runs_every_piece_once_and_returns_when_all_are_done) {
  for (const std::size_t count : {0U, 1U, 2U, 1000U}) {
    std::vector<std::atomic<int>> runs(count);
    on_all_cores(count, [&](std::size_t i) { ++runs[i]; });
    for (const std::atomic<int>& times : runs) EXPECT_EQ(times, 1);
  }
}

}  // namespace
}  // namespace truceline::app
