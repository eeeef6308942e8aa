// SPDX-License-Identifier: Apache-2.0
#include "views/language.hpp"

#include <gtest/gtest.h>

namespace truceline::views {
namespace {

TEST(Language, the_header_s_weights_decide) {
  EXPECT_EQ(preferred_language("ar"), Lang::ar);
  EXPECT_EQ(preferred_language("ar-SY, en;q=0.5"), Lang::ar);
  EXPECT_EQ(preferred_language("en;q=0.5, ar;q=0.7"), Lang::ar);
  EXPECT_EQ(preferred_language("AR;q=0.2, fr, en;q=0.3"), Lang::en);
  EXPECT_EQ(preferred_language("en, ar"), Lang::en);
  EXPECT_EQ(preferred_language("ar;q=0"), Lang::en);
}

TEST(Language, what_makes_no_sense_is_english) {
  for (const char* header : {"", ",;,", "fr-FR, de", "arabic", "ar;q=x", "*"})
    EXPECT_EQ(preferred_language(header), Lang::en) << header;
}

}  // namespace
}  // namespace truceline::views
