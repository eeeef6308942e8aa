// SPDX-License-Identifier: Apache-2.0
#include "app/sqlite_store.hpp"

#include <array>
#include <atomic>
#include <chrono>
#include <fstream>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include "app/failing_vfs.hpp"
#include "app/files.hpp"
#include "app/temporary_folder.hpp"
#include "ledger/checkpoint_signer.hpp"
#include "ledger/log.hpp"
#include "ledger/store_conformance.hpp"
#include "ledger/tree.hpp"

namespace truceline::ledger {
namespace {

struct OnDisk {
  OnDisk() {
    EXPECT_TRUE(app::SqliteStore::create(folder.path() / "ledger.db"));
    store_ = *app::SqliteStore::open(folder.path() / "ledger.db", app::SqliteStore::Mode::write);
  }
  Store& store() { return *store_; }
  app::TemporaryFolder folder;
  std::unique_ptr<app::SqliteStore> store_;
};

INSTANTIATE_TYPED_TEST_SUITE_P(Sqlite, StoreConformance, OnDisk);

}  // namespace
}  // namespace truceline::ledger

namespace truceline::app {
namespace {

using ledger::append_plainly;
using ledger::head_at;
using ledger::nth_record;
using ledger::records_between;
using Mode = SqliteStore::Mode;

class SqliteStoreTest : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(SqliteStore::create(path_)); }

  std::unique_ptr<SqliteStore> open(Mode mode = Mode::write, const SqliteOptions& options = {}) {
    auto store = SqliteStore::open(path_, mode, options);
    EXPECT_TRUE(store) << store.error().to_string();
    return *std::move(store);
  }
  /// Runs SQL on the file as a stranger with the sqlite3 shell would.
  void tamper(const std::string& sql) {
    sqlite3* handle = nullptr;
    ASSERT_EQ(sqlite3_open(path_.c_str(), &handle), SQLITE_OK);
    ASSERT_EQ(sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
        << sqlite3_errmsg(handle);
    sqlite3_close(handle);
  }
  std::string open_error() {
    const auto store = SqliteStore::open(path_, Mode::write);
    return store ? "opened" : store.error().reason;
  }

  TemporaryFolder folder_;
  std::filesystem::path path_ = folder_.path() / "ledger.db";
};

ledger::NoteSigner signer() {
  base::Seed seed{};
  seed.fill(7);
  return {"ledger.example/test", base::SigningKey::from_seed(seed)};
}

ledger::VerifierKey log_key() {
  return signer().verifier();
}

/// Signs, then hashes every stored leaf again and compares with the checkpoint.
void expect_whole(SqliteStore& store) {
  auto signing = ledger::CheckpointSigner::open(store, signer());
  ASSERT_TRUE(signing) << signing.error().to_string();
  const auto published = signing->publish();
  ASSERT_TRUE(published) << published.error().to_string();
  const auto head = store.head();
  ASSERT_TRUE(head) << head.error().to_string();
  ledger::Tree tree;
  const auto scanned =
      store.scan({0}, {head->size.value},
                 [&](base::EntryIndex, const ledger::RecordView& view) -> base::Result<void> {
                   EXPECT_EQ(ledger::leaf_hash(view.leaf), view.leaf_hash);
                   tree.append(ledger::leaf_hash(view.leaf));
                   return {};
                 });
  ASSERT_TRUE(scanned) << scanned.error().to_string();
  if (head->size.value == 0) return;
  const std::vector known{signer().verifier()};
  const auto checkpoint = ledger::open_checkpoint(head->checkpoint, signer().name, known);
  ASSERT_TRUE(checkpoint) << checkpoint.error().to_string();
  EXPECT_EQ(checkpoint->size, head->size);
  EXPECT_EQ(checkpoint->root, tree.root());
}

TEST_F(SqliteStoreTest, KeepsEverythingAfterReopening) {
  ASSERT_TRUE(append_plainly(*open(), 0, records_between(0, 500)));
  EXPECT_FALSE(std::filesystem::exists(path_.string() + "-wal")) << "one file when at rest";
  const auto store = open();
  EXPECT_EQ(*store->head(), head_at(500));
  EXPECT_EQ(*store->read({499}), nth_record(499));
}

TEST_F(SqliteStoreTest, ANewLedgerIsNotMadeOverAnOldOne) {
  ASSERT_TRUE(append_plainly(*open(), 0, records_between(0, 3)));
  const auto again = SqliteStore::create(path_);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, base::ErrorCode::conflict);
  EXPECT_EQ(open()->head()->size.value, 3U);
}

