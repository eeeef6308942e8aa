// SPDX-License-Identifier: Apache-2.0
#include "ledger/checkpoint_signer.hpp"

#include <functional>
#include <gtest/gtest.h>
#include <utility>

#include "ledger/log.hpp"
#include "ledger/memory_store.hpp"
#include "ledger/passing_store.hpp"
#include "ledger/store_conformance.hpp"
#include "ledger/tree.hpp"

namespace truceline::ledger {
namespace {

NoteSigner key(std::uint8_t seed = 1) {
  base::Seed bytes{};
  bytes.fill(seed);
  return {"ledger.example/test", base::SigningKey::from_seed(bytes)};
}

/// The honest store, or one whose disk gives back something else than what was stored.
class ReadingBack final : public PassingStore {
 public:
  explicit ReadingBack(Store& inner) : PassingStore(inner) {}
  std::function<void(base::EntryIndex, Record&, base::Hash&)> spoil;
  std::function<void()> before_publish = [] {};
  std::uint64_t entries_read = 0;

  base::Result<void> scan(base::EntryIndex from, base::EntryIndex to,
                          const RecordVisitor& visit) override {
    return PassingStore::scan(
        from, to, [&](base::EntryIndex index, const RecordView& view) -> base::Result<void> {
          ++entries_read;
          if (!spoil) return visit(index, view);
          Record record{{view.leaf.begin(), view.leaf.end()}, {}};
          base::Hash hash = view.leaf_hash;
          spoil(index, record, hash);
          return visit(index, {hash, record.leaf, view.sealed});
        });
  }
  base::Result<void> publish(std::string_view expected, std::string_view checkpoint,
                             base::BytesView signed_frontier) override {
    before_publish();
    return PassingStore::publish(expected, checkpoint, signed_frontier);
  }
};

class CheckpointSignerTest : public testing::Test {
 protected:
  void append(std::uint64_t from, std::uint64_t to) {
    ASSERT_TRUE(Log::open(memory_, key().verifier())->append(records_between(from, to)));
  }
  CheckpointSigner signer() { return *CheckpointSigner::open(store_, key()); }
  static Checkpoint opened(const std::string& note) {
    const std::vector known{key().verifier()};
    return *open_checkpoint(note, key().name, known);
  }
  static base::Hash root(std::uint64_t size) {
    Tree tree;
    for (std::uint64_t n = 0; n < size; ++n) tree.append(leaf_hash(nth_record(n).leaf));
    return tree.root();
  }

