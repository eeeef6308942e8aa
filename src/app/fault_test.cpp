// SPDX-License-Identifier: Apache-2.0
//
// The disk fails, the process is killed, or the power goes, at each file system call of append,
// publish, add_cosigned and erase. Afterwards: whatever was answered is there, nothing wrong was
// ever signed, no two checkpoints contradict each other, and the log goes on.
#include <gtest/gtest.h>

#include "app/fault_run.hpp"
#include "app/sqlite_store.hpp"
#include "app/temporary_folder.hpp"
#include "ledger/checkpoint_signer.hpp"
#include "ledger/log.hpp"
#include "ledger/store_conformance.hpp"
#include "ledger/tree.hpp"

namespace truceline::app {
namespace {

using ledger::nth_record;
using ledger::records_between;

constexpr std::uint64_t kBefore = 5;  // entries from before the trouble
constexpr std::uint64_t kErased = 1;  // the entry that is erased in the end
constexpr std::uint64_t kRounds = 3;
constexpr std::uint64_t kEach = 4;
constexpr std::uint64_t kAll = kBefore + kRounds * kEach;

ledger::NoteSigner log_signer() {
  base::Seed seed{};
  seed.fill(7);
  return {"ledger.example/test", base::SigningKey::from_seed(seed)};
}
const ledger::VerifierKey& log_key() {
  static const ledger::VerifierKey key = log_signer().verifier();
  return key;
}

/// What the entries from 0 to `size` must come to.
base::Hash root_of(std::uint64_t size) {
  static const ledger::Tree tree = [] {
    ledger::Tree all;
    for (std::uint64_t n = 0; n < kAll; ++n) all.append(ledger::leaf_hash(nth_record(n).leaf));
    return all;
  }();
  return *tree.root({size});
}

/// A note on one line.
std::string folded(std::string note) {
  std::ranges::replace(note, '\n', '|');
  return note;
}
std::string unfolded(std::string line) {
  std::ranges::replace(line, '|', '\n');
  return line;
}

class FaultTest : public testing::Test {
 protected:
  void SetUp() override { register_failing_vfs(); }

  /// The work, as a server does it: each step is tried a second time where the first failed.
  static void work_in(const std::filesystem::path& path, Teller& teller) {
    auto store = SqliteStore::open(path, SqliteStore::Mode::write,
                                   {.busy_ms = 100, .wal_pages_max = 16, .vfs = kFailingVfs});
    auto log = ledger::Log::open(**store, log_key());
    auto signer = ledger::CheckpointSigner::open(**store, log_signer());
    teller.arm();
    const auto twice = [&teller](auto step) {
      auto done = step();
      if (!done && done.error().code == base::ErrorCode::unavailable) done = step();
      if (!done) teller.tell("failed " + done.error().to_string());
      return done;
    };
    for (std::uint64_t n = kBefore; n < kAll; n += kEach) {
      if (const auto added = twice([&] { return log->append(records_between(n, n + kEach)); }))
        teller.tell("added " + std::to_string(added->size.value));
      else
        return;
      const auto published = twice([&] { return signer->publish(); });
      if (!published) return;
      teller.tell("signed " + folded(published->checkpoint));
      const auto kept = twice([&] {
        const auto added = (*store)->add_cosigned(published->size, "cosigned");
        // Its first attempt may have been kept although it seemed to fail.
        return !added && added.error().code == base::ErrorCode::conflict ? base::Result<void>()
                                                                         : added;
      });
      if (!kept) return;
      teller.tell("cosigned " + std::to_string(published->size.value));
    }
    if (twice([&] { return (*store)->erase({kErased}); })) teller.tell("erased");
  }

  static void prepare(const std::filesystem::path& path) {
    ASSERT_TRUE(SqliteStore::create(path));
    const auto store = *SqliteStore::open(path, SqliteStore::Mode::write);
    ASSERT_TRUE(ledger::Log::open(*store, log_key())->append(records_between(0, kBefore)));
    ASSERT_TRUE(ledger::CheckpointSigner::open(*store, log_signer())->publish());
  }

  static void expect_true(const std::string& note) {
    const auto checkpoint = ledger::open_checkpoint(note, log_key().name, {&log_key(), 1});
    ASSERT_TRUE(checkpoint) << checkpoint.error().to_string();
    ASSERT_LE(checkpoint->size.value, kAll);
    EXPECT_EQ(checkpoint->root, root_of(checkpoint->size.value)) << "a wrong tree was signed";
  }

