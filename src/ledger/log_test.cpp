// SPDX-License-Identifier: Apache-2.0
#include "ledger/log.hpp"

#include <functional>
#include <gtest/gtest.h>
#include <utility>

#include "base/limits.hpp"
#include "ledger/checkpoint_signer.hpp"
#include "ledger/memory_store.hpp"
#include "ledger/passing_store.hpp"
#include "ledger/store_conformance.hpp"
#include "ledger/tree.hpp"

namespace truceline::ledger {
namespace {

NoteSigner signer(std::uint8_t seed = 1, std::string name = "ledger.example/test") {
  base::Seed bytes{};
  bytes.fill(seed);
  return {std::move(name), base::SigningKey::from_seed(bytes)};
}

VerifierKey verifier() {
  return signer().verifier();
}

/// The tree that anybody derives from the stored leaves.
Tree tree_of(Store& store) {
  Tree tree;
  const auto scanned =
      store.scan({0}, {store.head()->size.value},
                 [&](base::EntryIndex, const RecordView& view) -> base::Result<void> {
                   EXPECT_EQ(leaf_hash(view.leaf), view.leaf_hash);
                   tree.append(leaf_hash(view.leaf));
                   return {};
                 });
  EXPECT_TRUE(scanned);
  return tree;
}

/// A MemoryStore with trouble on demand.
class TroubledStore final : public PassingStore {
 public:
  TroubledStore() : PassingStore(memory_) {}
  std::function<void()> before_append = [] {};
  int appends_to_fail = 0;

  base::Result<void> append(base::TreeSize expected_size, std::span<const RecordView> records,
                            base::BytesView new_frontier) override {
    before_append();
    if (appends_to_fail > 0) {
      --appends_to_fail;
      return base::Error{base::ErrorCode::unavailable, "disk full", {}, {}};
    }
    return memory_.append(expected_size, records, new_frontier);
  }

