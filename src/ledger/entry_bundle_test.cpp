// SPDX-License-Identifier: Apache-2.0
#include "ledger/entry_bundle.hpp"

#include <gtest/gtest.h>

#include "base/limits.hpp"

namespace truceline::ledger {
namespace {

TEST(EntryBundle, IsLengthAndBytesOfEachEntry) {
  const std::string long_entry(258, 'x');
  const std::vector<base::BytesView> entries{base::bytes_of("first"), base::bytes_of(""),
                                             base::bytes_of(long_entry)};
  const base::Bytes bundle = *format_bundle(entries);
  EXPECT_EQ(base::to_hex(base::BytesView(bundle).first(13)),
            "0005666972737400000102"
            "7878");
  EXPECT_EQ(bundle.size(), 2 + 5 + 2 + 2 + 258U);
  const auto read = parse_bundle(bundle);
  ASSERT_TRUE(read) << read.error().to_string();
  ASSERT_EQ(read->size(), 3U);
  EXPECT_EQ(base::text_of(read->at(0)), "first");
  EXPECT_EQ(base::text_of(read->at(1)), "");
  EXPECT_EQ(base::text_of(read->at(2)), long_entry);
}

TEST(EntryBundle, CutShortAnywhereButBetweenEntriesIsRefused) {
  const std::vector<base::BytesView> entries{base::bytes_of("first"), base::bytes_of("second")};
  const base::Bytes bundle = *format_bundle(entries);
  for (std::size_t size = 0; size < bundle.size(); ++size)
    EXPECT_EQ(parse_bundle(base::BytesView(bundle).first(size)).has_value(), size == 7) << size;
}

TEST(EntryBundle, TheLimitsAreKept) {
  const base::Bytes largest(base::limits::kEntryBytes, 7);
  EXPECT_EQ(parse_bundle(*format_bundle(std::vector<base::BytesView>{largest}))->at(0).size(),
            largest.size());
  const base::Bytes beyond(base::limits::kEntryBytes + 1, 7);
  EXPECT_EQ(format_bundle(std::vector<base::BytesView>{beyond}).error().code,
            base::ErrorCode::too_large);
  std::vector<base::BytesView> entries(256, base::bytes_of("x"));
  base::Bytes bundle = *format_bundle(entries);
  EXPECT_EQ(parse_bundle(bundle)->size(), 256U);
  ASSERT_TRUE(append_bundled(base::bytes_of("x"), bundle));
  EXPECT_EQ(parse_bundle(bundle).error().code, base::ErrorCode::too_large);
  entries.push_back(base::bytes_of("x"));
  EXPECT_EQ(format_bundle(entries).error().code, base::ErrorCode::too_large);
  EXPECT_FALSE(format_bundle({}));
}

}  // namespace
}  // namespace truceline::ledger
