// SPDX-License-Identifier: Apache-2.0
#include "app/publisher.hpp"

#include <atomic>
#include <gtest/gtest.h>
#include <vector>

#include "ledger/log.hpp"
#include "ledger/memory_store.hpp"
#include "ledger/passing_store.hpp"
#include "ledger/store_conformance.hpp"

namespace truceline::app {
namespace {

using ledger::records_between;

ledger::NoteSigner key() {
  base::Seed seed{};
  seed.fill(7);
  return {"ledger.example/test", base::SigningKey::from_seed(seed)};
}

/// A memory store for two threads, whose disk can be full or bad.
class SharedStore final : public ledger::PassingStore {
 public:
  SharedStore() : PassingStore(memory_) {}
  std::atomic<bool> disk_full = false;
  std::atomic<bool> reads_differ = false;

  base::Result<ledger::Head> head() override {
    const std::lock_guard lock(mutex_);
    return memory_.head();
  }
  base::Result<void> append(base::TreeSize at, std::span<const ledger::RecordView> records,
                            base::BytesView frontier) override {
    const std::lock_guard lock(mutex_);
    return memory_.append(at, records, frontier);
  }
  base::Result<void> publish(std::string_view expected, std::string_view checkpoint,
                             base::BytesView frontier) override {
    if (disk_full) return base::Error{base::ErrorCode::unavailable, "disk full", {}, {}};
    const std::lock_guard lock(mutex_);
    return memory_.publish(expected, checkpoint, frontier);
  }
  base::Result<void> scan(base::EntryIndex from, base::EntryIndex to,
                          const ledger::RecordVisitor& visit) override {
    const std::lock_guard lock(mutex_);
    return memory_.scan(from, to, [&](base::EntryIndex index, const ledger::RecordView& view) {
      const base::Bytes other = {1, 2, 3};
      return visit(
          index, {view.leaf_hash, reads_differ ? base::BytesView(other) : view.leaf, view.sealed});
    });
  }

 private:
  ledger::MemoryStore memory_;
  std::mutex mutex_;  // guards memory_
};

/// What the publisher told, to be waited for.
class Rounds {
 public:
  void operator()(const base::Result<ledger::CheckpointSigner::Published>& round) {
    const std::lock_guard lock(mutex_);
    last_ = round ? std::to_string(round->size.value) : round.error().reason;
    ++count_;
    changed_.notify_all();
  }
  bool wait_for(const std::string& last) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, std::chrono::seconds(20), [&] { return last_ == last; });
  }
  int count() {
    const std::lock_guard lock(mutex_);
    return count_;
  }

 private:
  std::mutex mutex_;  // guards the rest
  std::condition_variable changed_;
  std::string last_;
  int count_ = 0;
};

class PublisherTest : public testing::Test {
 protected:
  void append(std::uint64_t from, std::uint64_t to) {
    ASSERT_TRUE(ledger::Log::open(store_, key().verifier())->append(records_between(from, to)));
  }
  std::unique_ptr<Publisher> start() {
    return std::make_unique<Publisher>(*ledger::CheckpointSigner::open(store_, key()),
                                       std::ref(rounds_));
  }
  SharedStore store_;
  Rounds rounds_;
};

TEST_F(PublisherTest, SignsWhatIsThereAndWhatComes) {
  append(0, 3);
  const auto publisher = start();
  ASSERT_TRUE(rounds_.wait_for("3"));
  append(3, 5);
  publisher->wake();
  ASSERT_TRUE(rounds_.wait_for("5"));
  append(5, 6);
  EXPECT_TRUE(rounds_.wait_for("6")) << "on its beat, without being told";
}

TEST_F(PublisherTest, StoppingSignsWhatIsLeft) {
  const auto publisher = start();
  append(0, 4);
  publisher->stop();
  publisher->stop();
  EXPECT_EQ(ledger::signed_size(*store_.head()).value, 4U);
}

TEST_F(PublisherTest, AFullDiskIsToldAndTriedAgain) {
  append(0, 2);
  store_.disk_full = true;
  const auto publisher = start();
  ASSERT_TRUE(rounds_.wait_for("disk full"));
  store_.disk_full = false;
  publisher->wake();
  EXPECT_TRUE(rounds_.wait_for("2"));
}

TEST_F(PublisherTest, NeverSignsAgainOnceSomethingReadBackDifferently) {
  append(0, 2);
  store_.reads_differ = true;
  const auto publisher = start();
  ASSERT_TRUE(rounds_.wait_for("the leaf is not the one that was stored"));
  store_.reads_differ = false;
  publisher->wake();
  publisher->stop();
  EXPECT_EQ(rounds_.count(), 1);
  EXPECT_EQ(store_.head()->checkpoint, "");
}

}  // namespace
}  // namespace truceline::app
