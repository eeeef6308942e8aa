// SPDX-License-Identifier: Apache-2.0
#include "app/verify.hpp"

#include <array>
#include <functional>
#include <gtest/gtest.h>
#include <utility>

#include "app/author.hpp"
#include "ledger/checkpoint_signer.hpp"
#include "ledger/log.hpp"
#include "ledger/memory_store.hpp"
#include "ledger/merkle_hash.hpp"
#include "ledger/passing_store.hpp"

namespace truceline::app {
namespace {

using base::Result;

const std::string kOrigin = "example.org/verify";

base::SigningKey key_number(std::uint8_t number) {
  base::Seed seed{};
  seed[0] = number;
  return base::SigningKey::from_seed(seed);
}

/// A store whose disk has gone bad, or whose keeper has: one bit of one entry, or of the
/// checkpoint, is not what was stored.
class TamperedStore final : public ledger::PassingStore {
 public:
  explicit TamperedStore(ledger::Store& honest) : PassingStore(honest) {}

  enum class Part { leaf_hash, leaf, sealed, checkpoint, nothing };
  Part part = Part::nothing;
  std::uint64_t entry = 0;
  std::size_t byte = 0;

  Result<ledger::Head> head() override {
    TRY_ASSIGN(ledger::Head head, PassingStore::head());
    if (part == Part::checkpoint) head.checkpoint[byte] ^= 1;
    return head;
  }
  Result<void> scan(base::EntryIndex from, base::EntryIndex to,
                    const ledger::RecordVisitor& visit) override {
    return PassingStore::scan(from, to,
                              [&](base::EntryIndex index, const ledger::RecordView& record) {
                                if (index.value != entry) return visit(index, record);
                                base::Hash leaf_hash = record.leaf_hash;
                                base::Bytes leaf(record.leaf.begin(), record.leaf.end());
                                base::Bytes sealed(record.sealed.begin(), record.sealed.end());
                                if (part == Part::leaf_hash) leaf_hash[byte] ^= 1;
                                if (part == Part::leaf) leaf[byte] ^= 1;
                                if (part == Part::sealed) sealed[byte] ^= 1;
                                return visit(index, {leaf_hash, leaf, sealed});
                              });
  }
};

class VerifyTest : public testing::Test {
 protected:
  void SetUp() override {
    domain::Key enrol;
    enrol.party = "mission";
    enrol.key = key_number(4).public_key();
    enrol.role = domain::KeyRole::root;
    say(enrol, root_);
    enrol.key = key_number(2).public_key();
    enrol.role = domain::KeyRole::author;
    say(enrol, root_);
    domain::Status status;
    status.topic = "call";
    status.text = "The hotline was tested.";
    say(status);
    say(status);
  }

  domain::Erasure erasure_of(std::uint64_t entry) {
    return {ledger::leaf_hash(store_.read({entry})->leaf), "a request", "the desk"};
  }
  void say(const domain::Body& body) { say(body, author_); }
  void say(const domain::Body& body, Author& author) {
    const domain::Audience everyone{domain::AudienceLabel::everyone, {}};
    domain::Salt salt{};
    salt[0] = static_cast<std::uint8_t>(++said_);
    const auto written = author.write(body, everyone, {}, {said_ * base::kDayMs}, salt);
    ASSERT_TRUE(written) << written.error().to_string();
    append_and_sign(store_, written->record);
  }

  std::uint64_t faults(ledger::Store& store) {
    const auto verified =
        verify_log(store, kOrigin, key_number(1).public_key(), base::TimeMs{0}, {});
    EXPECT_TRUE(verified);
    return verified ? verified->faults_total : 0;
  }

  /// Flips a bit in each of `size` bytes in turn and expects each to be noticed.
  void expect_noticed(TamperedStore::Part part, std::uint64_t entry, std::size_t size) {
    TamperedStore tampered(store_);
    tampered.part = part;
    tampered.entry = entry;
    for (tampered.byte = 0; tampered.byte < size; ++tampered.byte)
      ASSERT_GT(faults(tampered), 0u) << "entry " << entry << ", byte " << tampered.byte;
  }

  static void append_and_sign(ledger::Store& store, const ledger::Record& record) {
    auto signer = ledger::CheckpointSigner::open(store, {kOrigin, key_number(1)});
    ASSERT_TRUE(signer);
    ASSERT_TRUE(ledger::Log::open(store, signer->verifier())->append(std::array{record}));
    ASSERT_TRUE(signer->publish());
  }