TEST_F(SqliteStoreTest, RefusesAFileOfANewerOrOlderFormat) {
  tamper("PRAGMA user_version = 9");
  EXPECT_EQ(open_error(), "made by a newer Truceline (format 9, this program reads up to 4)");
  EXPECT_EQ(SqliteStore::open(path_, Mode::read_only).error().code, base::ErrorCode::unsupported);
  tamper("PRAGMA user_version = 1");
  EXPECT_EQ(open_error(), "made by an older Truceline (format 1, this program reads 4)");
}

TEST_F(SqliteStoreTest, RefusesACheckpointKeptUnderAnotherSizeThanItsOwn) {
  {
    const auto store = open();
    ASSERT_TRUE(append_plainly(*store, 0, records_between(0, 9)));
    ASSERT_TRUE(store->add_cosigned({3}, "origin\n3\nroot\n"));
  }
  open();  // refuses nothing
  tamper("UPDATE cosigned SET size = 2");
  EXPECT_EQ(open_error(), "a checkpoint is kept under another size than its own");
}

TEST_F(SqliteStoreTest, RefusesAValueBesideTheEntriesThatIsNotWhatWasSet) {
  ASSERT_TRUE(open()->set_meta("colour", base::bytes_of("blue")));
  EXPECT_EQ(base::text_of(**open()->meta("colour")), "blue");
  tamper("UPDATE meta SET key = 'odour'");
  EXPECT_EQ(open_error(), "what the ledger keeps beside its entries is damaged");
  tamper("UPDATE meta SET key = 'colour', value = x'00'");
  EXPECT_EQ(open_error(), "what the ledger keeps beside its entries is damaged");
  EXPECT_EQ(SqliteStore::open(path_, Mode::read_only).value()->meta("colour").error().code,
            base::ErrorCode::corrupt);
}

TEST_F(SqliteStoreTest, AFileThatMayOnlyBeReadIsRefusedBeforeAnythingIsSaidToBeWritten) {
  ASSERT_TRUE(append_plainly(*open(), 0, records_between(0, 3)));
  {
    std::fstream file(path_, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(18).put(3);  // "written by a later format than this SQLite may write"
  }
  EXPECT_EQ(open_error(), "the ledger can be read and not written");
  const auto reader = SqliteStore::open(path_, Mode::read_only);
  ASSERT_TRUE(reader) << reader.error().to_string();
  EXPECT_EQ((*reader)->head()->size.value, 3U);
}

TEST_F(SqliteStoreTest, RefusesFilesThatAreNoLedger) {
  tamper("PRAGMA application_id = 1");
  EXPECT_EQ(open_error(), "this is not a Truceline ledger");
  path_ = folder_.path() / "text.db";
  std::ofstream(path_) << std::string(5000, 'x');
  EXPECT_EQ(open_error(), "this is not a ledger file");
  EXPECT_FALSE(SqliteStore::create(path_));
  path_ = folder_.path() / "absent.db";
  EXPECT_EQ(open_error(), "there is no ledger here");
  EXPECT_FALSE(std::filesystem::exists(path_));
}

TEST_F(SqliteStoreTest, AMissingEntryOrTableIsCorruptionNotAnEmptyAnswer) {
  ASSERT_TRUE(append_plainly(*open(), 0, records_between(0, 9)));
  tamper("DELETE FROM entry WHERE idx = 4");
  const auto visit = [](base::EntryIndex, const ledger::RecordView&) -> base::Result<void> {
    return {};
  };
  const auto scanned = open()->scan({0}, {9}, visit);
  ASSERT_FALSE(scanned);
  EXPECT_EQ(scanned.error().code, base::ErrorCode::corrupt);
  EXPECT_EQ(scanned.error().reason, "entry 4 is missing");
  EXPECT_EQ(open()->find({}).error().reason, "entry 4 is missing");
  tamper("DROP TABLE entry");
  EXPECT_EQ(SqliteStore::open(path_, Mode::write).error().code, base::ErrorCode::corrupt);
}

TEST_F(SqliteStoreTest, FindsByTheWholeHash) {
  ASSERT_TRUE(append_plainly(*open(), 0, records_between(0, 3)));
  base::Hash close = ledger::leaf_hash(nth_record(1).leaf);
  close[31] ^= 1;  // The same 8 bytes that the index holds.
  EXPECT_EQ(*open()->find(close), std::nullopt);
}

TEST_F(SqliteStoreTest, FindsWhatItAppendedAndWhatAnotherProcessDid) {
  const auto ours = open();
  const auto theirs = open();
  const auto find = [&](std::uint64_t n) {
    return *ours->find(ledger::leaf_hash(nth_record(n).leaf));
  };
  ASSERT_TRUE(append_plainly(*ours, 0, records_between(0, 3)));
  EXPECT_EQ(find(2), base::EntryIndex{2});
  ASSERT_TRUE(append_plainly(*theirs, 3, records_between(3, 5)));
  ASSERT_TRUE(append_plainly(*ours, 5, records_between(5, 7)));
  EXPECT_EQ(find(4), base::EntryIndex{4});
  EXPECT_EQ(find(6), base::EntryIndex{6});
  EXPECT_EQ(find(7), std::nullopt);
}

TEST_F(SqliteStoreTest, ACutOffFileIsCorrupt) {
  ASSERT_TRUE(append_plainly(*open(), 0, records_between(0, 2000)));
  std::filesystem::resize_file(path_, std::filesystem::file_size(path_) / 2);
  const auto store = SqliteStore::open(path_, Mode::write);
  const auto visit = [](base::EntryIndex, const ledger::RecordView&) -> base::Result<void> {
    return {};
  };
  const base::ErrorCode code =
      store ? (*store)->scan({0}, {2000}, visit).error().code : store.error().code;
  EXPECT_EQ(code, base::ErrorCode::corrupt);
}

TEST_F(SqliteStoreTest, OpenedForReadingItWritesNothing) {
  const auto reader = open(Mode::read_only);
  const auto refused = append_plainly(*reader, 0, records_between(0, 1));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, base::ErrorCode::forbidden);
  EXPECT_EQ(reader->set_meta("a", {}).error().code, base::ErrorCode::forbidden);
  ASSERT_TRUE(append_plainly(*open(), 0, records_between(0, 3)));
  EXPECT_EQ(reader->head()->size.value, 3U);
  EXPECT_EQ(*reader->find(ledger::leaf_hash(nth_record(2).leaf)), base::EntryIndex{2});
}

