// SPDX-License-Identifier: Apache-2.0
#include "app/files.hpp"

#include <gtest/gtest.h>

#include "app/temporary_folder.hpp"

namespace truceline::app {
namespace {

TEST(Files, what_is_written_is_read) {
  const TemporaryFolder folder;
  const std::string text("a\0b\n", 4);
  ASSERT_TRUE(write_file(folder.path() / "f", text, FileMode::shared));
  EXPECT_EQ(*read_file(folder.path() / "f", 100), text);
}

TEST(Files, an_absent_file_is_not_found_and_named) {
  const auto read = read_file("/nowhere/at/all", 100);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, base::ErrorCode::not_found);
  EXPECT_EQ(read.error().place, "/nowhere/at/all");
}

TEST(Files, a_file_beyond_the_limit_is_refused_not_cut) {
  const TemporaryFolder folder;
  ASSERT_TRUE(write_file(folder.path() / "f", "12345", FileMode::shared));
  EXPECT_TRUE(read_file(folder.path() / "f", 5));
  const auto read = read_file(folder.path() / "f", 4);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, base::ErrorCode::too_large);
}

TEST(Files, a_lock_is_held_once_and_freed_at_the_end) {
  const TemporaryFolder folder;
  {
    const auto first = FileLock::take(folder.path() / "l", "somebody else works here");
    ASSERT_TRUE(first);
    const auto second = FileLock::take(folder.path() / "l", "somebody else works here");
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, base::ErrorCode::conflict);
    EXPECT_EQ(second.error().reason, "somebody else works here");
  }
  EXPECT_TRUE(FileLock::take(folder.path() / "l", "somebody else works here"));
}

TEST(Files, listing_is_sorted_and_by_extension) {
  const TemporaryFolder folder;
  for (const char* name : {"b.yaml", "a.yaml", "c.json"})
    ASSERT_TRUE(write_file(folder.path() / name, "", FileMode::shared));
  const auto found = files_in(folder.path(), ".yaml");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].filename(), "a.yaml");
  EXPECT_TRUE(files_in(folder.path() / "absent", ".yaml").empty());
}

}  // namespace
}  // namespace truceline::app
