// SPDX-License-Identifier: Apache-2.0
#include "formats/tidy_text.hpp"

#include <gtest/gtest.h>

#include "domain/field_rule.hpp"

namespace truceline::formats {
namespace {

TEST(TidyText, line_ends_become_line_feeds_and_control_characters_blanks) {
  EXPECT_EQ(tidy_text(""), "");
  EXPECT_EQ(tidy_text("Ter Ma\xE2\x80\x99la\tx"), "Ter Ma\xE2\x80\x99la\tx");
  EXPECT_EQ(tidy_text("a\r\nb\rc\nd\r"), "a\nb\nc\nd\n");
  EXPECT_EQ(tidy_text("a\ab\x7F"), "a b ");
  EXPECT_EQ(tidy_text("\xC2\x92x\xC2\xA0"), " x\xC2\xA0");
  EXPECT_EQ(tidy_text("\r\n"), "\n");
}

TEST(TidyText, what_it_returns_fits_a_statement) {
  std::string all;
  for (int c = 1; c < 0x80; ++c) all += static_cast<char>(c);
  for (int c = 0x80; c < 0xC0; ++c) {
    all += '\xC2';
    all += static_cast<char>(c);
  }
  EXPECT_TRUE(domain::flaw(all, domain::FieldRule::text));
  EXPECT_FALSE(domain::flaw(tidy_text(all), domain::FieldRule::text));
}

TEST(TidyText, a_side_is_a_list_of_names) {
  EXPECT_EQ(mentions("HTS,  FSA , ", ", "),
            (std::vector<domain::ActorMention>{{"HTS", ""}, {"FSA", ""}}));
  EXPECT_TRUE(mentions("", ", ").empty());
}

}  // namespace
}  // namespace truceline::formats
