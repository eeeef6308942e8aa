// SPDX-License-Identifier: Apache-2.0
//
// For tests only: the promises of WitnessStore and MirrorStore as two suites, run over every such
// store there is. A store's test instantiates them with a fixture that has `store()` and starts
// empty. What survives the process is for the tests of the stores on disk.
#pragma once

#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "ledger/mirror_store.hpp"
#include "ledger/witness_store.hpp"

namespace truceline::ledger {

template <class Fixture>
class WitnessStoreConformance : public testing::Test {
 protected:
  WitnessStore& store() { return fixture_.store(); }
  Fixture fixture_;
};
TYPED_TEST_SUITE_P(WitnessStoreConformance);

TYPED_TEST_P(WitnessStoreConformance, StartsEmpty) {
  EXPECT_EQ(*this->store().latest("a.example/log"), std::nullopt);
}

TYPED_TEST_P(WitnessStoreConformance, KeepsOneNoteForEachLog) {
  ASSERT_TRUE(this->store().replace("a.example/log", "", "first\n"));
  ASSERT_TRUE(this->store().replace("b.example/log", "", "other\n"));
  ASSERT_TRUE(this->store().replace("a.example/log", "first\n", "\u2014 second\n"));
  EXPECT_EQ(**this->store().latest("a.example/log"), "\u2014 second\n");
  EXPECT_EQ(**this->store().latest("b.example/log"), "other\n");
}

TYPED_TEST_P(WitnessStoreConformance, RefusesWhoMissedAReplacement) {
  ASSERT_TRUE(this->store().replace("a.example/log", "", "first\n"));
  for (const char* expected : {"", "firs", "first\n\n", "second\n"})
    EXPECT_EQ(this->store().replace("a.example/log", expected, "third\n").error().code,
              base::ErrorCode::conflict)
        << expected;
  EXPECT_EQ(this->store().replace("b.example/log", "first\n", "third\n").error().code,
            base::ErrorCode::conflict);
  EXPECT_EQ(**this->store().latest("a.example/log"), "first\n");
  EXPECT_EQ(*this->store().latest("b.example/log"), std::nullopt);
}

REGISTER_TYPED_TEST_SUITE_P(WitnessStoreConformance, StartsEmpty, KeepsOneNoteForEachLog,
                            RefusesWhoMissedAReplacement);

template <class Fixture>
class MirrorStoreConformance : public testing::Test {
 protected:
  MirrorStore& store() { return fixture_.store(); }

