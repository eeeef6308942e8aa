// SPDX-License-Identifier: Apache-2.0
#include "domain/commitment.hpp"

#include <gtest/gtest.h>

#include "base/limits.hpp"
#include "base/sha256.hpp"

namespace truceline::domain {
namespace {

TEST(Commitment, is_sha256_of_label_zero_byte_salt_and_body) {
  Salt salt{};
  salt.fill(7);
  std::string preimage = "truceline.org/commitment/v1";
  preimage += '\0';
  preimage.append(32, '\x07');
  preimage += "{}";
  EXPECT_EQ(commitment(salt, "{}"), base::sha256(base::bytes_of(preimage)));
}

TEST(Commitment, changes_with_salt_and_body) {
  Salt other{};
  other[31] = 1;
  EXPECT_NE(commitment(Salt{}, "a"), commitment(other, "a"));
  EXPECT_NE(commitment(Salt{}, "a"), commitment(Salt{}, "b"));
}

TEST(Commitment, what_was_sealed_unseals) {
  Salt salt{};
  salt[0] = 255;
  const base::Bytes sealed = seal(salt, "body");
  EXPECT_EQ(sealed.size(), 36U);
  const base::Result<Sealed> opened = unseal(sealed);
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->salt, salt);
  EXPECT_EQ(opened->body, "body");
}

TEST(Commitment, sealed_bytes_of_a_wrong_length_are_errors) {
  EXPECT_EQ(unseal(base::Bytes(31)).error().code, base::ErrorCode::corrupt);
  EXPECT_TRUE(unseal(base::Bytes(32)));
  EXPECT_EQ(unseal(base::Bytes(base::limits::kSealedBytes + 1)).error().code,
            base::ErrorCode::too_large);
}

}  // namespace
}  // namespace truceline::domain