  MemoryStore memory_;
  ReadingBack store_{memory_};
};

TEST_F(CheckpointSignerTest, SignsNothingForAnEmptyLog) {
  const auto published = signer().publish();
  ASSERT_TRUE(published);
  EXPECT_EQ(published->checkpoint, "");
  EXPECT_EQ(*memory_.head(), Head{});
}

TEST_F(CheckpointSignerTest, SignsTheTreeOfAllThatIsStored) {
  CheckpointSigner signing = signer();
  for (const auto& [from, to] : {std::pair{0, 1}, {1, 7}, {7, 72}}) {
    append(static_cast<std::uint64_t>(from), static_cast<std::uint64_t>(to));
    const auto published = signing.publish();
    ASSERT_TRUE(published) << published.error().to_string();
    EXPECT_TRUE(published->is_new);
    const Checkpoint checkpoint = opened(published->checkpoint);
    EXPECT_EQ(checkpoint.size, published->size);
    EXPECT_EQ(checkpoint.root, root(static_cast<std::uint64_t>(to)));
    EXPECT_EQ(memory_.head()->checkpoint, published->checkpoint);
    EXPECT_EQ(signed_size(*memory_.head()), published->size);
  }
  const std::string before = memory_.head()->checkpoint;
  const auto again = signing.publish();
  ASSERT_TRUE(again);
  EXPECT_FALSE(again->is_new);
  EXPECT_EQ(again->checkpoint, before);
}

TEST_F(CheckpointSignerTest, ReadsEachEntryBackOnce) {
  append(0, 10);
  CheckpointSigner signing = signer();
  ASSERT_TRUE(signing.publish());
  append(10, 13);
  ASSERT_TRUE(signing.publish());
  EXPECT_EQ(store_.entries_read, 13U);
  ASSERT_TRUE(signer().publish());
  EXPECT_EQ(store_.entries_read, 13U) << "what is signed needs no second reading";
}

TEST_F(CheckpointSignerTest, SignsNothingThatReadsBackDifferently) {
  append(0, 5);
  ASSERT_TRUE(signer().publish());
  append(5, 9);
  const Head before = *memory_.head();
  CheckpointSigner signing = signer();
  const auto refused = [&](std::uint64_t entry,
                           const std::function<void(Record&, base::Hash&)>& f) {
    store_.spoil = [=](base::EntryIndex index, Record& record, base::Hash& hash) {
      if (index.value == entry) f(record, hash);
    };
    const auto published = signing.publish();
    EXPECT_FALSE(published);
    EXPECT_EQ(*memory_.head(), before);
    return published ? std::string()
           : published.error().code == base::ErrorCode::corrupt
               ? published.error().place + ": " + published.error().reason
               : "another error";
  };
  EXPECT_EQ(refused(6, [](Record& r, base::Hash&) { r.leaf[0] ^= 1; }),
            "entry 6: the leaf is not the one that was stored");
  EXPECT_EQ(refused(8, [](Record&, base::Hash& h) { h[31] ^= 1; }),
            "entry 8: the leaf is not the one that was stored");
  EXPECT_EQ(refused(7,
                    [](Record& r, base::Hash& h) {
                      r.leaf[0] ^= 1;
                      h = leaf_hash(r.leaf);
                    }),
            "the ledger's head: the entries do not give the stored frontier");
  store_.spoil = nullptr;
  EXPECT_TRUE(signing.publish()) << "the disk gives back what was stored";
}

TEST_F(CheckpointSignerTest, ChecksWhatAnotherProcessSigned) {
  append(0, 2);
  CheckpointSigner ours = signer();
  ASSERT_TRUE(ours.publish());
  append(2, 4);
  ASSERT_TRUE(CheckpointSigner::open(memory_, key())->publish());
  append(4, 6);
  store_.spoil = [](base::EntryIndex index, Record& record, base::Hash& hash) {
    if (index.value != 3) return;
    record.leaf[0] ^= 1;
    hash = leaf_hash(record.leaf);
  };
  EXPECT_EQ(ours.publish().error().reason, "the entries do not give the root that was signed");
  store_.spoil = nullptr;
  const auto published = ours.publish();
  ASSERT_TRUE(published);
  EXPECT_EQ(opened(published->checkpoint).root, root(6));
}

TEST_F(CheckpointSignerTest, LosesARaceAndSignsAfterTheWinner) {
  append(0, 2);
  CheckpointSigner ours = signer();
  bool raced = false;
  store_.before_publish = [&] {
    if (std::exchange(raced, true)) return;
    append(2, 3);
    ASSERT_TRUE(CheckpointSigner::open(memory_, key())->publish());
    append(3, 4);
  };
  const auto published = ours.publish();
  ASSERT_TRUE(published) << published.error().to_string();
  EXPECT_EQ(published->size.value, 4U);
  EXPECT_EQ(opened(memory_.head()->checkpoint).root, root(4));
}

TEST_F(CheckpointSignerTest, AnOlderStoreThanItHasSignedIsNotSignedAgain) {
  append(0, 2);
  MemoryStore backup = memory_;
  CheckpointSigner signing = signer();
  append(2, 4);
  ASSERT_TRUE(signing.publish());
  memory_ = backup;
  const auto refused = signing.publish();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, base::ErrorCode::corrupt);
}

TEST_F(CheckpointSignerTest, AnotherKeyDoesNotGoOn) {
  append(0, 2);
  ASSERT_TRUE(signer().publish());
  EXPECT_EQ(CheckpointSigner::open(store_, key(2)).error().code, base::ErrorCode::forbidden);
  EXPECT_EQ(CheckpointSigner::open(store_, {"two words", key().key}).error().code,
            base::ErrorCode::invalid_input);
}

}  // namespace
}  // namespace truceline::ledger