TEST_F(SqliteStoreTest, NoticesWhatAnotherProcessAppended) {
  const auto ours = open();
  const auto theirs = open();
  const std::uint64_t before = *ours->data_version();
  ASSERT_TRUE(append_plainly(*ours, 0, records_between(0, 1)));
  EXPECT_EQ(*ours->data_version(), before) << "our own append is no news";
  ASSERT_TRUE(append_plainly(*theirs, 1, records_between(1, 2)));
  EXPECT_NE(*ours->data_version(), before);
  EXPECT_EQ(ours->head()->size.value, 2U);
}

TEST_F(SqliteStoreTest, TwoLogsOnOneFileTakeTurns) {
  const auto first = open();
  const auto second = open();
  ledger::Log one = *ledger::Log::open(*first, log_key());
  ledger::Log two = *ledger::Log::open(*second, log_key());
  for (std::uint64_t n = 0; n < 20; n += 2) {
    ASSERT_TRUE(one.append(records_between(n, n + 1)));
    ASSERT_TRUE(two.append(records_between(n, n + 2)));
  }
  EXPECT_EQ(first->head()->size.value, 20U);
  expect_whole(*first);
}

TEST_F(SqliteStoreTest, ReadersDoNotWaitForAWriterAndASecondWriterIsToldWhy) {
  const auto store = open(Mode::write, {.busy_ms = 20});
  ASSERT_TRUE(append_plainly(*store, 0, records_between(0, 3)));
  SqliteConnection busy = *SqliteConnection::open(path_, SqliteConnection::Mode::write, 0, nullptr);
  ASSERT_TRUE(busy.execute("BEGIN IMMEDIATE; UPDATE head SET size = 99"));
  EXPECT_EQ(store->head()->size.value, 3U);
  EXPECT_EQ(*store->read({2}), nth_record(2));
  const auto refused = append_plainly(*store, 3, records_between(3, 4));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, base::ErrorCode::unavailable);
  EXPECT_EQ(refused.error().reason, "another program is writing to this ledger");
  ASSERT_TRUE(busy.execute("ROLLBACK"));
  EXPECT_TRUE(append_plainly(*store, 3, records_between(3, 4)));
}