  ledger::MemoryStore store_;
  Author root_{{kOrigin, "mission", "UTC"}, key_number(4), {}};
  Author author_{{kOrigin, "mission", "UTC"}, key_number(2), {}};
  std::int64_t said_ = 0;
};

TEST_F(VerifyTest, an_honest_log_has_no_fault) {
  const auto verified = verify_log(store_, kOrigin, key_number(1).public_key(), {0}, {});
  ASSERT_TRUE(verified);
  EXPECT_EQ(verified->faults_total, 0u);
  EXPECT_EQ(verified->bodies_opened, 4u);
  EXPECT_EQ(verified->size.value, 4u);
}

TEST_F(VerifyTest, a_bit_changed_in_any_byte_of_any_entry_is_noticed) {
  for (std::uint64_t entry = 0; entry < 4; ++entry) {
    const auto record = store_.read({entry});
    ASSERT_TRUE(record);
    expect_noticed(TamperedStore::Part::leaf_hash, entry, sizeof(base::Hash));
    expect_noticed(TamperedStore::Part::leaf, entry, record->leaf.size());
    expect_noticed(TamperedStore::Part::sealed, entry, record->sealed.size());
  }
}

TEST_F(VerifyTest, a_bit_changed_in_any_byte_of_the_checkpoint_is_noticed) {
  expect_noticed(TamperedStore::Part::checkpoint, 0, store_.head()->checkpoint.size());
}

TEST_F(VerifyTest, entries_beyond_the_checkpoint_are_checked_and_told_apart) {
  const ledger::VerifierKey log = ledger::ed25519_verifier(kOrigin, key_number(1).public_key());
  const auto written = author_.write(domain::Supersede{"because"}, {}, {}, {0}, domain::Salt{});
  ASSERT_TRUE(ledger::Log::open(store_, log)->append(std::array{written->record}));
  const auto verified = verify_log(store_, kOrigin, key_number(1).public_key(), {0}, {});
  ASSERT_TRUE(verified);
  EXPECT_EQ(verified->faults_total, 0u);
  EXPECT_EQ(verified->size.value, 5u);
  EXPECT_EQ(verified->signed_size.value, 4u);
  expect_noticed(TamperedStore::Part::leaf_hash, 3, sizeof(base::Hash));
  expect_noticed(TamperedStore::Part::leaf, 3, 8);
}

TEST_F(VerifyTest, a_statement_by_a_key_that_nobody_enrolled_is_noticed) {
  Author stranger({kOrigin, "mission", "UTC"}, key_number(3), {});
  const auto written = stranger.write(domain::Supersede{"because"}, {}, {}, {0}, domain::Salt{});
  append_and_sign(store_, written->record);
  EXPECT_GT(faults(store_), 0u);
}

TEST_F(VerifyTest, a_statement_meant_for_another_log_is_noticed) {
  Author elsewhere({"example.org/other", "mission", "UTC"}, key_number(2), {});
  const auto written = elsewhere.write(domain::Supersede{"because"}, {}, {}, {0}, domain::Salt{});
  append_and_sign(store_, written->record);
  EXPECT_GT(faults(store_), 0u);
}

TEST_F(VerifyTest, a_body_that_an_erasure_took_is_counted_and_is_no_fault) {
  say(erasure_of(3));
  ASSERT_TRUE(store_.erase({3}));
  const auto verified = verify_log(store_, kOrigin, key_number(1).public_key(), {0}, {});
  ASSERT_TRUE(verified);
  EXPECT_EQ(verified->faults_total, 0u);
  EXPECT_EQ(verified->bodies_absent, 1u);
  EXPECT_EQ(verified->erased, (std::map<base::EntryIndex, base::EntryIndex>{{{3}, {4}}}));
}

TEST_F(VerifyTest, a_body_that_is_gone_without_an_erasure_is_a_fault) {
  ASSERT_TRUE(store_.erase({3}));
  EXPECT_EQ(faults(store_), 1u);
  say(erasure_of(2));  // of another
  ASSERT_TRUE(store_.erase({2}));
  const auto verified = verify_log(store_, kOrigin, key_number(1).public_key(), {0}, {});
  ASSERT_EQ(verified->faults_total, 1u);
  EXPECT_EQ(verified->faults[0].to_string(),
            "entry 3: its body is not here, and no erasure says why (restore it from a backup)");
}

TEST_F(VerifyTest, a_body_that_was_erased_and_is_still_held_is_a_fault) {
  say(erasure_of(3));
  const auto verified = verify_log(store_, kOrigin, key_number(1).public_key(), {0}, {});
  ASSERT_EQ(verified->faults_total, 1u);
  EXPECT_EQ(verified->faults[0].reason, "entry 4 erased its body, which is still held");
  EXPECT_EQ(verified->faults[0].place, "entry 3");
  EXPECT_EQ(verified->erased_still_held, 1u);
}

TEST_F(VerifyTest, an_erasure_by_who_may_not_erase_is_no_excuse) {
  Author root({kOrigin, "north", "UTC"}, key_number(5), {});
  Author north({kOrigin, "north", "UTC"}, key_number(6), {});
  domain::Key enrol;
  enrol.party = "north";
  enrol.key = root.public_key();
  enrol.role = domain::KeyRole::root;
  say(enrol, root_);
  enrol.key = north.public_key();
  enrol.role = domain::KeyRole::author;
  say(enrol, root);
  say(erasure_of(3), north);
  EXPECT_EQ(faults(store_), 0u);
  ASSERT_TRUE(store_.erase({3}));
  EXPECT_EQ(faults(store_), 1u);
}

/// Somebody erases an entry between the first look at the head and the reading of the entries.
class ErasedMeanwhile final : public ledger::PassingStore {
 public:
  ErasedMeanwhile(ledger::Store& store, std::function<void()> erase)
      : PassingStore(store), erase_(std::move(erase)) {}
  Result<void> scan(base::EntryIndex from, base::EntryIndex to,
                    const ledger::RecordVisitor& visit) override {
    if (const auto erase = std::exchange(erase_, nullptr)) erase();
    return PassingStore::scan(from, to, visit);
  }

 private:
  std::function<void()> erase_;
};

TEST_F(VerifyTest, an_erasure_that_comes_while_it_looks_is_reason_enough) {
  ErasedMeanwhile with_reason(store_, [&] {
    say(erasure_of(3));
    ASSERT_TRUE(store_.erase({3}));
  });
  EXPECT_EQ(faults(with_reason), 0u);
  ErasedMeanwhile without(store_, [&] {
    say(domain::Supersede{"because"});
    ASSERT_TRUE(store_.erase({2}));
  });
  EXPECT_EQ(faults(without), 1u);
}

}  // namespace
}  // namespace truceline::app
