// SPDX-License-Identifier: Apache-2.0
//
// For tests only: the promises of Store as one suite, run over every store there is. A store's
// test instantiates it with a fixture that has `Store& store()` and starts empty.
#pragma once

#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "ledger/merkle_hash.hpp"
#include "ledger/store.hpp"

namespace truceline::ledger {

/// The n-th record of a made-up log: its leaf and sealed bytes tell n.
inline Record nth_record(std::uint64_t n) {
  const std::string leaf = "leaf " + std::to_string(n);
  const std::string sealed = "sealed " + std::to_string(n);
  return {{leaf.begin(), leaf.end()}, {sealed.begin(), sealed.end()}};
}

inline std::vector<Record> records_between(std::uint64_t from, std::uint64_t to) {
  std::vector<Record> records;
  for (std::uint64_t n = from; n < to; ++n) records.push_back(nth_record(n));
  return records;
}

/// Appends records as they are, with a frontier that is only recognisable.
inline base::Bytes frontier_at(std::uint64_t size) {
  const auto byte = static_cast<std::uint8_t>(size);
  return {byte, byte};
}
inline Head head_at(std::uint64_t size) {
  return {{size}, frontier_at(size), {}, {}};
}

inline base::Result<void> append_plainly(Store& store, std::uint64_t expected_size,
                                         const std::vector<Record>& records) {
  std::vector<RecordView> views;
  for (const Record& record : records)
    views.push_back({leaf_hash(record.leaf), record.leaf, record.sealed});
  return store.append({expected_size}, views, frontier_at(expected_size + records.size()));
}

template <class Fixture>
class StoreConformance : public testing::Test {
 protected:
  Store& store() { return fixture_.store(); }
  Fixture fixture_;
};

TYPED_TEST_SUITE_P(StoreConformance);

TYPED_TEST_P(StoreConformance, StartsEmpty) {
  const auto head = this->store().head();
  ASSERT_TRUE(head) << head.error().to_string();
  EXPECT_EQ(*head, Head{});
  EXPECT_EQ(this->store().read({0}).error().code, base::ErrorCode::not_found);
  EXPECT_FALSE(this->store().find(leaf_hash({}))->has_value());
}

TYPED_TEST_P(StoreConformance, KeepsRecordsAndHead) {
  ASSERT_TRUE(append_plainly(this->store(), 0, records_between(0, 3)));
  ASSERT_TRUE(append_plainly(this->store(), 3, records_between(3, 10)));
  EXPECT_EQ(*this->store().head(), head_at(10));
  for (std::uint64_t n = 0; n < 10; ++n) {
    const auto record = this->store().read({n});
    ASSERT_TRUE(record) << record.error().to_string();
    EXPECT_EQ(*record, nth_record(n));
  }
  EXPECT_EQ(this->store().read({10}).error().code, base::ErrorCode::not_found);
}

TYPED_TEST_P(StoreConformance, KeepsEmptySealedBytesAndBytesOfEveryValue) {
  Record record;
  for (int value = 0; value < 256; ++value) record.leaf.push_back(static_cast<std::uint8_t>(value));
  ASSERT_TRUE(append_plainly(this->store(), 0, {record}));
  EXPECT_EQ(*this->store().read({0}), record);
}

TYPED_TEST_P(StoreConformance, RefusesAWriterWhoMissedAnAppend) {
  ASSERT_TRUE(append_plainly(this->store(), 0, records_between(0, 3)));
  const auto late = append_plainly(this->store(), 0, records_between(3, 5));
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, base::ErrorCode::conflict);
  const auto early = append_plainly(this->store(), 4, records_between(3, 5));
  ASSERT_FALSE(early);
  EXPECT_EQ(early.error().code, base::ErrorCode::conflict);
  EXPECT_EQ(*this->store().head(), head_at(3));
  EXPECT_FALSE(this->store().find(leaf_hash(nth_record(3).leaf))->has_value());
}