TEST_F(SqliteStoreTest, AFullDiskHalfAppliesNothingAndTheSameCallCompletesLater) {
  const std::vector<ledger::Record> records = records_between(0, 1000);
  {
    const auto store = open(Mode::write, {.pages_max = 7});
    ledger::Log log = *ledger::Log::open(*store, log_key());
    ASSERT_TRUE(log.append(records_between(0, 10)));
    const auto full = log.append(records);
    ASSERT_FALSE(full);
    EXPECT_EQ(full.error().code, base::ErrorCode::unavailable);
    EXPECT_EQ(full.error().reason, "disk full");
    EXPECT_EQ(full.error().mend,
              "free space and run the same command again; nothing was half-applied");
    EXPECT_EQ(store->head()->size.value, 10U);
    EXPECT_EQ(store->read({10}).error().code, base::ErrorCode::not_found);
    expect_whole(*store);
    ASSERT_TRUE(log.append(records_between(0, 11))) << "what fits is still taken";
  }
  const auto store = open();
  ledger::Log log = *ledger::Log::open(*store, log_key());
  const auto completed = log.append(records);
  ASSERT_TRUE(completed) << completed.error().to_string();
  EXPECT_EQ(completed->added, 989U);
  EXPECT_EQ(store->head()->size.value, 1000U);
  expect_whole(*store);
}

TEST_F(SqliteStoreTest, AFailedSyncEndsTheProcess) {
  register_failing_vfs();
  EXPECT_EXIT(
      {
        const auto store = open(Mode::write, {.vfs = kFailingVfs});
        static_cast<void>(append_plainly(*store, 0, records_between(0, 3)));
        disk_faults.sync_code = SQLITE_IOERR_FSYNC;
        static_cast<void>(append_plainly(*store, 3, records_between(3, 6)));
        std::exit(0);
      },
      testing::ExitedWithCode(74), "what is not surely on disk must not be signed");
  const auto store = open();
  const std::uint64_t size = store->head()->size.value;
  EXPECT_TRUE(size == 3 || size == 6) << size;  // All of a batch or none of it.
}

TEST_F(SqliteStoreTest, AFailedWriteOfTheCommitEndsTheProcess) {
  register_failing_vfs();
  EXPECT_EXIT(
      {
        const auto store = open(Mode::write, {.vfs = kFailingVfs});
        disk_faults.write_code = SQLITE_IOERR_WRITE;
        static_cast<void>(append_plainly(*store, 0, records_between(0, 3)));
        std::exit(0);
      },
      testing::ExitedWithCode(74), "the disk failed");
}

TEST_F(SqliteStoreTest, AFailedSyncWhileTheWalMovesIntoTheFileEndsTheProcess) {
  register_failing_vfs();
  // Only the move of the write-ahead log syncs the main file.
  EXPECT_EXIT(
      {
        const auto store = open(Mode::write, {.wal_pages_max = 32, .vfs = kFailingVfs});
        disk_faults.main_file_sync_code = SQLITE_IOERR_FSYNC;
        for (std::uint64_t n = 0; n < 8000; n += 1000)
          ASSERT_TRUE(append_plainly(*store, n, records_between(n, n + 1000)));
        std::this_thread::sleep_for(std::chrono::seconds(20));
      },
      testing::ExitedWithCode(74), "must not be signed");
}

TEST_F(SqliteStoreTest, TheWriteAheadLogStaysShortHoweverMuchIsAppended) {
  const auto store = open(Mode::write, {.wal_pages_max = 64});
  // Never moved and begun anew, it would have three times the size of the file by then.
  const auto is_short = [this] {
    return std::filesystem::file_size(path_.string() + "-wal") <
           3 * std::filesystem::file_size(path_);
  };
  std::uint64_t n = 0;
  // On a busy machine the thread that moves it may come late.
  for (; n < 20'000 || (n < 200'000 && !is_short()); n += 250)
    ASSERT_TRUE(append_plainly(*store, n, records_between(n, n + 250)));
  EXPECT_TRUE(is_short());
  EXPECT_EQ(store->head()->size.value, n);
}

TEST_F(SqliteStoreTest, ErasedBytesAreInNoneOfItsFiles) {
  // Short and long ones, whose bytes lie in pages of their own. No byte of the filling is one that
  // begins what is searched for, or the search would stop at each.
  const auto secret = [](std::uint64_t n) {
    ledger::Record record = nth_record(n);
    const std::string text = "secret " + std::to_string(n) + "." + std::string(n % 7 * 1500, '-');
    record.sealed.assign(text.begin(), text.end());
    record.sealed.insert(record.sealed.end(), text.begin(), text.end());
    return record;
  };
  const auto count_in_files = [&](std::string_view text) {
    int found = 0;
    for (const auto& file : std::filesystem::directory_iterator(folder_.path())) {
      const std::string bytes = *read_file(file.path(), 64 * 1024 * 1024);
      for (std::size_t at = bytes.find(text); at != std::string::npos;
           at = bytes.find(text, at + 1))
        ++found;
    }
    return found;
  };
  const auto store = open(Mode::write, {.wal_pages_max = 64});
  for (std::uint64_t n = 0; n < 500; n += 5) {
    std::vector<ledger::Record> records;
    for (std::uint64_t i = n; i < n + 5; ++i) records.push_back(secret(i));
    ASSERT_TRUE(append_plainly(*store, n, records));
    if (n % 50 != 0) continue;
    ASSERT_TRUE(store->erase({n + 3})) << "while others are being added";
    EXPECT_EQ(count_in_files("secret " + std::to_string(n + 3) + "."), 0);
  }
  EXPECT_GE(count_in_files("secret 6."), 2) << "or the search would find nothing at all";
  for (std::uint64_t n = 0; n < 500; n += 3) {
    ASSERT_TRUE(store->erase({n}));
    EXPECT_EQ(count_in_files("secret " + std::to_string(n) + "."), 0) << n;
    EXPECT_TRUE(store->read({n})->sealed.empty());
    EXPECT_EQ(store->read({n})->leaf, secret(n).leaf);
  }
  EXPECT_EQ(*store->read({499}), secret(499));
  EXPECT_TRUE(open()->read({3})->sealed.empty());
}

