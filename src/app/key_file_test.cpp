// SPDX-License-Identifier: Apache-2.0
#include "app/key_file.hpp"

#include <gtest/gtest.h>

#include "app/files.hpp"
#include "app/temporary_folder.hpp"

namespace truceline::app {
namespace {

TEST(KeyFile, a_key_that_was_made_can_be_read_and_signs_the_same) {
  const TemporaryFolder folder;
  const auto path = folder.path() / "north.key";
  const auto made = make_key_file(path, "north");
  ASSERT_TRUE(made) << made.error().to_string();
  const auto read = read_key_file(path);
  ASSERT_TRUE(read) << read.error().to_string();
  EXPECT_EQ(read->name, "north");
  EXPECT_EQ(read->key.public_key(), made->key.public_key());
  EXPECT_EQ(read->key.sign(base::bytes_of("x")), made->key.sign(base::bytes_of("x")));
}

TEST(KeyFile, a_key_is_never_overwritten) {
  const TemporaryFolder folder;
  ASSERT_TRUE(make_key_file(folder.path() / "k", "north"));
  const auto again = make_key_file(folder.path() / "k", "north");
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, base::ErrorCode::conflict);
}

TEST(KeyFile, a_key_that_others_may_read_is_refused) {
  const TemporaryFolder folder;
  const auto path = folder.path() / "k";
  ASSERT_TRUE(make_key_file(path, "north"));
  std::filesystem::permissions(path, std::filesystem::perms(0644));
  const auto read = read_key_file(path);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, base::ErrorCode::forbidden);
  EXPECT_NE(read.error().mend.find("chmod 600"), std::string::npos);
}

TEST(KeyFile, every_changed_byte_is_noticed_or_harmless) {
  const TemporaryFolder folder;
  const auto path = folder.path() / "k";
  const auto made = make_key_file(path, "north");
  const std::string good = *read_file(path, 4096);
  for (std::size_t i = 0; i < good.size(); ++i) {
    std::string bad = good;
    bad[i] = bad[i] == 'x' ? 'y' : 'x';
    ASSERT_TRUE(write_file(path, bad, FileMode::secret));
    const auto read = read_key_file(path);
    if (!read) continue;
    EXPECT_EQ(read->key.public_key(), made->key.public_key()) << "byte " << i;
  }
}

}  // namespace
}  // namespace truceline::app