  /// What the child was promised still holds.
  static void expect_kept(SqliteStore& store, const std::string& line) {
    const std::string value = line.substr(line.find(' ') + 1);
    if (line.starts_with("added")) {
      EXPECT_GE(store.head()->size.value, std::stoull(value)) << "an answered entry is lost";
    } else if (line == "erased") {
      EXPECT_TRUE(store.read({kErased})->sealed.empty());
    } else if (line.starts_with("signed")) {
      expect_true(unfolded(value));
    } else if (line.starts_with("cosigned")) {
      const auto kept = store.cosigned_for({std::stoull(value) - 1});
      ASSERT_TRUE(kept && *kept) << "a receipt is lost";
      EXPECT_EQ((*kept)->size.value, std::stoull(value));
    } else {
      EXPECT_EQ(line.find("not the one"), std::string::npos) << "an honest disk is doubted";
    }
  }

  /// Opens what is left with a healthy disk.
  static void expect_nothing_lost(const std::filesystem::path& path, const ChildEnd& end) {
    const auto opened = SqliteStore::open(path, SqliteStore::Mode::write);
    ASSERT_TRUE(opened) << opened.error().to_string();
    SqliteStore& store = **opened;
    auto log = ledger::Log::open(store, log_key());
    ASSERT_TRUE(log) << log.error().to_string();
    ASSERT_EQ((log->size().value - kBefore) % kEach, 0U) << "half a batch";
    for (const std::string& line : end.told) expect_kept(store, line);
    const ledger::Head head = *store.head();
    expect_true(head.checkpoint);
    for (std::uint64_t n = 0; n < head.size.value; ++n) {
      const ledger::Record there = *store.read({n});
      ledger::Record wanted = nth_record(n);
      if (n == kErased && there.sealed.empty()) wanted.sealed.clear();
      EXPECT_EQ(there, wanted);
    }
    ASSERT_TRUE(log->append(records_between(0, kAll))) << "it goes on";
    auto signer = ledger::CheckpointSigner::open(store, log_signer());
    ASSERT_TRUE(signer) << signer.error().to_string();
    const auto published = signer->publish();
    ASSERT_TRUE(published) << published.error().to_string();
    EXPECT_EQ(published->size.value, kAll);
    expect_true(published->checkpoint);
  }

  ChildEnd run(const FaultPlan& plan) {
    const TemporaryFolder folder;
    const std::filesystem::path path = folder.path() / "ledger.sqlite";
    std::filesystem::copy_file(prepared_.path() / "ledger.sqlite", path);
    const ChildEnd end = run_with_fault(plan, [&](Teller& teller) { work_in(path, teller); });
    expect_nothing_lost(path, end);
    return end;
  }

  TemporaryFolder prepared_;
};

TEST_F(FaultTest, WhateverHappensAtAnyCallNothingAnsweredIsLostAndNothingWrongIsSigned) {
  prepare(prepared_.path() / "ledger.sqlite");
  const ChildEnd undisturbed = run({});
  ASSERT_EQ(undisturbed.told.size(), 3 * kRounds + 1);
  std::int64_t calls = 0;  // the first number that is not reached
  for (std::int64_t step = 256; step > 0; step /= 2)
    while (run({Fault::kill_before, calls + step}).reached) calls += step;
  ASSERT_GT(calls, 20);
  std::map<Fault, int> tried;
  std::map<Fault, int> ended;
  for_every_fault(calls, 8, [&](const FaultPlan& plan) {
    const ChildEnd end = run(plan);
    ++tried[plan.fault];
    ended[plan.fault] += end.killed || end.exit_code != 0;
    if (testing::Test::HasFailure()) FAIL() << plan;
  });
  std::cout << calls << " calls of the file system\n";
  for (const auto& [fault, count] : tried)
    std::cout << "  " << name_of(fault) << ": " << count << " tried, of which " << ended[fault]
              << " ended the process\n";
  EXPECT_EQ(ended[Fault::kill_before], tried[Fault::kill_before]) << "or nothing was tested";
}

}  // namespace
}  // namespace truceline::app
