// SPDX-License-Identifier: Apache-2.0
#include "formats/diagnostic_text.hpp"

#include <gtest/gtest.h>

namespace truceline::formats {
namespace {

using base::Diagnostic;
using base::DiagnosticSeverity;

Diagnostic at(std::uint32_t line, std::uint32_t column, std::uint32_t length) {
  return {DiagnosticSeverity::error, "a.yaml", line, column, length, "code", "reason", "mend it"};
}

std::string print(const Diagnostic& d, std::string_view text, bool colour = false) {
  return to_text(
      {d}, [text](std::string_view) { return std::optional(text); }, colour);
}

TEST(DiagnosticText, shows_place_reason_line_caret_and_mend) {
  EXPECT_EQ(print(at(2, 4, 3), "x\nid: two\n"),
            "a.yaml:2:4: error: reason [code]\n"
            "  2 | id: two\n"
            "    |    ^~~\n"
            "    = mend: mend it\n");
}

TEST(DiagnosticText, the_caret_stands_under_the_word_behind_Arabic_and_tabs) {
  // إدلب is four characters and eight bytes; the word begins at byte 11.
  EXPECT_EQ(print(at(1, 11, 1), "إدلب: x\n"),
            "a.yaml:1:11: error: reason [code]\n"
            "  1 | إدلب: x\n"
            "    |       ^\n"
            "    = mend: mend it\n");
  EXPECT_EQ(print(at(1, 3, 2), "a\tbc\n"),
            "a.yaml:1:3: error: reason [code]\n"
            "  1 | a   bc\n"
            "    |     ^~\n"
            "    = mend: mend it\n");
}

TEST(DiagnosticText, a_long_line_is_cut_around_the_caret) {
  const std::string line = std::string(5000, 'a') + "X" + std::string(5000, 'b');
  const std::string text = print(at(1, 5001, 1), line);
  EXPECT_LT(text.size(), 500U);
  EXPECT_NE(text.find("aaaX"), std::string::npos);
  EXPECT_NE(text.find("| ... a"), std::string::npos);
}

TEST(DiagnosticText, control_characters_never_reach_the_terminal) {
  EXPECT_EQ(print(at(1, 1, 1), "\x1b[31mred").find('\x1b'), std::string::npos);
}

TEST(DiagnosticText, a_place_beyond_the_text_or_without_text_still_prints) {
  EXPECT_EQ(print(at(9, 1, 1), "x\n"),
            "a.yaml:9:1: error: reason [code]\n"
            "    = mend: mend it\n");
  EXPECT_EQ(to_text({at(9, 1, 1)}, nullptr, false),
            "a.yaml:9:1: error: reason [code]\n"
            "    = mend: mend it\n");
  EXPECT_NE(print(at(1, 40, 7), "x\n").find(" ^\n"), std::string::npos);
}

TEST(DiagnosticText, colour_is_added_only_when_asked_for) {
  EXPECT_EQ(print(at(1, 1, 1), "x").find('\x1b'), std::string::npos);
  EXPECT_NE(print(at(1, 1, 1), "x", true).find("\x1b[1;31merror:"), std::string::npos);
}

TEST(DiagnosticText, counts_errors_and_warnings) {
  Diagnostic warning = at(1, 1, 1);
  warning.severity = DiagnosticSeverity::warning;
  EXPECT_EQ(count_text({}), "no errors, no warnings");
  EXPECT_EQ(count_text({at(1, 1, 1), warning, at(2, 1, 1)}), "2 errors, 1 warning");
}

}  // namespace
}  // namespace truceline::formats
