// SPDX-License-Identifier: Apache-2.0
#include "views/request_target.hpp"

#include <gtest/gtest.h>

#include "base/limits.hpp"

namespace truceline::views {
namespace {

TEST(RequestTarget, path_and_query_are_decoded) {
  const auto target = parse_target("/api/v1/zones/%D8%A5/series?unit=day&q=a+b%2Bc&empty=&bare");
  ASSERT_TRUE(target) << target.error().to_string();
  EXPECT_EQ(target->path, "/api/v1/zones/إ/series");
  const std::map<std::string, std::string> query = {
      {"unit", "day"}, {"q", "a b+c"}, {"empty", ""}, {"bare", ""}};
  EXPECT_EQ(target->query, query);
}

TEST(RequestTarget, what_two_readers_could_read_differently_is_refused) {
  for (const char* target : {"", "api", "http://x/y", "/a?x=1&x=2", "/a?x=1&%78=2", "/%", "/%4",
                             "/%zz", "/%00", "/a%0d%0ab", "/%ff", "/a?x=%c3%28"})
    EXPECT_FALSE(parse_target(target)) << target;
  const auto repeated = parse_target("/a?zone=x&zone=y");
  EXPECT_EQ(repeated.error().place, "zone");
}

TEST(RequestTarget, too_long_is_too_large) {
  const auto target = parse_target("/" + std::string(base::limits::kTargetBytes, 'a'));
  ASSERT_FALSE(target);
  EXPECT_EQ(target.error().code, base::ErrorCode::too_large);
}

}  // namespace
}  // namespace truceline::views
