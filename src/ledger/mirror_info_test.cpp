// SPDX-License-Identifier: Apache-2.0
#include "ledger/mirror_info.hpp"

#include <gtest/gtest.h>

#include "base/limits.hpp"

namespace truceline::ledger {
namespace {

TEST(MirrorInfo, IsThreeLines) {
  const MirrorInfo info{{70'000}, 256, {1, 2, 3}};
  EXPECT_EQ(format_mirror_info(info), "70000\n256\nAQID\n");
  EXPECT_EQ(*parse_mirror_info("70000\n256\nAQID\n"), info);
  const MirrorInfo bare{{0}, 0, {}};
  EXPECT_EQ(format_mirror_info(bare), "0\n0\n\n");
  EXPECT_EQ(*parse_mirror_info("0\n0\n\n"), bare);
}

TEST(MirrorInfo, BrokenFormsAreRefused) {
  for (const char* body : {"", "1\n", "1\n2\n", "1\n2\nAQID", "1\n2\nAQID\n\n", "01\n2\n\n",
                           "1\n-2\n\n", "1\n2\nAQI\n", "1\r\n2\n\n", "\n\n\n", "1\n2\n\nx"})
    EXPECT_FALSE(parse_mirror_info(body)) << body;
  const base::Bytes large(base::limits::kTicketBytes + 1);
  EXPECT_EQ(parse_mirror_info("1\n2\n" + base::to_base64(large) + "\n").error().code,
            base::ErrorCode::too_large);
}

}  // namespace
}  // namespace truceline::ledger
