// SPDX-License-Identifier: Apache-2.0
#include "app/totp.hpp"

#include <gtest/gtest.h>

namespace truceline::app {
namespace {

const base::BytesView kKey = base::bytes_of("12345678901234567890");

TEST(Totp, gives_the_codes_of_rfc_6238) {
  // Appendix B, SHA-1; the last six of its eight digits.
  EXPECT_EQ(code_at(kKey, code_step({59'000})), "287082");
  EXPECT_EQ(code_at(kKey, code_step({1'111'111'109'000})), "081804");
  EXPECT_EQ(code_at(kKey, code_step({1'111'111'111'000})), "050471");
  EXPECT_EQ(code_at(kKey, code_step({1'234'567'890'000})), "005924");
  EXPECT_EQ(code_at(kKey, code_step({2'000'000'000'000})), "279037");
  EXPECT_EQ(code_at(kKey, code_step({20'000'000'000'000})), "353130");
}

TEST(Totp, a_code_is_good_one_step_early_or_late_and_no_further) {
  const base::TimeMs now{1'111'111'111'000};
  const std::uint64_t step = code_step(now);
  for (const std::uint64_t near : {step - 1, step, step + 1})
    EXPECT_EQ(matching_step(kKey, code_at(kKey, near), now, 0), near);
  EXPECT_FALSE(matching_step(kKey, code_at(kKey, step - 2), now, 0));
  EXPECT_FALSE(matching_step(kKey, code_at(kKey, step + 2), now, 0));
  EXPECT_FALSE(matching_step(kKey, "", now, 0));
  EXPECT_FALSE(matching_step(kKey, "0504710", now, 0));
}

TEST(Totp, a_code_is_good_once_and_those_before_it_no_more) {
  const base::TimeMs now{1'111'111'111'000};
  const std::uint64_t step = code_step(now);
  EXPECT_FALSE(matching_step(kKey, code_at(kKey, step), now, step));
  EXPECT_FALSE(matching_step(kKey, code_at(kKey, step - 1), now, step));
  EXPECT_EQ(matching_step(kKey, code_at(kKey, step + 1), now, step), step + 1);
}

TEST(Totp, writes_keys_as_phones_take_them) {
  EXPECT_EQ(to_base32(base::bytes_of("")), "");  // RFC 4648, section 10
  EXPECT_EQ(to_base32(base::bytes_of("f")), "MY");
  EXPECT_EQ(to_base32(base::bytes_of("fo")), "MZXQ");
  EXPECT_EQ(to_base32(base::bytes_of("foob")), "MZXW6YQ");
  EXPECT_EQ(to_base32(base::bytes_of("foobar")), "MZXW6YTBOI");
  EXPECT_EQ(code_uri(kKey, "The valley", "north.duty"),
            "otpauth://totp/The%20valley:north.duty?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
            "&issuer=The%20valley");
}

}  // namespace
}  // namespace truceline::app
