// SPDX-License-Identifier: Apache-2.0
//
// The duty desk under a light load: everybody is told, and what they are told of is there.
#include <gtest/gtest.h>

#include "duty_load.hpp"

namespace truceline::bench {
namespace {

TEST(DutyLoad, everybody_is_told_of_everything_and_finds_it_there) {
  DutyLoad load;
  load.plan.notifications = 400;
  load.plan.inboxes = 20;
  load.plan.parties = 4;
  load.per_second = 50;
  load.seconds = 2;
  load.flood_seconds = 1;
  load.flood_per_second = 400;
  load.program = TRUCELINE_PROGRAM;
  const auto measured = measure_duty(load);
  ASSERT_TRUE(measured) << measured.error().to_string();
  ASSERT_EQ(measured->phases.size(), 2U);
  for (const DutyPhase& phase : measured->phases) {
    EXPECT_EQ(phase.sent, phase.name == "nobody floods" ? 100U : 50U);
    EXPECT_EQ(phase.answered.size(), phase.sent);
    EXPECT_EQ(phase.delivered.size(), phase.sent);
    EXPECT_EQ(phase.refused + phase.untold + phase.not_there, 0U);
    EXPECT_FALSE(phase.register_asked.empty());
    EXPECT_GT(phase.resident_last, 0U);
  }
  EXPECT_GT(measured->phases[1].flooded, 0U);
  const std::string page = duty_page("machine", "build", load, *measured);
  EXPECT_NE(page.find("| nobody floods | 100 in "), std::string::npos);
}

TEST(DutyLoad, is_made_of_the_same_notices_from_the_same_seed) {
  const NoticeMaker one(1, 12, {1'500'000'000'000}), same(1, 12, {1'500'000'000'000}),
      other(2, 12, {1'500'000'000'000});
  for (std::uint64_t number = 0; number < 50; ++number) {
    EXPECT_EQ(one.notice(3, number).what, same.notice(3, number).what);
    EXPECT_NE(one.notice(3, number).what, other.notice(3, number).what);
    for (const std::size_t recipient : one.notice(3, number).recipients) EXPECT_NE(recipient, 3U);
  }
}

TEST(DutyLoad, percentiles_are_of_those_that_waited) {
  EXPECT_EQ(percentile({}, 99), 0);
  EXPECT_EQ(percentile({5}, 99), 5);
  WaitsMs waits;
  for (int i = 1; i <= 1000; ++i) waits.push_back(i);
  EXPECT_EQ(percentile(waits, 50), 501);
  EXPECT_EQ(percentile(waits, 99), 991);
}

}  // namespace
}  // namespace truceline::bench
