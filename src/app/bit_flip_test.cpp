// SPDX-License-Identifier: Apache-2.0
//
// One bit of a ledger's file is not what was written. Either a start notices, before anything is
// served or signed, or it makes no difference to anything: all reads back equal, and the log goes
// on and verifies. A sample of the bits, another one each day; with TRUCELINE_SOAK all of them.
#include <array>
#include <gtest/gtest.h>
#include <iostream>
#include <optional>

#include "app/files.hpp"
#include "app/flipped_log.hpp"
#include "app/temporary_folder.hpp"
#include "app/verify.hpp"

namespace truceline::app {
namespace {

using namespace flips;

constexpr std::uint64_t kWhole = 97;  // of the bits that make no difference, one in so many

/// The number of SQLite's variable length at `at`, which moves behind it.
std::uint64_t number_at(const std::string& file, std::size_t& at) {
  std::uint64_t value = 0;
  while (true) {
    const auto byte = static_cast<unsigned char>(file.at(at++));
    value = value << 7 | (byte & 0x7fU);
    if (byte < 0x80) return value;  // we have none of nine bytes
  }
}

/// Where the file of a database holds no values, but how and where they lie (SQLite's "Database
/// File Format", 1.3 and 1.6): its header, the headers of its pages, where the cells are, and the
/// head of each cell up to its first value. One damaged bit in a hundred is there.
std::vector<std::uint64_t> structure_of(const std::string& file) {
  constexpr std::size_t kPage = 16384;
  constexpr unsigned char kTableInside = 5;
  constexpr unsigned char kTableLeaf = 13;
  constexpr unsigned char kIndexInside = 2;
  const auto pair_at = [&](std::size_t at) {
    return static_cast<std::size_t>(static_cast<unsigned char>(file.at(at))) << 8 |
           static_cast<unsigned char>(file.at(at + 1));
  };
  std::vector<std::uint64_t> bytes;
  const auto add = [&bytes](std::size_t from, std::size_t to) {
    for (; from < to; ++from) bytes.push_back(from);
  };
  for (std::size_t page = 0; page < file.size(); page += kPage) {
    const std::size_t header = page + (page == 0 ? 100 : 0);
    const auto type = static_cast<unsigned char>(file.at(header));
    const bool inside = type == kTableInside || type == kIndexInside;
    const std::size_t pointers = header + (inside ? 12 : 8);
    const std::size_t cells = pair_at(header + 3);
    add(page, pointers + 2 * cells);
    for (std::size_t i = 0; i < cells; ++i) {
      const std::size_t cell = page + pair_at(pointers + 2 * i);
      std::size_t at = cell + (inside ? 4 : 0);
      number_at(file, at);  // the length; of a page inside a table, the key, and nothing else
      if (type == kTableLeaf) number_at(file, at);  // the key
      std::size_t record = at;
      if (type != kTableInside) at += number_at(file, record);
      add(cell, at);
    }
  }
  return bytes;
}

class BitFlipTest : public testing::Test {
 protected:
  struct Counts {
    std::uint64_t noticed = 0;
    std::uint64_t no_difference = 0;
    std::uint64_t refused = 0;  // where SQLite notes what is free
  };

  void SetUp() override {
    ASSERT_TRUE(SqliteStore::create(path_));
    const auto store = *SqliteStore::open(path_, SqliteStore::Mode::write);
    ASSERT_TRUE(begin_policy(*store, policy()));
    auto log = *ledger::Log::open(*store, log_key());
    auto signer = *ledger::CheckpointSigner::open(*store, {kOrigin, key_number(1)});
    for (std::uint64_t n = 0; n < kEntries; n += 20) {
      std::vector<ledger::Record> records;
      for (int i = 0; i < 20; ++i) records.push_back(words_.next());
      ASSERT_TRUE(log.append(records));
      if (n + 20 == kEntries) break;  // the last are sequenced and not signed
      const auto published = signer.publish();
      ASSERT_TRUE(published);
      if (n % 100 != 0) continue;
      ASSERT_TRUE(store->add_cosigned(published->size, cosigned(published->checkpoint)));
    }
    ASSERT_TRUE(store->erase({kErased}));
    next_ = words_.next();
  }

