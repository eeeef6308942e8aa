// SPDX-License-Identifier: Apache-2.0
#include "app/witness_store.hpp"

#include <atomic>
#include <fstream>
#include <gtest/gtest.h>
#include <thread>

#include "app/failing_vfs.hpp"
#include "app/temporary_folder.hpp"
#include "ledger/cosigner_store_conformance.hpp"
#include "ledger/small_log.hpp"
#include "ledger/witness.hpp"

namespace truceline::ledger {

class WitnessStoreOnDisk {
 public:
  WitnessStoreOnDisk() {
    EXPECT_TRUE(app::SqliteWitnessStore::create(folder_.path() / "witness.sqlite"));
    store_ = *app::SqliteWitnessStore::open(folder_.path() / "witness.sqlite");
  }
  WitnessStore& store() { return *store_; }

 private:
  app::TemporaryFolder folder_;
  std::unique_ptr<app::SqliteWitnessStore> store_;
};
INSTANTIATE_TYPED_TEST_SUITE_P(Sqlite, WitnessStoreConformance, WitnessStoreOnDisk);

}  // namespace truceline::ledger

namespace truceline::app {
namespace {

class WitnessStoreTest : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(SqliteWitnessStore::create(path_)); }

  std::unique_ptr<SqliteWitnessStore> open(const SqliteOptions& options = {}) {
    auto store = SqliteWitnessStore::open(path_, options);
    EXPECT_TRUE(store) << store.error().to_string();
    return store ? *std::move(store) : nullptr;
  }

  TemporaryFolder folder_;
  std::filesystem::path path_ = folder_.path() / "witness.sqlite";
};

TEST_F(WitnessStoreTest, remembers_after_it_was_closed) {
  ASSERT_TRUE(open()->replace("a", "", "one"));
  ASSERT_TRUE(open()->replace("a", "one", "two"));
  EXPECT_EQ(**open()->latest("a"), "two");
  EXPECT_EQ(open()->replace("a", "one", "three").error().code, base::ErrorCode::conflict);
}

TEST_F(WitnessStoreTest, two_on_one_file_take_turns) {
  const auto one = open();
  const auto two = open();
  ASSERT_TRUE(one->replace("a", "", "one"));
  EXPECT_EQ(two->replace("a", "", "other").error().code, base::ErrorCode::conflict);
  ASSERT_TRUE(two->replace("a", "one", "two"));
  EXPECT_EQ(**one->latest("a"), "two");
}

TEST_F(WitnessStoreTest, is_not_found_damaged_while_another_process_cosigns) {
  const auto cosigner = open();
  std::atomic<bool> done = false;
  std::thread other([&] {
    std::string last;
    for (int i = 0; i < 300; ++i) {
      std::string next = "note " + std::to_string(i);
      EXPECT_TRUE(cosigner->replace("a", last, next));
      last = std::move(next);
    }
    done = true;
  });
  do open();
  while (!done && !HasFailure());
  other.join();
}

TEST_F(WitnessStoreTest, a_missing_memory_is_never_made_anew) {
  const auto absent = SqliteWitnessStore::open(folder_.path() / "other.sqlite");
  ASSERT_FALSE(absent);
  EXPECT_EQ(absent.error().code, base::ErrorCode::not_found);
  EXPECT_NE(absent.error().mend.find("never restore an older one"), std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(folder_.path() / "other.sqlite"));
  EXPECT_EQ(SqliteWitnessStore::create(path_).error().code, base::ErrorCode::conflict);
}

TEST_F(WitnessStoreTest, another_programs_file_is_refused) {
  SqliteConnection other = *SqliteConnection::open(folder_.path() / "x.sqlite",
                                                   SqliteConnection::Mode::create, 0, nullptr);
  ASSERT_TRUE(other.execute("CREATE TABLE t (x)"));
  EXPECT_EQ(SqliteWitnessStore::open(folder_.path() / "x.sqlite").error().code,
            base::ErrorCode::invalid_input);
}

TEST_F(WitnessStoreTest, a_failed_sync_ends_the_process_before_anything_is_answered) {
  register_failing_vfs();
  EXPECT_EXIT(
      {
        const auto store = open({.vfs = kFailingVfs});
        static_cast<void>(store->replace("a", "", "one"));
        disk_faults.sync_code = SQLITE_IOERR_FSYNC;
        static_cast<void>(store->replace("a", "one", "two"));
        std::exit(0);
      },
      testing::ExitedWithCode(74), "what is not surely on disk must not be signed");
  const std::string kept = **open()->latest("a");
  EXPECT_TRUE(kept == "one" || kept == "two") << kept;
}

/// Bits of the file flipped, one at a time: a witness that starts with it either says that its
/// memory is damaged, or remembers exactly what it cosigned. It never cosigns the other history.
TEST_F(WitnessStoreTest, a_flipped_bit_never_lets_it_cosign_another_history) {
  ledger::SmallLog log("ledger.example/valley");
  ledger::SmallLog fork("ledger.example/valley");
  log.grow(10);
  fork.grow(3);
  fork.grow(9, "other");
  const ledger::Cosigner cosigner = ledger::test_cosigner("w", 9);
  {
    const auto store = open();
    auto witness = ledger::Witness::open(cosigner, {log.known()}, *store);
    ASSERT_TRUE(witness);
    ASSERT_EQ(witness->add_checkpoint(log.request(0, 10), 1'500'000'000).status, 200);
  }
  std::string whole;
  {
    std::ifstream in(path_, std::ios::binary);
    whole.assign(std::istreambuf_iterator<char>(in), {});
  }
  ASSERT_GE(whole.size(), 4096U);
  std::size_t noticed = 0;
  std::size_t at = 0;
  // A sample of what is used, and a thinner one of the free space between.
  while (at < whole.size() * 8) {
    std::string changed = whole;
    changed[at / 8] = static_cast<char>(static_cast<unsigned char>(changed[at / 8]) ^ 1U << at % 8);
    at += whole[at / 8] == 0 ? 997 : 11;
    std::ofstream(path_, std::ios::binary) << changed;
    const auto store = SqliteWitnessStore::open(path_);
    if (!store) {
      ++noticed;
      continue;
    }
    auto witness = ledger::Witness::open(cosigner, {log.known()}, **store);
    if (!witness) {
      ++noticed;
      continue;
    }
    ASSERT_NE(witness->add_checkpoint(fork.request(0, 12), 1'500'000'001).status, 200)
        << "bit " << at;
    ASSERT_NE(witness->add_checkpoint(fork.request(3, 12), 1'500'000'001).status, 200)
        << "bit " << at;
  }
  EXPECT_GT(noticed, 0U);
}

}  // namespace
}  // namespace truceline::app