TEST_F(SqliteStoreTest, AReaderOfTheOldLogKeepsAnErasureFromBeingComplete) {
  const auto store = open(Mode::write, {.busy_ms = 20});
  ASSERT_TRUE(append_plainly(*store, 0, records_between(0, 9)));
  SqliteConnection reader =
      *SqliteConnection::open(path_, SqliteConnection::Mode::read_only, 0, nullptr);
  ASSERT_TRUE(reader.execute("BEGIN; SELECT * FROM head"));
  const auto half = store->erase({4});
  ASSERT_FALSE(half);
  EXPECT_EQ(half.error().code, base::ErrorCode::unavailable);
  EXPECT_TRUE(store->read({4})->sealed.empty());
  ASSERT_TRUE(reader.execute("COMMIT"));
  EXPECT_TRUE(store->erase({4}));
  EXPECT_EQ(std::filesystem::file_size(path_.string() + "-wal"), 0U);
}

TEST_F(SqliteStoreTest, ASchemaThatReadsOtherwiseIsRefused) {
  tamper("ALTER TABLE meta RENAME COLUMN value TO worth");
  EXPECT_EQ(open_error(), "the ledger's tables are not as they were made");
}

TEST_F(SqliteStoreTest, KilledAtAnyMomentItIsWholeAndGoesOn) {
  std::uint64_t size_before = 0;
  for (int round = 0; round < 6; ++round) {
    std::array<int, 2> progress{};
    ASSERT_EQ(pipe(progress.data()), 0);
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      auto store = SqliteStore::open(path_, Mode::write);
      if (!store) _exit(1);
      auto log = ledger::Log::open(**store, log_key());
      if (!log) _exit(2);
      for (std::uint64_t n = log->size().value;; n += 50) {
        if (!log->append(records_between(n, n + 50))) _exit(3);
        if (write(progress[1], "+", 1) != 1) _exit(4);
      }
    }
    close(progress[1]);
    char batch = 0;
    ASSERT_EQ(read(progress[0], &batch, 1), 1) << "the child ended by itself";
    std::this_thread::sleep_for(std::chrono::milliseconds(1 + 7 * round));
    kill(child, SIGKILL);
    close(progress[0]);
    int status = 0;
    waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status)) << "the child ended by itself: " << WEXITSTATUS(status);
    const auto store = open();
    const std::uint64_t size = store->head()->size.value;
    EXPECT_GE(size, size_before + 50) << "a batch that was told is gone";
    EXPECT_EQ(size % 50, 0U) << "half a batch";
    expect_whole(*store);
    size_before = size;
  }
}

TEST_F(SqliteStoreTest, ReadersAndAWriterOnTheirOwnThreadsAgree) {
  const auto store = open();
  std::atomic<bool> writing = true;
  std::thread writer([&] {
    for (std::uint64_t n = 0; n < 2000; n += 20)
      EXPECT_TRUE(append_plainly(*store, n, records_between(n, n + 20)));
    writing = false;
  });
  const auto read = [&] {
    while (writing) {
      const std::uint64_t size = store->head()->size.value;
      if (size == 0) continue;
      EXPECT_EQ(*store->read({size - 1}), nth_record(size - 1));
      EXPECT_EQ(*store->find(ledger::leaf_hash(nth_record(size / 2).leaf)),
                base::EntryIndex{size / 2});
    }
  };
  std::thread reader(read);
  read();
  reader.join();
  writer.join();
  EXPECT_EQ(store->head()->size.value, 2000U);
}

}  // namespace
}  // namespace truceline::app
