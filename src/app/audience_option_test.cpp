// SPDX-License-Identifier: Apache-2.0
#include "app/audience_option.hpp"

#include <gtest/gtest.h>

namespace truceline::app {
namespace {

TEST(AudienceOption, reads_what_it_writes) {
  for (const char* text : {"public", "all-parties", "named:russia", "named:iran,russia,turkey"}) {
    const auto audience = parse_audience(text);
    ASSERT_TRUE(audience) << text;
    EXPECT_EQ(audience_text(*audience), text);
  }
}

TEST(AudienceOption, recipients_are_sorted_and_none_is_named_twice) {
  const auto audience = parse_audience("named:turkey,iran,turkey");
  ASSERT_TRUE(audience);
  EXPECT_EQ(audience_text(*audience), "named:iran,turkey");
}

TEST(AudienceOption, what_might_be_read_too_widely_is_refused) {
  for (const char* text : {"", "everyone", "PUBLIC", "named", "named:", "named:Russia",
                           "named:russia,", "named:,russia", "named:russia, iran", "public "})
    EXPECT_FALSE(parse_audience(text)) << text;
}

}  // namespace
}  // namespace truceline::app
