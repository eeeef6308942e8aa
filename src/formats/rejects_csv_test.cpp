// SPDX-License-Identifier: Apache-2.0
#include "formats/rejects_csv.hpp"

#include <gtest/gtest.h>

#include "formats/csv.hpp"

namespace truceline::formats {
namespace {

TEST(RejectsCsv, reads_back_as_a_table) {
  const RejectedRow row{17, "ucdp:5", "latitude: 'x' is no number", "write \"36.2\"",
                        "5,\"a\nb\",caf\xE9"};
  const std::string text = rejects_csv_header() + to_rejects_csv(row);
  std::vector<std::vector<std::string>> rows;
  CsvScanner scanner([&](const CsvRow& r) {
    EXPECT_EQ(r.fault, nullptr);
    rows.emplace_back(r.fields.begin(), r.fields.end());
  });
  ASSERT_TRUE(scanner.feed(text));
  ASSERT_TRUE(scanner.finish());
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0], (std::vector<std::string>{"line", "id", "reason", "mend", "raw"}));
  EXPECT_EQ(rows[1], (std::vector<std::string>{"17", "ucdp:5", row.reason, row.mend,
                                               "5,\"a\nb\",caf\\xE9"}));
}

}  // namespace
}  // namespace truceline::formats
