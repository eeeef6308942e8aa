// SPDX-License-Identifier: Apache-2.0
#include "app/progress.hpp"

#include <gtest/gtest.h>
#include <sstream>

namespace truceline::app {
namespace {

ProgressState halfway() {
  return {.verb = "importing",
          .unit = "rows",
          .done = 50,
          .total = 100,
          .units = 8000,
          .elapsed_ms = 4000};
}

TEST(Progress, the_line_says_how_far_how_fast_and_how_long) {
  EXPECT_EQ(progress_line(halfway(), 69),
            "importing [##########..........] 50%  8,000 rows  2,000/s  0:04 left");
}

TEST(Progress, a_narrow_terminal_gets_no_bar_and_no_second_line) {
  EXPECT_EQ(progress_line(halfway(), 50), "importing 50%  8,000 rows  2,000/s  0:04 left");
  EXPECT_EQ(progress_line(halfway(), 12), "importing 50");
}

TEST(Progress, without_a_total_there_is_no_bar_and_no_time_left) {
  ProgressState state = halfway();
  state.total = 0;
  EXPECT_EQ(progress_line(state, 80), "importing  8,000 rows  2,000/s");
}

TEST(Progress, the_very_beginning_divides_by_nothing) {
  EXPECT_EQ(progress_line({.verb = "verifying", .unit = "entries", .total = 9}, 60),
            "verifying [............................] 0%  0 entries  0/s");
}

TEST(Progress, numbers_are_grouped_by_three) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1000), "1,000");
  EXPECT_EQ(grouped(1234567), "1,234,567");
}

TEST(Progress, where_nobody_watches_nothing_is_drawn) {
  std::ostringstream out;
  std::ostringstream err;
  Terminal terminal{.out = out, .err = err};
  {
    Progress progress(terminal, "importing", "rows", 10);
    progress.update(10, 10);
  }
  EXPECT_EQ(err.str(), "");
}

}  // namespace
}  // namespace truceline::app
