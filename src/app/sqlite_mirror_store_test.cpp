// SPDX-License-Identifier: Apache-2.0
#include "app/sqlite_mirror_store.hpp"

#include <gtest/gtest.h>

#include "app/failing_vfs.hpp"
#include "app/temporary_folder.hpp"
#include "ledger/cosigner_store_conformance.hpp"
#include "ledger/merkle_hash.hpp"

namespace truceline::ledger {

class MirrorStoreOnDisk {
 public:
  MirrorStoreOnDisk() {
    EXPECT_TRUE(app::SqliteMirrorStore::create(folder_.path() / "entries.sqlite"));
    store_ = *app::SqliteMirrorStore::open(folder_.path() / "entries.sqlite");
  }
  MirrorStore& store() { return *store_; }

 private:
  app::TemporaryFolder folder_;
  std::unique_ptr<app::SqliteMirrorStore> store_;
};
INSTANTIATE_TYPED_TEST_SUITE_P(Sqlite, MirrorStoreConformance, MirrorStoreOnDisk);

}  // namespace truceline::ledger

namespace truceline::app {
namespace {

class SqliteMirrorStoreTest : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(SqliteMirrorStore::create(path_)); }

  std::unique_ptr<SqliteMirrorStore> open(const SqliteOptions& options = {}) {
    auto store = SqliteMirrorStore::open(path_, options);
    EXPECT_TRUE(store) << store.error().to_string();
    return store ? *std::move(store) : nullptr;
  }
  static base::Result<void> append(SqliteMirrorStore& store, std::string_view origin,
                                   std::uint64_t at, std::uint64_t count) {
    std::vector<std::string> texts;
    std::vector<base::BytesView> views;
    for (std::uint64_t i = 0; i < count; ++i) texts.push_back(text(at + i));
    for (const std::string& one : texts) views.push_back(base::bytes_of(one));
    return store.append(origin, {at}, views);
  }
  static std::string text(std::uint64_t n) { return "entry " + std::to_string(n); }

  TemporaryFolder folder_;
  std::filesystem::path path_ = folder_.path() / "entries.sqlite";
};

TEST_F(SqliteMirrorStoreTest, keeps_everything_after_it_was_closed) {
  {
    const auto store = open();
    ASSERT_TRUE(append(*store, "a", 0, 700));
    ASSERT_TRUE(append(*store, "b", 0, 3));
    ASSERT_TRUE(store->replace_pending("a", "", std::vector<std::string>{"n1", "n2"}));
    ASSERT_TRUE(store->publish("a", "", "note", base::bytes_of("frontier")));
  }
  const auto store = open();
  const auto state = store->state("a");
  ASSERT_TRUE(state);
  EXPECT_EQ(state->entries.value, 700U);
  EXPECT_EQ(state->pending, (std::vector<std::string>{"n1", "n2"}));
  EXPECT_EQ(state->checkpoint, "note");
  EXPECT_EQ(base::text_of(state->frontier), "frontier");
  EXPECT_EQ(store->state("b")->entries.value, 3U);
  EXPECT_EQ(store->state("c")->entries.value, 0U);
}

TEST_F(SqliteMirrorStoreTest, finds_an_entry_in_its_own_log_only) {
  const auto store = open();
  ASSERT_TRUE(append(*store, "a", 0, 300));
  ASSERT_TRUE(append(*store, "b", 0, 2));
  const base::Hash id = ledger::leaf_hash(base::bytes_of(text(277)));
  EXPECT_EQ(**store->find("a", id), base::EntryIndex{277});
  EXPECT_EQ(*store->find("b", id), std::nullopt);
  EXPECT_EQ(*store->find("c", id), std::nullopt);
}

TEST_F(SqliteMirrorStoreTest, a_hole_is_damage_and_not_an_empty_answer) {
  ASSERT_TRUE(append(*open(), "a", 0, 300));
  {
    auto c = SqliteConnection::open(path_, SqliteConnection::Mode::write, 0, nullptr);
    ASSERT_TRUE(c->execute("DELETE FROM entry WHERE at & 0xffff = 41"));
  }
  const auto scanned =
      open()->scan("a", {0}, {300}, [](auto, auto) { return base::Result<void>{}; });
  ASSERT_FALSE(scanned);
  EXPECT_EQ(scanned.error().code, base::ErrorCode::corrupt);
}

TEST_F(SqliteMirrorStoreTest, a_full_disk_half_applies_nothing) {
  const auto store = open({.pages_max = 40});
  std::uint64_t size = 0;
  base::Result<void> added;
  while ((added = append(*store, "a", size, 100))) size += 100;
  EXPECT_EQ(added.error().code, base::ErrorCode::unavailable);
  EXPECT_EQ(store->state("a")->entries.value, size);
}

TEST_F(SqliteMirrorStoreTest, a_failed_sync_ends_the_process) {
  register_failing_vfs();
  EXPECT_EXIT(
      {
        const auto store = open({.vfs = kFailingVfs});
        disk_faults.sync_code = SQLITE_IOERR_FSYNC;
        static_cast<void>(append(*store, "a", 0, 10));
        std::exit(0);
      },
      testing::ExitedWithCode(74), "must not be signed");
}

}  // namespace
}  // namespace truceline::app
