// SPDX-License-Identifier: Apache-2.0
//
// One bit of the write-ahead log beside a ledger's file is not what was written: it is there after
// a kill. SQLite's checksums end that log before the damage, and it cannot tell damage from a write
// that power cut short. So a start notices, or nothing differs, or it finds the log as it was after
// an earlier commit, whole and consistent: an older copy, which witnesses tell
// (publisher_test.cpp). Never anything that the log has not been.
#include <gtest/gtest.h>
#include <iostream>
#include <set>

#include "app/files.hpp"
#include "app/flipped_log.hpp"
#include "app/temporary_folder.hpp"

namespace truceline::app {
namespace {

using namespace flips;

constexpr std::size_t kWalHeader = 32;    // SQLite's "Database File Format", 4.1
constexpr std::size_t kFrameHeader = 24;  // before each page
constexpr std::size_t kPage = 16384;

class WalFlipTest : public testing::Test {
 protected:
  /// 300 entries in three batches, each signed, none of it moved into the file; copied as a kill
  /// would leave it.
  void SetUp() override {
    const std::filesystem::path path = folder_.path() / "ledger.sqlite";
    ASSERT_TRUE(SqliteStore::create(path));
    const auto store = *SqliteStore::open(path, SqliteStore::Mode::write);
    const auto remember = [&] { been_.insert(newest_ = values_of(*store).value()); };
    remember();
    ASSERT_TRUE(begin_policy(*store, policy()));
    remember();
    auto log = *ledger::Log::open(*store, log_key());
    auto signer = *ledger::CheckpointSigner::open(*store, {kOrigin, key_number(1)});
    Words words;
    for (std::uint64_t n = 0; n < kEntries; n += 100) {
      std::vector<ledger::Record> records;
      for (int i = 0; i < 100; ++i) records.push_back(words.next());
      ASSERT_TRUE(log.append(records));
      remember();
      const auto published = signer.publish();
      ASSERT_TRUE(published);
      remember();
      ASSERT_TRUE(store->add_cosigned(published->size, cosigned(published->checkpoint)));
      remember();
    }
    std::filesystem::copy_file(path, file_);
    std::filesystem::copy_file(path.string() + "-wal", wal_);
  }

  /// Where the headers are: each byte of them, and with TRUCELINE_SOAK and without another sample
  /// of the pages.
  std::vector<std::uint64_t> bits() const {
    const std::uint64_t bytes = std::filesystem::file_size(wal_);
    std::vector<std::uint64_t> some;
    const Share headers = share_to_flip(53);
    const Share pages = share_to_flip(104'729);
    std::uint64_t n = 0;
    for (std::uint64_t byte = 0; byte < bytes; ++byte) {
      const bool header =
          byte < kWalHeader || (byte - kWalHeader) % (kFrameHeader + kPage) < kFrameHeader;
      for (int bit = 0; header && bit < 8; ++bit)
        if (n++ % headers.step == headers.first)
          some.push_back(byte * 8 + static_cast<std::uint64_t>(bit));
    }
    for (std::uint64_t bit = pages.first; bit < bytes * 8; bit += pages.step) some.push_back(bit);
    return some;
  }

  TemporaryFolder folder_;
  std::filesystem::path file_ = folder_.path() / "killed.sqlite";
  std::filesystem::path wal_ = folder_.path() / "killed.sqlite-wal";
  std::set<std::string> been_;  // values_of() the log after each commit
  std::string newest_;
};

TEST_F(WalFlipTest, ADamagedWriteAheadLogIsNoticedOrReadsAsTheLogOnceWas) {
  const std::filesystem::path copy = folder_.path() / "copy.sqlite";
  const auto options = std::filesystem::copy_options::overwrite_existing;
  std::uint64_t noticed = 0;
  std::uint64_t no_difference = 0;
  std::uint64_t earlier = 0;
  const std::vector<std::uint64_t> flipped = bits();
  for (const std::uint64_t bit : flipped) {
    std::filesystem::copy_file(file_, copy, options);
    {
      const Flipped damage(wal_, bit);
      std::filesystem::copy_file(wal_, copy.string() + "-wal", options);
    }
    {
      const auto store = SqliteStore::open(copy, SqliteStore::Mode::write);
      const auto values = store ? values_of(**store) : Result<std::string>(store.error());
      if (!values) {
        ++noticed;
        if (store) {
          ASSERT_FALSE(start_on(**store)) << bit;
        }
      } else if (*values == newest_) {
        ++no_difference;
      } else {
        ++earlier;
        ASSERT_TRUE(been_.contains(*values)) << "bit " << bit << " made up a log";
      }
    }
    std::filesystem::remove(copy.string() + "-shm");
    std::filesystem::remove(copy.string() + "-wal");
  }
  std::cout << flipped.size() << " of " << std::filesystem::file_size(wal_) * 8
            << " bits: " << noticed << " noticed, " << no_difference << " without any difference, "
            << earlier << " read as the log was after an earlier commit\n";
  EXPECT_EQ(noticed + no_difference + earlier, flipped.size());
}

}  // namespace
}  // namespace truceline::app