TYPED_TEST_P(StoreConformance, ReplacesTheCheckpointOnlyForWhoKnowsTheOldOne) {
  ASSERT_TRUE(append_plainly(this->store(), 0, records_between(0, 3)));
  ASSERT_TRUE(this->store().publish("", "three", frontier_at(3)));
  EXPECT_EQ(this->store().publish("", "four", frontier_at(4)).error().code,
            base::ErrorCode::conflict);
  EXPECT_EQ(*this->store().head(), (Head{{3}, frontier_at(3), "three", frontier_at(3)}));
  ASSERT_TRUE(append_plainly(this->store(), 3, records_between(3, 5)));
  EXPECT_EQ(*this->store().head(), (Head{{5}, frontier_at(5), "three", frontier_at(3)}))
      << "an append signs nothing";
  ASSERT_TRUE(this->store().publish("three", "five", frontier_at(5)));
  EXPECT_EQ(this->store().head()->checkpoint, "five");
}

TYPED_TEST_P(StoreConformance, KeepsTheFirstCosignedCheckpointOfEachEntry) {
  Store& store = this->store();
  ASSERT_TRUE(append_plainly(store, 0, records_between(0, 9)));
  EXPECT_EQ(*store.newest_cosigned(), std::nullopt);
  EXPECT_EQ(*store.cosigned_for({0}), std::nullopt);
  ASSERT_TRUE(store.add_cosigned({3}, "three"));
  ASSERT_TRUE(store.add_cosigned({7}, "seven"));
  EXPECT_EQ(**store.newest_cosigned(), (KeptCheckpoint{{7}, "seven"}));
  EXPECT_EQ((*store.cosigned_for({0}))->note, "three");
  EXPECT_EQ((*store.cosigned_for({2}))->note, "three");
  EXPECT_EQ((*store.cosigned_for({3}))->note, "seven");
  EXPECT_EQ((*store.cosigned_for({6}))->note, "seven");
  EXPECT_EQ(*store.cosigned_for({7}), std::nullopt);
  for (const std::uint64_t late : {1U, 3U, 5U, 7U})
    EXPECT_EQ(store.add_cosigned({late}, "late").error().code, base::ErrorCode::conflict);
  for (const std::uint64_t absurd : {0U, 10U})
    EXPECT_EQ(store.add_cosigned({absurd}, "x").error().code, base::ErrorCode::invalid_input);
  EXPECT_EQ((*store.cosigned_for({4}))->note, "seven") << "a receipt never changes";
}

TYPED_TEST_P(StoreConformance, ErasesSealedBytesAndNothingElse) {
  ASSERT_TRUE(append_plainly(this->store(), 0, records_between(0, 9)));
  ASSERT_TRUE(this->store().erase({4}));
  ASSERT_TRUE(this->store().erase({4})) << "a second time is fine";
  for (std::uint64_t n = 0; n < 9; ++n) {
    Record wanted = nth_record(n);
    if (n == 4) wanted.sealed.clear();
    EXPECT_EQ(*this->store().read({n}), wanted);
  }
  const auto scanned = this->store().scan(
      {4}, {5}, [](base::EntryIndex, const RecordView& view) -> base::Result<void> {
        EXPECT_TRUE(view.sealed.empty());
        EXPECT_EQ(base::text_of(view.leaf), base::text_of(nth_record(4).leaf));
        return {};
      });
  EXPECT_TRUE(scanned);
  EXPECT_EQ(*this->store().find(leaf_hash(nth_record(4).leaf)), base::EntryIndex{4});
  EXPECT_EQ(*this->store().head(), head_at(9));
  EXPECT_EQ(this->store().erase({9}).error().code, base::ErrorCode::not_found);
}

TYPED_TEST_P(StoreConformance, ScansInOrder) {
  ASSERT_TRUE(append_plainly(this->store(), 0, records_between(0, 1000)));
  std::uint64_t next = 10;
  const auto scanned = this->store().scan(
      {10}, {990}, [&](base::EntryIndex index, const RecordView& view) -> base::Result<void> {
        const Record wanted = nth_record(next);
        EXPECT_EQ(index.value, next);
        EXPECT_EQ(base::text_of(view.leaf), base::text_of(wanted.leaf));
        EXPECT_EQ(base::text_of(view.sealed), base::text_of(wanted.sealed));
        EXPECT_EQ(view.leaf_hash, leaf_hash(wanted.leaf));
        ++next;
        return {};
      });
  EXPECT_TRUE(scanned);
  EXPECT_EQ(next, 990U);
}

