// SPDX-License-Identifier: Apache-2.0
#include "views/submission.hpp"

#include <gtest/gtest.h>

namespace truceline::views {
namespace {

Request post(std::string body, std::string type = "application/json; charset=utf-8") {
  Request request;
  request.method = "POST";
  request.content_type = std::move(type);
  request.body = std::move(body);
  return request;
}

const std::string kSalt(64, 'a');

TEST(Submission, three_texts_and_nothing_else) {
  const auto read =
      read_submission(post(R"({"envelope":"{\"x\":1}","salt":")" + kSalt + R"(","body":"{}"})"));
  ASSERT_TRUE(read) << read.error().to_string();
  EXPECT_EQ(read->envelope, R"({"x":1})");
  EXPECT_EQ(read->salt[31], 0xaa);
  EXPECT_EQ(read->body, "{}");
}

TEST(Submission, what_is_not_one_is_refused) {
  for (const std::string& body : std::initializer_list<std::string>{
           "[]", "{}", "{", R"({"envelope":"x","salt":")" + kSalt + R"(","body":7})",
           R"({"envelope":"x","salt":"abc","body":"{}"})",
           R"({"envelope":"x","salt":")" + kSalt + R"(","body":"{}","extra":""})"})
    EXPECT_FALSE(read_submission(post(body))) << body;
  const auto form = read_submission(post("envelope=x", "application/x-www-form-urlencoded"));
  ASSERT_FALSE(form);
  EXPECT_EQ(form.error().code, base::ErrorCode::unsupported);
}

TEST(Submission, the_answer_says_where_it_stands) {
  const Response fresh = submission_response({{7}, {}, {8}, true, {}});
  EXPECT_EQ(fresh.status, 201);
  EXPECT_EQ(fresh.body,
            R"({"index":7,"id":")" + std::string(64, '0') + R"(","tree_size":8,"receipt":null})");
  const Response again = submission_response({{7}, {}, {8}, false, "a\nb"});
  EXPECT_EQ(again.status, 200);
  EXPECT_NE(again.body.find(R"("receipt":"a\nb"})"), std::string::npos) << again.body;
}

}  // namespace
}  // namespace truceline::views
