// SPDX-License-Identifier: Apache-2.0
#include "app/admission.hpp"

#include <gtest/gtest.h>

#include "app/author.hpp"
#include "base/limits.hpp"

namespace truceline::app {
namespace {

const std::string kOrigin = "example.org/admission";

Submission good() {
  domain::Status status;
  status.topic = "call";
  status.text = "The hotline was tested.";
  Author author({kOrigin, "north", "UTC"}, base::SigningKey::from_seed({7}), {});
  const domain::Salt salt{1, 2, 3};
  const auto written = author.write(status, {}, {}, {0}, salt);
  EXPECT_TRUE(written);
  return {std::string(base::text_of(written->record.leaf)), salt, domain::encode(status)};
}

base::ErrorCode refusal(const Submission& submission, std::string_view origin = kOrigin) {
  const auto checked = check_submission(submission, origin);
  EXPECT_FALSE(checked);
  return checked ? base::ErrorCode::unavailable : checked.error().code;
}

TEST(Admission, a_statement_as_its_author_made_it_passes_and_keeps_its_bytes) {
  const Submission submission = good();
  const auto checked = check_submission(submission, kOrigin);
  ASSERT_TRUE(checked) << checked.error().to_string();
  EXPECT_EQ(checked->header.party, "north");
  EXPECT_TRUE(checked->body);
  EXPECT_EQ(base::text_of(to_record(submission).leaf), submission.envelope);
}

TEST(Admission, a_statement_signed_for_another_log_is_refused) {
  EXPECT_EQ(refusal(good(), "example.org/other"), base::ErrorCode::invalid_input);
}

TEST(Admission, every_changed_byte_of_the_envelope_is_refused) {
  const Submission submission = good();
  for (std::size_t i = 0; i < submission.envelope.size(); ++i) {
    Submission changed = submission;
    changed.envelope[i] ^= 1;
    EXPECT_FALSE(check_submission(changed, kOrigin)) << "byte " << i;
  }
}

TEST(Admission, another_body_or_salt_than_was_committed_to_is_refused) {
  Submission body = good();
  body.body.insert(body.body.size() - 1, " ");
  EXPECT_EQ(refusal(body), base::ErrorCode::invalid_input);
  Submission salt = good();
  salt.salt[31] ^= 1;
  EXPECT_EQ(refusal(salt), base::ErrorCode::invalid_input);
}

TEST(Admission, what_is_beyond_the_limits_is_refused_before_it_is_read) {
  Submission body = good();
  body.body.resize(base::limits::kBodyBytes + 1, ' ');
  EXPECT_EQ(refusal(body), base::ErrorCode::too_large);
  Submission envelope = good();
  envelope.envelope.resize(base::limits::kEntryBytes + 1, ' ');
  EXPECT_EQ(refusal(envelope), base::ErrorCode::too_large);
}

}  // namespace
}  // namespace truceline::app
