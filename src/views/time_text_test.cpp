// SPDX-License-Identifier: Apache-2.0
#include "views/time_text.hpp"

#include <gtest/gtest.h>

namespace truceline::views {
namespace {

using base::Interval;
using base::TimeMs;

/// Two hours ahead of UTC, three from 27 March to 30 October 2020.
const base::TimeZone kZone("Asia/Damascus", 7200,
                           {{{1'585'260'000'000}, 10800}, {{1'604'005'200'000}, 7200}});

TimeMs midnight(std::uint32_t month, std::uint32_t day) {
  return kZone.instant_of({{2020, month, day}, 0});
}
TimeMs later(TimeMs t, std::int64_t hours) {
  return {t.value + hours * base::kHourMs};
}

TEST(TimeText, whole_days_are_told_by_their_dates) {
  EXPECT_EQ(interval_text({midnight(5, 6), midnight(5, 7)}, kZone, Lang::en), "6 May 2020");
  EXPECT_EQ(interval_text({midnight(5, 6), midnight(5, 9)}, kZone, Lang::en),
            "6 May 2020 – 8 May 2020");
  EXPECT_EQ(interval_text({midnight(5, 6), midnight(5, 7)}, kZone, Lang::ar), "6 أيار/مايو 2020");
}

TEST(TimeText, a_day_of_twenty_three_hours_is_a_day) {
  const Interval day{midnight(3, 27), midnight(3, 28)};
  ASSERT_EQ(day.to.value - day.from.value, 23 * base::kHourMs);
  EXPECT_EQ(interval_text(day, kZone, Lang::en), "27 March 2020");
}

TEST(TimeText, hours_come_with_their_offset) {
  EXPECT_EQ(interval_text({later(midnight(5, 6), 14), later(midnight(5, 6), 16)}, kZone, Lang::en),
            "6 May 2020, 14:00 (+03:00) – 6 May 2020, 16:00 (+03:00)");
  EXPECT_EQ(moment_text(later(midnight(2, 1), 9), kZone, Lang::en),
            "1 February 2020, 09:00 (+02:00)");
}

TEST(TimeText, open_sides_say_so) {
  EXPECT_EQ(interval_text({midnight(5, 6), base::kTimeMax}, kZone, Lang::en), "from 6 May 2020");
  EXPECT_EQ(interval_text({base::kTimeMin, midnight(5, 6)}, kZone, Lang::en), "until 5 May 2020");
  EXPECT_EQ(interval_text({}, kZone, Lang::ar), "في أي وقت");
  EXPECT_EQ(utc_text({midnight(5, 6), base::kTimeMax}), "2020-05-05T21:00:00Z/..");
}

TEST(TimeText, in_a_sentence_it_takes_its_preposition) {
  EXPECT_EQ(interval_phrase({midnight(5, 6), midnight(5, 7)}, kZone, Lang::en), "on 6 May 2020");
  EXPECT_EQ(interval_phrase({midnight(5, 6), midnight(5, 9)}, kZone, Lang::en),
            "between 6 May 2020 and 8 May 2020");
  EXPECT_EQ(interval_phrase({midnight(5, 6), midnight(5, 6)}, kZone, Lang::en), "on 6 May 2020");
}

TEST(TimeText, a_deadline_at_midnight_ends_the_day_before) {
  EXPECT_EQ(deadline_text(midnight(5, 2), kZone, Lang::en), "1 May 2020");
  EXPECT_EQ(deadline_text(later(midnight(5, 2), 12), kZone, Lang::en),
            "2 May 2020, 12:00 (+03:00)");
}

}  // namespace
}  // namespace truceline::views
