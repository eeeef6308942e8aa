// SPDX-License-Identifier: Apache-2.0
#include "domain/field_rule.hpp"

#include <gtest/gtest.h>
#include <string>

namespace truceline::domain {
namespace {

TEST(LowerHex64, takes_the_sixteen_digits_and_no_other_byte_at_any_position) {
  for (int byte = 0; byte < 256; ++byte) {
    const bool digit = (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'f');
    for (const std::size_t at : {std::size_t{0}, std::size_t{31}, std::size_t{63}}) {
      std::string text(64, '7');
      text[at] = static_cast<char>(byte);
      EXPECT_EQ(is_lower_hex_64(text), digit) << byte << " at " << at;
    }
  }
}

TEST(LowerHex64, takes_sixty_four_digits_and_no_other_number) {
  EXPECT_TRUE(is_lower_hex_64(std::string(64, 'f')));
  EXPECT_FALSE(is_lower_hex_64(std::string(63, 'f')));
  EXPECT_FALSE(is_lower_hex_64(std::string(65, 'f')));
  EXPECT_FALSE(is_lower_hex_64(""));
}

}  // namespace
}  // namespace truceline::domain