 private:
  MemoryStore memory_;
};

void expect_in_step(Store& store) {
  EXPECT_EQ(Frontier::from_bytes(store.head()->frontier)->root(), tree_of(store).root());
}

TEST(Log, KeepsTheFrontierOfWhatItStored) {
  MemoryStore store;
  Log log = *Log::open(store, verifier());
  std::uint64_t size = 0;
  for (const std::uint64_t batch : {1U, 2U, 3U, 64U, 5U}) {
    const auto appended = log.append(records_between(size, size + batch));
    ASSERT_TRUE(appended) << appended.error().to_string();
    EXPECT_EQ(appended->added, batch);
    EXPECT_EQ(appended->indices.front().value, size);
    size += batch;
    EXPECT_EQ(appended->indices.back().value, size - 1);
    EXPECT_EQ(appended->size.value, size);
    EXPECT_EQ(store.head()->size.value, size);
    EXPECT_EQ(store.head()->checkpoint, "") << "signing is another's business";
    expect_in_step(store);
  }
}

TEST(Log, GoesOnAfterReopening) {
  MemoryStore store;
  ASSERT_TRUE(Log::open(store, verifier())->append(records_between(0, 7)));
  Log log = *Log::open(store, verifier());
  EXPECT_EQ(log.size().value, 7U);
  ASSERT_TRUE(log.append(records_between(7, 9)));
  expect_in_step(store);
}

TEST(Log, OpeningWritesNothing) {
  MemoryStore store;
  ASSERT_TRUE(Log::open(store, verifier()));
  EXPECT_EQ(*store.head(), Head{});
}

TEST(Log, ARepeatedLeafKeepsItsIndex) {
  MemoryStore store;
  Log log = *Log::open(store, verifier());
  ASSERT_TRUE(log.append(records_between(0, 5)));
  const auto again = log.append(records_between(0, 5));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->added, 0U);
  EXPECT_EQ(again->indices[3].value, 3U);
  EXPECT_EQ(again->size.value, 5U);
  // New, old, new, the same new again: only two are added.
  const auto mixed =
      log.append(std::vector{nth_record(5), nth_record(2), nth_record(6), nth_record(5)});
  ASSERT_TRUE(mixed);
  EXPECT_EQ(mixed->added, 2U);
  EXPECT_EQ(mixed->indices, (std::vector<base::EntryIndex>{{5}, {2}, {6}, {5}}));
  EXPECT_EQ(store.head()->size.value, 7U);
}

TEST(Log, ARepeatedLeafDoesNotBringErasedBytesBack) {
  MemoryStore store;
  Log log = *Log::open(store, verifier());
  Record erased = nth_record(0);
  erased.sealed.clear();
  ASSERT_TRUE(log.append(std::vector{erased}));
  ASSERT_TRUE(log.append(std::vector{nth_record(0)}));
  EXPECT_EQ(*store.read({0}), erased);
}

TEST(Log, AnEmptyBatchChangesNothing) {
  MemoryStore store;
  Log log = *Log::open(store, verifier());
  const auto nothing = log.append({});
  ASSERT_TRUE(nothing);
  EXPECT_EQ(nothing->size.value, 0U);
  EXPECT_EQ(*store.head(), Head{});
}

TEST(Log, TwoWritersTakeTurns) {
  MemoryStore store;
  Log one = *Log::open(store, verifier());
  Log two = *Log::open(store, verifier());
  for (std::uint64_t n = 0; n < 40; n += 4) {
    ASSERT_TRUE(one.append(records_between(n, n + 2)));
    const auto late = two.append(records_between(n + 1, n + 4));  // one of them is known already
    ASSERT_TRUE(late) << late.error().to_string();
    EXPECT_EQ(late->added, 2U);
    EXPECT_EQ(late->indices.front().value, n + 1);
  }
  expect_in_step(store);
  // A batch that the other writer stored in full is answered under a tree that holds it.
  const auto known = one.append(records_between(36, 40));
  ASSERT_TRUE(known);
  EXPECT_EQ(known->size.value, 40U);
}

TEST(Log, LosesARaceAndFindsItsLeafStoredByTheWinner) {
  TroubledStore store;
  Log loser = *Log::open(store, verifier());
  Log winner = *Log::open(store, verifier());
  bool raced = false;
  store.before_append = [&] {
    if (std::exchange(raced, true)) return;
    ASSERT_TRUE(winner.append(records_between(0, 2)));
  };
  const auto late = loser.append(records_between(1, 3));
  ASSERT_TRUE(late) << late.error().to_string();
  EXPECT_EQ(late->added, 1U);
  EXPECT_EQ(late->indices, (std::vector<base::EntryIndex>{{1}, {2}}));
}

TEST(Log, GivesUpWhenEveryRaceIsLost) {
  TroubledStore store;
  Log loser = *Log::open(store, verifier());
  Log winner = *Log::open(store, verifier());
  std::uint64_t next = 0;
  bool inside = false;
  store.before_append = [&] {
    if (std::exchange(inside, true)) return;
    ASSERT_TRUE(winner.append(records_between(next, next + 1)));
    ++next;
    inside = false;
  };
  const auto refused = loser.append(records_between(1000, 1001));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, base::ErrorCode::unavailable);
}

TEST(Log, AFailedAppendMayBeMadeAgain) {
  TroubledStore store;
  Log log = *Log::open(store, verifier());
  ASSERT_TRUE(log.append(records_between(0, 3)));
  store.appends_to_fail = 1;
  EXPECT_EQ(log.append(records_between(3, 5)).error().code, base::ErrorCode::unavailable);
  EXPECT_EQ(log.size().value, 3U);
  ASSERT_TRUE(log.append(records_between(3, 5)));
  expect_in_step(store);
}

