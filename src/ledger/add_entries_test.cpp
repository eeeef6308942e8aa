// SPDX-License-Identifier: Apache-2.0
#include "ledger/add_entries.hpp"

#include <gtest/gtest.h>

#include "base/limits.hpp"
#include "ledger/test_log.hpp"

namespace truceline::ledger {
namespace {

/// A request for [start, end) of the numbered log, with its first `packages`.
base::Bytes request(const Tree& tree, std::uint64_t start, std::uint64_t end,
                    std::uint64_t packages) {
  base::Bytes body;
  EXPECT_TRUE(append_upload_range({"l.example", start, end, {7, 8}}, body));
  for (std::uint64_t i = 0; i < packages; ++i) {
    const PackageRange range = package_range(start, end, i);
    std::vector<std::string> texts;
    for (std::uint64_t n = range.start; n < range.end; ++n) texts.push_back(numbered_entry(n));
    const std::vector<base::BytesView> entries = [&] {
      std::vector<base::BytesView> views;
      for (const std::string& text : texts) views.push_back(base::bytes_of(text));
      return views;
    }();
    EXPECT_TRUE(append_package(range, entries, tree, end, body));
  }
  return body;
}

std::vector<base::Hash> held_before(const PackageRange& range) {
  std::vector<base::Hash> held;
  for (std::uint64_t i = range.subtree_start; i < range.start; ++i)
    held.push_back(numbered_leaf(i));
  return held;
}

/// How many packages of `body` read and verify against the tree of upload_end.
std::uint64_t verified_packages(const Tree& tree, base::BytesView body) {
  auto reader = AddEntriesReader::open(body);
  if (!reader) return 0;
  const std::uint64_t end = reader->upload().upload_end;
  if (end > tree.size().value) return 0;
  for (std::uint64_t count = 0;; ++count) {
    const auto range = reader->next_range();
    const auto package = reader->next();
    if (!package || !*package) return count;
    if (!verify_package(*range, held_before(*range), **package, end, *tree.root({end})))
      return count;
  }
}

TEST(AddEntries, PackagesEndWhereTilesEnd) {
  EXPECT_EQ(package_count(5, 5), 0U);
  EXPECT_EQ(package_count(0, 1), 1U);
  EXPECT_EQ(package_count(255, 257), 2U);
  EXPECT_EQ(package_count(0, 8192), 32U);
  EXPECT_EQ(package_range(300, 700, 0), (PackageRange{256, 300, 512}));
  EXPECT_EQ(package_range(300, 700, 1), (PackageRange{512, 512, 700}));
  EXPECT_EQ(package_range(3, 5, 0), (PackageRange{0, 3, 5}));
  EXPECT_DEATH((void)package_range(0, 256, 1), "broken invariant");
}

TEST(AddEntries, TheBytesAreThoseOfTheSpecification) {
  // Origin, upload_start, upload_end, ticket; one entry; no hash, for the subtree is the tree.
  EXPECT_EQ(base::to_hex(request(numbered_tree(2), 1, 2, 1)),
            "00096c2e6578616d706c6500000000000000010000000000000002000207080007656e747279203100");
  // A package that is not the whole tree ends with the number of its hashes and the hashes.
  const Tree tree = numbered_tree(257);
  const base::Bytes body = request(tree, 255, 257, 1);
  const std::string sibling = base::to_hex(numbered_leaf(256));
  EXPECT_TRUE(base::to_hex(body).ends_with("0009" + base::to_hex(base::bytes_of("entry 255")) +
                                           "01" + sibling));
}

TEST(AddEntries, EveryPackageOfManyRangesVerifies) {
  const Tree tree = numbered_tree(1500);
  for (const std::uint64_t end : {1U, 255U, 256U, 257U, 700U, 1024U, 1499U, 1500U})
    for (const std::uint64_t start : {0U, 1U, 254U, 256U, 300U, 513U, 1400U}) {
      if (start >= end) continue;
      const std::uint64_t packages = package_count(start, end);
      EXPECT_EQ(verified_packages(tree, request(tree, start, end, packages)), packages)
          << start << " to " << end;
      EXPECT_EQ(verified_packages(tree, request(tree, start, end, packages - 1)), packages - 1);
    }
}

TEST(AddEntries, ARequestOfNothingHasNoPackage) {
  const Tree tree = numbered_tree(3);
  const base::Bytes body = request(tree, 3, 3, 0);
  auto reader = AddEntriesReader::open(body);
  ASSERT_TRUE(reader);
  EXPECT_EQ(reader->next_range(), std::nullopt);
  const auto next = reader->next();
  ASSERT_TRUE(next);
  EXPECT_FALSE(next->has_value());
  EXPECT_EQ(reader->upload(), (UploadRange{"l.example", 3, 3, {7, 8}}));
}

TEST(AddEntries, WhatCameBeforeATruncationStaysGood) {
  const Tree tree = numbered_tree(300);
  const base::Bytes body = request(tree, 250, 300, 2);
  const std::size_t first = request(tree, 250, 300, 1).size();
  for (std::size_t size = 0; size < body.size(); ++size)
    ASSERT_EQ(verified_packages(tree, base::BytesView(body).first(size)), size >= first ? 1U : 0U);
}

TEST(AddEntries, EverySingleBitFlippedInAPackageIsFound) {
  const Tree tree = numbered_tree(300);
  const base::Bytes body = request(tree, 290, 300, 1);
  base::Bytes head;
  ASSERT_TRUE(append_upload_range({"l.example", 290, 300, {7, 8}}, head));
  ASSERT_EQ(verified_packages(tree, body), 1U);
  for (std::size_t bit = head.size() * 8; bit < body.size() * 8; ++bit) {
    base::Bytes bad = body;
    bad[bit / 8] = static_cast<std::uint8_t>(bad[bit / 8] ^ (1U << bit % 8));
    ASSERT_EQ(verified_packages(tree, bad), 0U) << "bit " << bit;
  }
}

TEST(AddEntries, BytesAfterTheLastPackageAreAnError) {
  const Tree tree = numbered_tree(3);
  base::Bytes body = request(tree, 0, 3, 1);
  body.push_back(0);
  auto reader = AddEntriesReader::open(body);
  ASSERT_TRUE(reader);
  ASSERT_TRUE(reader->next());
  EXPECT_FALSE(reader->next());
}

TEST(AddEntries, TheLimitsAreKept) {
  const Tree tree = numbered_tree(33 * 256);
  const base::Bytes body = request(tree, 0, 33 * 256, 33);
  EXPECT_EQ(verified_packages(tree, body), 32U);
  base::Bytes out;
  EXPECT_EQ(append_upload_range({std::string(256, 'o'), 0, 1, {}}, out).error().code,
            base::ErrorCode::too_large);
  EXPECT_EQ(append_upload_range({"o", 0, 1, base::Bytes(base::limits::kTicketBytes + 1)}, out)
                .error()
                .code,
            base::ErrorCode::too_large);
  EXPECT_FALSE(append_upload_range({"", 0, 1, {}}, out));
  EXPECT_FALSE(append_upload_range({"o", 2, 1, {}}, out));
  EXPECT_FALSE(append_upload_range({"o", 0, std::uint64_t{1} << 63U, {}}, out));
  EXPECT_TRUE(out.empty());
  EXPECT_EQ(AddEntriesReader::open(base::Bytes(base::limits::kAddEntriesBytes + 1)).error().code,
            base::ErrorCode::too_large);
  const std::vector<base::BytesView> entries{base::bytes_of("x")};
  EXPECT_EQ(append_package({0, 0, 1}, entries, numbered_tree(1), 2, out).error().code,
            base::ErrorCode::not_found);
}

}  // namespace
}  // namespace truceline::ledger
