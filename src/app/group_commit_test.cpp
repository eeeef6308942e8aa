// SPDX-License-Identifier: Apache-2.0
#include "app/group_commit.hpp"

#include <atomic>
#include <gtest/gtest.h>
#include <set>

#include "base/limits.hpp"
#include "ledger/memory_store.hpp"
#include "ledger/passing_store.hpp"
#include "ledger/store_conformance.hpp"

namespace truceline::app {
namespace {

using ledger::nth_record;

ledger::VerifierKey log_key() {
  base::Seed seed{};
  seed.fill(7);
  return ledger::ed25519_verifier("ledger.example/test",
                                  base::SigningKey::from_seed(seed).public_key());
}

/// A store whose appends wait at a gate and can be made to fail.
class GatedStore final : public ledger::PassingStore {
 public:
  GatedStore() : PassingStore(memory_) {}
  void close_gate() {
    const std::lock_guard lock(mutex_);
    open_ = false;
  }
  void open_gate() {
    const std::lock_guard lock(mutex_);
    open_ = true;
    changed_.notify_all();
  }
  void wait_until_somebody_waits() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return waiting_; });
  }
  std::atomic<bool> disk_full = false;
  std::vector<std::size_t> batches;  // the writing thread's, until stop()

  base::Result<void> append(base::TreeSize expected_size,
                            std::span<const ledger::RecordView> records,
                            base::BytesView new_frontier) override {
    {
      std::unique_lock lock(mutex_);
      waiting_ = true;
      changed_.notify_all();
      changed_.wait(lock, [this] { return open_; });
      waiting_ = false;
    }
    if (disk_full) return base::Error{base::ErrorCode::unavailable, "disk full", {}, {}};
    batches.push_back(records.size());
    return memory_.append(expected_size, records, new_frontier);
  }

 private:
  ledger::MemoryStore memory_;  // the writing thread's, until stop()
  std::mutex mutex_;            // guards the rest
  std::condition_variable changed_;
  bool open_ = true;
  bool waiting_ = false;
};

TEST(GroupCommit, AnswersWithIndexAndSize) {
  GatedStore store;
  GroupCommit commit(*ledger::Log::open(store, log_key()));
  const auto committed = commit.submit(nth_record(0))->get();
  ASSERT_TRUE(committed) << committed.error().to_string();
  EXPECT_EQ(committed->index.value, 0U);
  EXPECT_EQ(committed->size.value, 1U);
  const auto again = commit.submit(nth_record(0))->get();
  ASSERT_TRUE(again);
  EXPECT_EQ(again->index.value, 0U) << "a repeated record keeps its index";
}

TEST(GroupCommit, WhatArrivesDuringACommitBecomesTheNextGroups) {
  GatedStore store;
  GroupCommit commit(*ledger::Log::open(store, log_key()));
  store.close_gate();
  std::vector<std::future<base::Result<GroupCommit::Committed>>> futures;
  futures.push_back(*commit.submit(nth_record(0)));
  store.wait_until_somebody_waits();
  for (std::uint64_t n = 1; n <= 600; ++n) futures.push_back(*commit.submit(nth_record(n)));
  store.open_gate();
  for (std::uint64_t n = 0; n <= 600; ++n) {
    const auto committed = futures[n].get();
    ASSERT_TRUE(committed);
    EXPECT_EQ(committed->index.value, n) << "in the order of submission";
  }
  commit.stop();
  EXPECT_EQ(store.batches, (std::vector<std::size_t>{1, 256, 256, 88}));
}

TEST(GroupCommit, AFullQueueRefusesAtOnce) {
  GatedStore store;
  GroupCommit commit(*ledger::Log::open(store, log_key()));
  store.close_gate();
  std::atomic<std::size_t> answered = 0;
  const auto count = [&](const base::Result<GroupCommit::Committed>& result) {
    answered += result.has_value();
  };
  ASSERT_TRUE(commit.submit(nth_record(0), count));
  store.wait_until_somebody_waits();
  for (std::uint64_t n = 1; n <= base::limits::kAppendQueue; ++n)
    ASSERT_TRUE(commit.submit(nth_record(n), count));
  const auto refused = commit.submit(nth_record(9999), count);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, base::ErrorCode::unavailable);
  store.open_gate();
  commit.stop();
  EXPECT_EQ(answered, base::limits::kAppendQueue + 1);
}