  /// Adds entries "<from>", "<from + 1>", ... at `at`.
  base::Result<void> append(std::string_view origin, std::uint64_t at, std::uint64_t from,
                            std::uint64_t to) {
    std::vector<std::string> texts;
    for (std::uint64_t n = from; n < to; ++n) texts.push_back(std::to_string(n));
    std::vector<base::BytesView> views;
    for (const std::string& text : texts) views.push_back(base::bytes_of(text));
    return store().append(origin, {at}, views);
  }
  std::string read(std::string_view origin, std::uint64_t from, std::uint64_t to) {
    std::string read;
    const auto scanned =
        store().scan(origin, {from}, {to}, [&](base::EntryIndex index, base::BytesView entry) {
          EXPECT_EQ(index.value, from++);
          read += std::string(base::text_of(entry)) + " ";
          return base::Result<void>{};
        });
    return scanned ? read : scanned.error().to_string();
  }
  Fixture fixture_;
};
TYPED_TEST_SUITE_P(MirrorStoreConformance);

TYPED_TEST_P(MirrorStoreConformance, StartsEmpty) {
  const auto state = this->store().state("a.example/log");
  ASSERT_TRUE(state) << state.error().to_string();
  EXPECT_TRUE(state->pending.empty());
  EXPECT_EQ(state->entries.value, 0U);
  EXPECT_EQ(state->checkpoint, "");
  EXPECT_TRUE(state->frontier.empty());
  EXPECT_EQ(this->read("a.example/log", 0, 0), "");
}

TYPED_TEST_P(MirrorStoreConformance, KeepsEntriesOfEachLogInOrder) {
  ASSERT_TRUE(this->append("a.example/log", 0, 0, 3));
  ASSERT_TRUE(this->append("b.example/log", 0, 70, 72));
  ASSERT_TRUE(this->append("a.example/log", 3, 3, 300));
  EXPECT_EQ(this->store().state("a.example/log")->entries.value, 300U);
  EXPECT_EQ(this->store().state("b.example/log")->entries.value, 2U);
  EXPECT_EQ(this->read("a.example/log", 2, 5), "2 3 4 ");
  EXPECT_EQ(this->read("a.example/log", 298, 300), "298 299 ");
  EXPECT_EQ(this->read("b.example/log", 0, 2), "70 71 ");
}

TYPED_TEST_P(MirrorStoreConformance, RefusesEntriesThatDoNotFollow) {
  ASSERT_TRUE(this->append("a.example/log", 0, 0, 3));
  for (const std::uint64_t at : {0U, 2U, 4U})
    EXPECT_EQ(this->append("a.example/log", at, 7, 9).error().code, base::ErrorCode::conflict);
  EXPECT_EQ(this->read("a.example/log", 0, 3), "0 1 2 ");
}

TYPED_TEST_P(MirrorStoreConformance, ScanEndsWhereItIsToldAndNotBeyondWhatIsHeld) {
  ASSERT_TRUE(this->append("a.example/log", 0, 0, 3));
  const auto nothing = [](base::EntryIndex, base::BytesView) { return base::Result<void>{}; };
  EXPECT_EQ(this->store().scan("a.example/log", {0}, {4}, nothing).error().code,
            base::ErrorCode::not_found);
  const auto enough = [](base::EntryIndex, base::BytesView) -> base::Result<void> {
    return base::invalid("enough");
  };
  EXPECT_EQ(this->store().scan("a.example/log", {0}, {3}, enough).error().reason, "enough");
  EXPECT_TRUE(this->store().scan("a.example/log", {3}, {3}, enough));
}

TYPED_TEST_P(MirrorStoreConformance, ReplacesPendingCheckpointsOnlyWhereTheLastIsExpected) {
  const std::vector<std::string> one{"one\n"};
  const std::vector<std::string> two{"one\n", "two\n"};
  ASSERT_TRUE(this->store().replace_pending("a.example/log", "", one));
  EXPECT_EQ(this->store().replace_pending("a.example/log", "", two).error().code,
            base::ErrorCode::conflict);
  ASSERT_TRUE(this->store().replace_pending("a.example/log", "one\n", two));
  EXPECT_EQ(this->store().replace_pending("a.example/log", "one\n", one).error().code,
            base::ErrorCode::conflict);
  EXPECT_EQ(this->store().state("a.example/log")->pending, two);
  EXPECT_TRUE(this->store().state("b.example/log")->pending.empty());
}

TYPED_TEST_P(MirrorStoreConformance, PublishesOnlyWhereTheCheckpointIsExpected) {
  const base::Bytes frontier{1, 0, 255};
  ASSERT_TRUE(this->store().publish("a.example/log", "", "one\n", frontier));
  EXPECT_EQ(this->store().publish("a.example/log", "", "two\n", {}).error().code,
            base::ErrorCode::conflict);
  EXPECT_EQ(this->store().state("a.example/log")->checkpoint, "one\n");
  EXPECT_EQ(this->store().state("a.example/log")->frontier, frontier);
  ASSERT_TRUE(this->store().publish("a.example/log", "one\n", "two\n", {}));
  EXPECT_EQ(this->store().state("a.example/log")->checkpoint, "two\n");
  EXPECT_TRUE(this->store().state("a.example/log")->frontier.empty());
}

REGISTER_TYPED_TEST_SUITE_P(MirrorStoreConformance, StartsEmpty, KeepsEntriesOfEachLogInOrder,
                            RefusesEntriesThatDoNotFollow,
                            ScanEndsWhereItIsToldAndNotBeyondWhatIsHeld,
                            ReplacesPendingCheckpointsOnlyWhereTheLastIsExpected,
                            PublishesOnlyWhereTheCheckpointIsExpected);

}  // namespace truceline::ledger