  /// A copy goes on and is signed as the honest one would be, or the first append is refused.
  void expect_goes_on(std::uint64_t bit, Counts& counts) {
    const std::filesystem::path copy = folder_.path() / "copy.sqlite";
    std::filesystem::copy_file(path_, copy, std::filesystem::copy_options::overwrite_existing);
    {
      const auto store = *SqliteStore::open(copy, SqliteStore::Mode::write);
      const auto appended = ledger::Log::open(*store, log_key())->append(std::array{next_});
      if (!appended) {
        ASSERT_EQ(appended.error().code, base::ErrorCode::corrupt) << bit;
        ++counts.refused;
        return;
      }
      const auto signer = ledger::CheckpointSigner::open(*store, {kOrigin, key_number(1)});
      ASSERT_TRUE(ledger::CheckpointSigner(*signer).publish()) << bit;
    }
    const auto store = SqliteStore::open(copy, SqliteStore::Mode::read_only);
    ASSERT_TRUE(store) << bit;
    const auto values = values_of(**store);
    ASSERT_TRUE(values) << bit << ": " << values.error().to_string();
    if (!goes_on_) goes_on_ = *values;
    ASSERT_TRUE(*values == *goes_on_) << bit << " changed what the next append left";
    if (bit % kWhole == 0) expect_verifies(**store, bit);
  }

  static void expect_verifies(ledger::Store& store, std::uint64_t bit) {
    const auto verified = verify_log(store, kOrigin, key_number(1).public_key(), {0}, {});
    ASSERT_TRUE(verified) << bit << ": " << verified.error().to_string();
    EXPECT_EQ(verified->faults_total, 0U) << bit;
    EXPECT_EQ(verified->size.value, kEntries + 1) << bit;
    EXPECT_EQ(verified->bodies_absent, 1U) << bit;
  }

  /// What is served and signed is a function of what the store hands out. So where that is as
  /// written, only some bits are followed to the end; where it is not, a start has to refuse.
  void expect_harmless(std::uint64_t bit, Counts& counts) {
    const auto store = SqliteStore::open(path_, SqliteStore::Mode::write);
    const auto values = store ? values_of(**store) : Result<std::string>(store.error());
    if (values && *values == *honest_) {
      ++counts.no_difference;
      if (bit % kWhole == 0) {
        ASSERT_TRUE(start_on(**store)) << bit;
      }
      expect_goes_on(bit, counts);
      return;
    }
    ++counts.noticed;
    if (store) {
      ASSERT_FALSE(start_on(**store)) << "bit " << bit << " would be served or signed";
    }
  }

  void flip_each(const std::vector<std::uint64_t>& bits) {
    {
      const auto store = *SqliteStore::open(path_, SqliteStore::Mode::write);
      honest_ = *values_of(*store);
      ASSERT_TRUE(start_on(*store));
    }
    Counts counts;
    expect_goes_on(0, counts);  // as it is: what all others are held against
    for (const std::uint64_t bit : bits) {
      const Flipped flipped(path_, bit);
      expect_harmless(bit, counts);
      ASSERT_FALSE(HasFailure()) << "bit " << bit;
    }
    std::cout << bits.size() << " of " << std::filesystem::file_size(path_) * 8
              << " bits: " << counts.noticed << " noticed, " << counts.no_difference
              << " without any difference (" << counts.refused
              << " of them refuse the next append), 0 served or signed\n";
    EXPECT_TRUE(*values_of(**SqliteStore::open(path_, SqliteStore::Mode::write)) == *honest_);
  }

  TemporaryFolder folder_;
  std::filesystem::path path_ = folder_.path() / "ledger.sqlite";
  Words words_;
  ledger::Record next_;
  std::optional<std::string> honest_;   // values_of() the ledger as written
  std::optional<std::string> goes_on_;  // and of its copy after one more entry
};

TEST_F(BitFlipTest, EveryBitIsNoticedBeforeAnythingIsServedOrSignedOrMakesNoDifference) {
  const std::uint64_t bits = std::filesystem::file_size(path_) * 8;
  const Share share = share_to_flip(15'881);
  std::vector<std::uint64_t> some;
  for (std::uint64_t bit = share.first; bit < bits; bit += share.step) some.push_back(bit);
  flip_each(some);
}

TEST_F(BitFlipTest, EveryBitThatSaysWhereAndOfWhatTypeAValueIsLikewise) {
  const std::vector<std::uint64_t> bytes = structure_of(*read_file(path_, 64 * 1024 * 1024));
  const Share share = share_to_flip(101);
  std::vector<std::uint64_t> some;
  for (std::uint64_t n = share.first; n < bytes.size() * 8; n += share.step)
    some.push_back(bytes[n / 8] * 8 + n % 8);
  flip_each(some);
}

}  // namespace
}  // namespace truceline::app