TEST(GroupCommit, AFailingDiskAnswersEverybodyAndTheNextSubmissionMayWork) {
  GatedStore store;
  GroupCommit commit(*ledger::Log::open(store, log_key()));
  store.disk_full = true;
  const auto failed = commit.submit(nth_record(0))->get();
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().reason, "disk full");
  store.disk_full = false;
  // Whoever is told first may be back before the last has been told, and then fails once more.
  while (!commit.submit(nth_record(0))->get()) std::this_thread::yield();
  EXPECT_EQ(store.head()->size.value, 1U);
}

TEST(GroupCommit, WhatWaitsBehindAFailedGroupFailsWithIt) {
  GatedStore store;
  GroupCommit commit(*ledger::Log::open(store, log_key()));
  store.close_gate();
  auto first = commit.submit(nth_record(0));
  store.wait_until_somebody_waits();
  auto second = commit.submit(nth_record(1));  // may continue the first: no entry without it
  store.disk_full = true;
  store.open_gate();
  EXPECT_EQ(first->get().error().reason, "disk full");
  store.disk_full = false;
  EXPECT_EQ(second->get().error().reason, "disk full");
  commit.stop();
  EXPECT_EQ(store.head()->size.value, 0U);
}

TEST(GroupCommit, ABadRecordIsRefusedBeforeItReachesAGroup) {
  GatedStore store;
  GroupCommit commit(*ledger::Log::open(store, log_key()));
  EXPECT_EQ(commit.submit(ledger::Record{}).error().code, base::ErrorCode::invalid_input);
}

TEST(GroupCommit, StoppingCommitsWhatIsQueuedAndTakesNoMore) {
  GatedStore store;
  GroupCommit commit(*ledger::Log::open(store, log_key()));
  std::vector<std::future<base::Result<GroupCommit::Committed>>> futures;
  for (std::uint64_t n = 0; n < 1000; ++n) futures.push_back(*commit.submit(nth_record(n)));
  commit.stop();
  for (auto& future : futures) EXPECT_TRUE(future.get());
  EXPECT_EQ(commit.submit(nth_record(1000)).error().code, base::ErrorCode::unavailable);
  commit.stop();
  EXPECT_EQ(store.head()->size.value, 1000U);
}

TEST(GroupCommit, TellsOfEachGroupBeforeItAnswers) {
  GatedStore store;
  std::atomic<std::uint64_t> told = 0;
  GroupCommit commit(*ledger::Log::open(store, log_key()),
                     [&](base::TreeSize size) { told = size.value; });
  for (std::uint64_t n = 0; n < 5; ++n) {
    const auto committed = commit.submit(nth_record(n))->get();
    ASSERT_TRUE(committed);
    EXPECT_GE(told, committed->size.value);
  }
}

TEST(GroupCommit, ManyThreadsGetDistinctIndices) {
  GatedStore store;
  GroupCommit commit(*ledger::Log::open(store, log_key()));
  constexpr std::uint64_t kThreads = 4;
  constexpr std::uint64_t kEach = 300;
  std::mutex mutex;
  std::set<std::uint64_t> indices;
  std::vector<std::thread> threads;
  for (std::uint64_t t = 0; t < kThreads; ++t)
    threads.emplace_back([&, t] {
      for (std::uint64_t n = 0; n < kEach; ++n) {
        const auto committed = commit.submit(nth_record(t * kEach + n))->get();
        const std::lock_guard lock(mutex);
        indices.insert(committed->index.value);
      }
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(indices.size(), kThreads * kEach);
  EXPECT_EQ(*indices.rbegin(), kThreads * kEach - 1);
}

}  // namespace
}  // namespace truceline::app
