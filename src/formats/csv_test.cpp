// SPDX-License-Identifier: Apache-2.0
#include "formats/csv.hpp"

#include <gtest/gtest.h>
#include <random>

#include "formats/csv_writer.hpp"

namespace truceline::formats {
namespace {

struct Row {
  std::uint64_t line;
  std::vector<std::string> fields;
  std::string fault;
  friend bool operator==(const Row&, const Row&) = default;
};

struct Scan {
  std::vector<Row> rows;
  std::string error;
};

Scan scan(std::string_view text, std::size_t chunk = 1 << 20, CsvLimits limits = {}) {
  Scan seen;
  CsvScanner scanner(
      [&](const CsvRow& row) {
        seen.rows.push_back({row.line,
                             {row.fields.begin(), row.fields.end()},
                             row.fault == nullptr ? "" : row.fault->to_string()});
      },
      limits);
  base::Result<void> result;
  for (std::size_t at = 0; result && at < text.size(); at += chunk)
    result = scanner.feed(text.substr(at, chunk));
  if (result) result = scanner.finish();
  if (!result) seen.error = result.error().to_string();
  return seen;
}

using Fields = std::vector<std::string>;

TEST(Csv, reads_fields_and_the_lines_rows_start_on) {
  const Scan s = scan("a,b\n1,\"x\ny, \"\"z\"\"\"\n\n3,4\n");
  ASSERT_EQ(s.rows.size(), 3U);
  EXPECT_EQ(s.rows[0], (Row{1, {"a", "b"}, ""}));
  EXPECT_EQ(s.rows[1], (Row{2, {"1", "x\ny, \"z\""}, ""}));
  EXPECT_EQ(s.rows[2], (Row{5, {"3", "4"}, ""}));
  EXPECT_EQ(s.error, "");
}

TEST(Csv, a_byte_order_mark_crlf_and_a_missing_last_line_end_change_nothing) {
  const Scan plain = scan("a,b\n\"1\",2\n");
  EXPECT_EQ(scan("\xEF\xBB\xBF"
                 "a,b\r\n\"1\",2\r\n")
                .rows,
            plain.rows);
  EXPECT_EQ(scan("a,b\r\n\"1\",2").rows, plain.rows);
  EXPECT_EQ(scan("a,b\n\"1\",2\r").rows[1].fields, (Fields{"1", "2\r"}));
  EXPECT_EQ(scan("a\r\n\"1\"\r").rows[1].fields, (Fields{"1"}));
  EXPECT_EQ(scan("\xEF\xBB\xBF\"a\",b").rows[0].fields, (Fields{"a", "b"}));
}

TEST(Csv, empty_fields_are_fields) {
  EXPECT_EQ(scan(",\n").rows[0].fields, (Fields{"", ""}));
  EXPECT_EQ(scan("a,").rows[0].fields, (Fields{"a", ""}));
  EXPECT_EQ(scan("\"\"").rows[0].fields, (Fields{""}));
  EXPECT_EQ(scan("\"\",\"\"\"\"").rows[0].fields, (Fields{"", "\""}));
  EXPECT_TRUE(scan("").rows.empty());
  EXPECT_TRUE(scan("\n\r\n\n").rows.empty());
  EXPECT_EQ(scan("a").rows[0].fields, (Fields{"a"}));
}

TEST(Csv, a_quote_inside_a_bare_field_is_a_letter) {
  EXPECT_EQ(scan("5\" shell,\"x\"\n").rows[0], (Row{1, {"5\" shell", "x"}, ""}));
}

TEST(Csv, an_unclosed_quote_is_an_error_naming_the_line_it_opened) {
  const Scan s = scan("a,b\n1,2\n3,\"open\n4,5\n");
  EXPECT_EQ(s.rows.size(), 2U);
  EXPECT_TRUE(s.error.starts_with("line 3: the quote opened here is never closed")) << s.error;
  EXPECT_TRUE(scan("\"a\nb\",\"c").error.starts_with("line 2:"));
}

TEST(Csv, text_after_a_closing_quote_spoils_that_row_only) {
  const Scan s = scan("\"a\"b,c\n\"d\"\re,f\n1,2\n");
  ASSERT_EQ(s.rows.size(), 3U);
  EXPECT_TRUE(s.rows[0].fault.starts_with("text follows a closing quote"));
  EXPECT_TRUE(s.rows[1].fault.starts_with("text follows a closing quote"));
  EXPECT_EQ(s.rows[2], (Row{3, {"1", "2"}, ""}));
}

TEST(Csv, latin1_and_nul_spoil_their_rows_only) {
  const Scan s = scan(std::string_view("a,b\ncaf\xE9,1\nx\0y,2\nok,3\n", 22));
  ASSERT_EQ(s.rows.size(), 4U);
  EXPECT_EQ(s.rows[1].fault,
            "the file is not UTF-8 (byte 0xE9): it looks like Latin-1 (convert it with: iconv -f "
            "latin1 -t utf8)");
  EXPECT_TRUE(s.rows[2].fault.starts_with("the row holds a NUL byte"));
  EXPECT_EQ(s.rows[3].fault, "");
}

TEST(Csv, utf16_is_refused_whole) {
  EXPECT_TRUE(scan(std::string_view("\xFF\xFE"
                                    "a\0",
                                    4))
                  .error.starts_with("line 1: the file is UTF-16"));
  EXPECT_TRUE(scan("\xFF\xFE").error.starts_with("line 1: the file is UTF-16"));
}

TEST(Csv, limits_are_errors_not_truncations) {
  const CsvLimits small{.field_bytes = 4, .row_bytes = 20, .columns = 3};
  const Scan s = scan("abcd,1\nabcde,1\na,b,c\na,b,c,d\nok,1\n", 7, small);
  ASSERT_EQ(s.rows.size(), 5U);
  EXPECT_EQ(s.rows[0].fault, "");
  EXPECT_EQ(s.rows[1].fault, "a field is longer than 4 bytes");
  EXPECT_EQ(s.rows[2].fault, "");
  EXPECT_EQ(s.rows[3].fault, "4 columns are more than 3");
  EXPECT_EQ(s.rows[4].fault, "");
  const Scan open = scan("a\n\"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", 7, small);
  EXPECT_EQ(open.error,
            "line 2: the row is longer than 20 bytes (the quote opened in line 2 may never be "
            "closed)");
}

TEST(Csv, chunks_of_any_size_give_the_same_rows) {
  const std::string text =
      "\xEF\xBB\xBFid,\"te\"\"xt\"\r\n1,\"a\r\nb, \"\"c\"\"\"\r\n\r\n2,\xE2\x80\x99\n\"3\"x,\n4,"
      "\"\"\n\"5\",\"last\"";
  const Scan whole = scan(text);
  ASSERT_EQ(whole.rows.size(), 6U);
  for (std::size_t chunk = 1; chunk <= 100; ++chunk) EXPECT_EQ(scan(text, chunk).rows, whole.rows);
}

TEST(Csv, what_is_written_is_read_back) {
  std::mt19937 random(20170506);
  constexpr std::string_view kLetters = "a\",\n\r 1\tz";
  for (int round = 0; round < 2000; ++round) {
    std::vector<Fields> rows(1 + random() % 4);
    std::string text;
    for (Fields& row : rows) {
      row.resize(1 + random() % 4);
      for (std::string& field : row)
        for (std::size_t n = random() % 6; n > 0; --n)
          field += kLetters[random() % kLetters.size()];
      append_csv_row(text, std::vector<std::string_view>(row.begin(), row.end()));
    }
    const Scan s = scan(text, 1 + random() % 9);
    ASSERT_EQ(s.error, "") << text;
    ASSERT_EQ(s.rows.size(), rows.size()) << text;
    for (std::size_t i = 0; i < rows.size(); ++i) ASSERT_EQ(s.rows[i].fields, rows[i]) << text;
  }
}

}  // namespace
}  // namespace truceline::formats
