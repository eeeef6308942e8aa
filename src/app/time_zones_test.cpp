// SPDX-License-Identifier: Apache-2.0
#include "app/time_zones.hpp"

#include <gtest/gtest.h>

namespace truceline::app {
namespace {

TEST(TimeZones, damascus_was_three_hours_ahead_in_summer_2017_and_two_in_winter) {
  TimeZones zones;
  const base::TimeZone* damascus = zones.find("Asia/Damascus");
  ASSERT_NE(damascus, nullptr);
  const base::TimeMs may = base::instant({{2017, 5, 6}, 0}, 3 * 3600);
  const base::TimeMs december = base::instant({{2016, 12, 30}, 0}, 2 * 3600);
  EXPECT_EQ(damascus->offset_s_at(may), 3 * 3600);
  EXPECT_EQ(damascus->offset_s_at(december), 2 * 3600);
  EXPECT_EQ(damascus->instant_of({{2017, 5, 6}, 0}), may);
}

TEST(TimeZones, a_zone_nobody_has_is_not_found) {
  TimeZones zones;
  EXPECT_EQ(zones.find("Asia/Nowhere"), nullptr);
  EXPECT_EQ(zones.find("../../etc/passwd"), nullptr);
}

TEST(TimeZones, the_same_zone_is_read_once) {
  TimeZones zones;
  EXPECT_EQ(zones.find("UTC"), zones.find("UTC"));
}

}  // namespace
}  // namespace truceline::app