TEST(Log, RefusesRecordsBeyondTheLimits) {
  MemoryStore store;
  Log log = *Log::open(store, verifier());
  const auto refused = [&](Record record) {
    const auto result = log.append(std::vector{nth_record(0), std::move(record)});
    EXPECT_FALSE(result);
    if (result) return std::string("stored");
    EXPECT_EQ(result.error().place, "record 1");
    return result.error().reason;
  };
  EXPECT_EQ(refused({{}, {}}), "an entry is empty");
  EXPECT_EQ(refused({base::Bytes(65'536, 1), {}}), "an entry has more than 65535 bytes");
  EXPECT_EQ(refused({{1}, base::Bytes(65'536, 1)}),
            "an entry's sealed part has more than 65535 bytes");
  EXPECT_EQ(log.append(records_between(0, base::limits::kAppendBatch + 1)).error().code,
            base::ErrorCode::too_large);
  EXPECT_EQ(store.head()->size.value, 0U);
  EXPECT_TRUE(log.append(std::vector<Record>{{base::Bytes(65'535, 1), base::Bytes(65'535, 1)}}));
}

TEST(Log, RefusesASealedPartThatLooksErased) {
  MemoryStore store;
  Log log = *Log::open(store, verifier());
  EXPECT_EQ(log.append(std::vector<Record>{{{1}, base::Bytes(32, 0)}}).error().code,
            base::ErrorCode::invalid_input);
  EXPECT_TRUE(log.append(std::vector<Record>{{{1}, {}}, {{2}, {0, 0, 1}}}));
}

TEST(Log, AsksAgainWhenSomebodyWasFaster) {
  TroubledStore store;
  Log loser = *Log::open(store, verifier());
  Log winner = *Log::open(store, verifier());
  bool raced = false;
  store.before_append = [&] {
    if (std::exchange(raced, true)) return;
    ASSERT_TRUE(winner.append(records_between(0, 2)));
  };
  std::vector<std::uint64_t> asked;
  const auto late =
      loser.append(records_between(5, 7), [&](base::TreeSize at) -> base::Result<void> {
        asked.push_back(at.value);
        return {};
      });
  ASSERT_TRUE(late);
  EXPECT_EQ(asked, (std::vector<std::uint64_t>{0, 2}));
  EXPECT_EQ(late->indices.front().value, 2U);
}

TEST(Log, WhatTheRecheckRefusesIsNotStored) {
  MemoryStore store;
  Log log = *Log::open(store, verifier());
  const auto revoked = [](base::TreeSize) -> base::Result<void> {
    return base::Error{base::ErrorCode::forbidden, "the key was revoked", {}, {}};
  };
  EXPECT_EQ(log.append(records_between(0, 2), revoked).error().reason, "the key was revoked");
  EXPECT_EQ(store.head()->size.value, 0U);
  ASSERT_TRUE(log.append(records_between(0, 2)));
  EXPECT_TRUE(log.append(records_between(0, 2), revoked)) << "what is there already is not asked";
}

/// A store with a log of three entries, signed by `by`.
void fill(MemoryStore& store, const NoteSigner& by = signer()) {
  ASSERT_TRUE(Log::open(store, by.verifier())->append(records_between(0, 3)));
  ASSERT_TRUE(CheckpointSigner::open(store, by)->publish());
}

TEST(Log, RefusesAStoreOfAnotherLogOrKey) {
  MemoryStore store;
  fill(store);
  EXPECT_TRUE(Log::open(store, verifier()));
  EXPECT_EQ(Log::open(store, signer(2).verifier()).error().code, base::ErrorCode::forbidden);
  EXPECT_EQ(Log::open(store, signer(1, "other.example").verifier()).error().code,
            base::ErrorCode::forbidden);
}

/// Says that its head is another than what is stored.
class SpoiledHead final : public PassingStore {
 public:
  SpoiledHead(Store& inner, Head head) : PassingStore(inner), head_(std::move(head)) {}
  base::Result<Head> head() override { return head_; }

 private:
  Head head_;
};

TEST(Log, RefusesAHeadThatContradictsItself) {
  MemoryStore whole;
  fill(whole);
  const auto reason_of = [&](const std::function<void(Head&)>& spoil) {
    Head head = *whole.head();
    spoil(head);
    SpoiledHead spoiled(whole, head);
    const auto opened = Log::open(spoiled, verifier());
    return opened ? std::string("opened") : std::string(opened.error().reason);
  };
  EXPECT_EQ(reason_of([](Head&) {}), "opened");
  EXPECT_EQ(reason_of([](Head& head) { head.size = {2}; }),
            "the stored frontier is of another size");
  EXPECT_EQ(reason_of([](Head& head) { head.frontier.back() ^= 1; }),
            "the stored frontier is not the one that was signed");
  EXPECT_EQ(reason_of([](Head& head) { head.signed_frontier.back() ^= 1; }),
            "the newest checkpoint signs another tree than the stored one");
  EXPECT_EQ(reason_of([](Head& head) { head.frontier.pop_back(); }),
            "a frontier has one hash for each set bit of its size");
  EXPECT_EQ(reason_of([](Head& head) { head.checkpoint.clear(); }),
            "the newest checkpoint is missing");
  EXPECT_EQ(reason_of([](Head& head) { head = {}; }), "opened") << "an empty log";
  EXPECT_EQ(reason_of([](Head& head) {
              head.size = {};
              head.frontier.clear();
            }),
            "the log has signed more entries than are stored");
  EXPECT_NE(reason_of([](Head& head) { head.checkpoint[0] = 'x'; }), "opened");
}

}  // namespace
}  // namespace truceline::ledger