TYPED_TEST_P(StoreConformance, ScanOfNothingVisitsNothing) {
  const auto fail = [](base::EntryIndex, const RecordView&) -> base::Result<void> {
    return base::invalid("visited");
  };
  EXPECT_TRUE(this->store().scan({0}, {0}, fail));
  ASSERT_TRUE(append_plainly(this->store(), 0, records_between(0, 3)));
  EXPECT_TRUE(this->store().scan({3}, {3}, fail));
  EXPECT_TRUE(this->store().scan({2}, {1}, fail));
  EXPECT_EQ(this->store().scan({0}, {4}, fail).error().code, base::ErrorCode::not_found);
}

TYPED_TEST_P(StoreConformance, AVisitorEndsTheScanWithItsError) {
  ASSERT_TRUE(append_plainly(this->store(), 0, records_between(0, 9)));
  int visited = 0;
  const auto stopped = this->store().scan(
      {0}, {9}, [&](base::EntryIndex index, const RecordView&) -> base::Result<void> {
        ++visited;
        if (index.value == 4) return base::invalid("enough");
        return {};
      });
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().reason, "enough");
  EXPECT_EQ(visited, 5);
}

TYPED_TEST_P(StoreConformance, AVisitorMayReadAndAppend) {
  ASSERT_TRUE(append_plainly(this->store(), 0, records_between(0, 2)));
  std::uint64_t size = 2;
  const auto scanned = this->store().scan(
      {0}, {2}, [&](base::EntryIndex index, const RecordView& view) -> base::Result<void> {
        EXPECT_EQ(this->store().read(index)->leaf.size(), view.leaf.size());
        TRY(append_plainly(this->store(), size, records_between(size, size + 100)));
        size += 100;
        EXPECT_EQ(base::text_of(view.leaf), base::text_of(nth_record(index.value).leaf));
        return {};
      });
  EXPECT_TRUE(scanned) << scanned.error().to_string();
  EXPECT_EQ(this->store().head()->size.value, 202U);
}

TYPED_TEST_P(StoreConformance, FindsAnEntryByItsLeafHash) {
  ASSERT_TRUE(append_plainly(this->store(), 0, records_between(0, 50)));
  for (std::uint64_t n = 0; n < 50; ++n)
    EXPECT_EQ(*this->store().find(leaf_hash(nth_record(n).leaf)), base::EntryIndex{n});
  EXPECT_EQ(*this->store().find(leaf_hash(nth_record(50).leaf)), std::nullopt);
}

TYPED_TEST_P(StoreConformance, KeepsSmallFactsByName) {
  EXPECT_EQ(*this->store().meta("colour"), std::nullopt);
  ASSERT_TRUE(this->store().set_meta("colour", base::bytes_of("blue")));
  ASSERT_TRUE(this->store().set_meta("shape", {}));
  ASSERT_TRUE(this->store().set_meta("colour", base::bytes_of("green")));
  EXPECT_EQ(base::text_of(**this->store().meta("colour")), "green");
  EXPECT_EQ(*this->store().meta("shape"), base::Bytes{});
}

REGISTER_TYPED_TEST_SUITE_P(
    StoreConformance, StartsEmpty, KeepsRecordsAndHead, KeepsEmptySealedBytesAndBytesOfEveryValue,
    RefusesAWriterWhoMissedAnAppend, ReplacesTheCheckpointOnlyForWhoKnowsTheOldOne,
    KeepsTheFirstCosignedCheckpointOfEachEntry, ErasesSealedBytesAndNothingElse, ScansInOrder,
    ScanOfNothingVisitsNothing, AVisitorEndsTheScanWithItsError, AVisitorMayReadAndAppend,
    FindsAnEntryByItsLeafHash, KeepsSmallFactsByName);

}  // namespace truceline::ledger
