// SPDX-License-Identifier: Apache-2.0
#include "views/error_table.hpp"

#include <gtest/gtest.h>
#include <set>

namespace truceline::views {
namespace {

using base::ErrorCode;

constexpr ErrorCode kAll[] = {
    ErrorCode::invalid_input, ErrorCode::unsupported, ErrorCode::too_large, ErrorCode::not_found,
    ErrorCode::conflict,      ErrorCode::forbidden,   ErrorCode::corrupt,   ErrorCode::unavailable};

TEST(ErrorTable, every_code_has_one_row_and_a_slug_of_its_own) {
  std::set<std::string_view> slugs;
  for (const ErrorCode code : kAll) {
    EXPECT_EQ(error_row(code).code, code);
    EXPECT_GE(error_row(code).status, 400);
    EXPECT_GE(error_row(code).exit_code, 2);
    slugs.insert(error_row(code).slug);
  }
  EXPECT_EQ(slugs.size(), std::size(kAll));
}

TEST(ErrorTable, a_problem_says_where_why_and_what_mends_it) {
  const Response response =
      problem({ErrorCode::too_large, "32,769 bytes", "body", "shorten its texts"});
  EXPECT_EQ(response.status, 413);
  EXPECT_EQ(response.content_type, "application/problem+json");
  EXPECT_EQ(response.body,
            R"({"type":"https://truceline.org/problems/too-large","title":"A limit is exceeded",)"
            R"("status":413,"detail":"32,769 bytes","mend":"shorten its texts",)"
            R"("instance":"body"})");
}

}  // namespace
}  // namespace truceline::views
