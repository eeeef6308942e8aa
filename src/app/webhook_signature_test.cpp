// SPDX-License-Identifier: Apache-2.0
#include "app/webhook_signature.hpp"

#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

namespace truceline::app {
namespace {

std::string spec() {
  std::ifstream file(TRUCELINE_SOURCE_DIR "/docs/spec/webhook.md", std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// What stands in the specification after `name` where it stands last, up to the line's end.
std::string told(const std::string& name) {
  const std::string text = spec();
  const std::size_t at = text.rfind("\n" + name + ": ");
  EXPECT_NE(at, std::string::npos) << name;
  const std::size_t from = at + name.size() + 3;
  return text.substr(from, text.find('\n', from) - from);
}

TEST(WebhookSignature, is_that_of_standard_webhooks) {
  // The example that the libraries of Standard Webhooks are tested with.
  const auto secret = base::from_base64("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  EXPECT_EQ(webhook_signature(*secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330",
                              R"({"test": 2432232314})"),
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}

TEST(WebhookSignature, of_the_example_in_the_specification_is_what_stands_there) {
  const std::string key = told("key");
  ASSERT_TRUE(key.starts_with("whsec_"));
  const auto secret = base::from_base64(key.substr(6));
  ASSERT_TRUE(secret);
  EXPECT_EQ(webhook_secret_text(*secret), key);
  EXPECT_EQ(webhook_signature(*secret, told("webhook-id"), told("webhook-timestamp"), told("body")),
            told("webhook-signature"));
}

TEST(WebhookSignature, changes_with_each_part_of_what_is_signed) {
  const base::Bytes secret(32, 1);
  const std::string good = webhook_signature(secret, "dlv_1", "10", "{}");
  EXPECT_NE(webhook_signature(base::Bytes(32, 2), "dlv_1", "10", "{}"), good);
  EXPECT_NE(webhook_signature(secret, "dlv_2", "10", "{}"), good);
  EXPECT_NE(webhook_signature(secret, "dlv_1", "11", "{}"), good) << "a replay is told by its time";
  EXPECT_NE(webhook_signature(secret, "dlv_1", "10", "{} "), good);
  EXPECT_EQ(webhook_timestamp({1'795'374'999'999}), "1795374999");
}

}  // namespace
}  // namespace truceline::app
