// SPDX-License-Identifier: Apache-2.0
#include "app/report_import.hpp"

#include <gtest/gtest.h>

#include "app/clock.hpp"
#include "app/key_file.hpp"
#include "app/pen_opening.hpp"
#include "app/temporary_folder.hpp"
#include "app/verify.hpp"
#include "formats/report_gate.hpp"

namespace truceline::app {
namespace {

const domain::Audience kEveryone{domain::AudienceLabel::everyone, {}};

formats::ImportedReport row(int number, const std::string& text = "seen") {
  domain::Report report;
  report.when.interval = {{0}, {1000}};
  report.text = text;
  report.source.publisher = "Post 3";
  report.source.id = "r" + std::to_string(number);
  std::string body = formats::content_key(report);
  return {static_cast<std::uint64_t>(number) + 2, std::move(report), std::move(body)};
}

class ReportImportTest : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(write_file(folder_.path() / "mission.yaml",
                           "format: truceline-mission/1\nid: valley\ntitle: The valley\n"
                           "origin: example.org/valley\nparty: mission\ntime_zone: UTC\n",
                           FileMode::shared));
    ASSERT_TRUE(Mission::create(folder_.path(), *no_passphrases()));
    auto opened = Mission::open(folder_.path(), Mission::Mode::write);
    ASSERT_TRUE(opened);
    mission_ = *std::move(opened);
  }

  /// Imports `rows` into `store`, which is the mission's own ledger file.
  ImportOutcome import(SqliteStore& store, const std::vector<formats::ImportedReport>& rows,
                       base::Result<void>& status) {
    const auto head = ledger::read_head(*store.head(), mission_->verifier());
    EXPECT_TRUE(head);
    auto known = read_known(store, *head, "mission");
    EXPECT_TRUE(known);
    const auto key = read_key_file(folder_.path() / "keys/mission.key", *no_passphrases());
    EXPECT_TRUE(key);
    Pen pen(*FileLock::take(folder_.path() / "keys/mission.lock", "nobody"), store,
            *ledger::Log::open(store, mission_->verifier()),
            Author({mission_->config().origin, "mission", "UTC"}, key->key,
                   known->replayed.authors.chain(key->key.public_key())),
            known->replayed.authors, known->replayed.state.size());
    ReportImport import(&pen, std::move(known->reports), kEveryone);
    for (formats::ImportedReport one : rows) import.take(std::move(one));
    status = import.flush();
    return import.outcome();
  }

  TemporaryFolder folder_;
  std::unique_ptr<Mission> mission_;
};

TEST_F(ReportImportTest, what_is_known_is_left_alone_and_what_changed_supersedes) {
  base::Result<void> status;
  const ImportOutcome first = import(mission_->store(), {row(1), row(2)}, status);
  ASSERT_TRUE(status);
  EXPECT_EQ(first.added, 2u);
  const ImportOutcome second =
      import(mission_->store(), {row(1), row(2, "seen by two"), row(3)}, status);
  ASSERT_TRUE(status);
  EXPECT_EQ(second.unchanged, 1u);
  EXPECT_EQ(second.amended, 1u);
  EXPECT_EQ(second.added, 1u);
  const auto replayed = mission_->replay();
  ASSERT_TRUE(replayed);
  ASSERT_EQ(replayed->state.reports().size(), 4u);
  EXPECT_TRUE(replayed->state.reports()[1].superseded_by);
  EXPECT_FALSE(replayed->state.reports()[0].superseded_by);
  // The amendment is what is known now; the old wording would be an amendment again.
  EXPECT_EQ(import(mission_->store(), {row(2, "seen by two")}, status).unchanged, 1u);
  EXPECT_EQ(import(mission_->store(), {row(2)}, status).amended, 1u);
}

TEST_F(ReportImportTest, a_full_disk_keeps_whole_batches_and_a_second_run_completes_them) {
  std::vector<formats::ImportedReport> rows;
  for (int i = 0; i < 1500; ++i) rows.push_back(row(i));
  base::Result<void> status;
  ImportOutcome outcome;
  {
    const auto full = SqliteStore::open(folder_.path() / "ledger.sqlite", SqliteStore::Mode::write,
                                        {.pages_max = 75});
    ASSERT_TRUE(full);
    outcome = import(**full, rows, status);
  }
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, base::ErrorCode::unavailable);
  EXPECT_EQ(status.error().reason, "disk full");
  EXPECT_GT(outcome.added, 0u);
  EXPECT_LT(outcome.added, 1500u);
  EXPECT_EQ(outcome.added % ReportImport::kBatch, 0u);

  const ImportOutcome again = import(mission_->store(), rows, status);
  ASSERT_TRUE(status);
  EXPECT_EQ(again.unchanged, outcome.added);
  EXPECT_EQ(again.unchanged + again.added, 1500u);
  const auto verified =
      verify_log(mission_->store(), mission_->config().origin, mission_->log_key(), now(), {});
  ASSERT_TRUE(verified);
  EXPECT_EQ(verified->size.value, 1502u);
  EXPECT_EQ(verified->faults_total, 0u);
}

TEST_F(ReportImportTest, a_dry_run_tells_apart_and_writes_nothing) {
  ReportImport dry(nullptr, {}, kEveryone);
  dry.take(row(1));
  ASSERT_TRUE(dry.flush());
  EXPECT_EQ(dry.outcome().added, 1u);
  const auto head = mission_->store().head();
  ASSERT_TRUE(head);
  EXPECT_EQ(head->size.value, 2u);
}

TEST_F(ReportImportTest, a_chain_that_moved_since_the_ledger_was_read_is_not_written_from) {
  auto stale = mission_->replay();
  ASSERT_TRUE(stale);
  base::Result<void> status;
  import(mission_->store(), {row(1)}, status);
  ASSERT_TRUE(status);
  const auto pen = open_pen(*mission_, *stale, "mission");
  ASSERT_FALSE(pen);
  EXPECT_EQ(pen.error().code, base::ErrorCode::conflict);
  EXPECT_TRUE(open_pen(*mission_, *stale, "mission")) << "it has caught up by now";
}

}  // namespace
}  // namespace truceline::app
