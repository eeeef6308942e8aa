// SPDX-License-Identifier: Apache-2.0
#include "app/verify.hpp"

#include <array>
#include <gtest/gtest.h>

#include "app/author.hpp"
#include "ledger/log.hpp"
#include "ledger/memory_store.hpp"

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
class TamperedStore final : public ledger::Store {
 public:
  explicit TamperedStore(ledger::Store& honest) : honest_(honest) {}

  enum class Part { leaf_hash, leaf, sealed, checkpoint, nothing };
  Part part = Part::nothing;
  std::uint64_t entry = 0;
  std::size_t byte = 0;

  Result<ledger::Head> head() override {
    TRY_ASSIGN(ledger::Head head, honest_.head());
    if (part == Part::checkpoint) head.checkpoint[byte] ^= 1;
    return head;
  }
  Result<void> scan(base::EntryIndex from, base::EntryIndex to,
                    const ledger::RecordVisitor& visit) override {
    return honest_.scan(from, to, [&](base::EntryIndex index, const ledger::RecordView& record) {
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
  Result<ledger::Record> read(base::EntryIndex index) override { return honest_.read(index); }

  // Verification has no use for these.
  Result<void> append(base::TreeSize, std::span<const ledger::RecordView>,
                      const ledger::Head&) override {
    return refused();
  }
  Result<std::optional<base::EntryIndex>> find(const base::Hash&) override { return refused(); }
  Result<std::optional<base::Bytes>> meta(std::string_view) override { return refused(); }
  Result<void> set_meta(std::string_view, base::BytesView) override { return refused(); }

 private:
  static base::Error refused() { return {base::ErrorCode::forbidden, "only for reading", {}, {}}; }
  ledger::Store& honest_;
};

class VerifyTest : public testing::Test {
 protected:
  void SetUp() override {
    auto log = ledger::Log::open(store_, {kOrigin, key_number(1)});
    ASSERT_TRUE(log);
    log_ = std::make_unique<ledger::Log>(*std::move(log));
    domain::Key enrol;
    enrol.party = "mission";
    enrol.key = key_number(2).public_key();
    say(enrol);
    domain::Status status;
    status.topic = "call";
    status.text = "The hotline was tested.";
    say(status);
    say(status);
  }

  void say(const domain::Body& body) {
    const domain::Audience everyone{domain::AudienceLabel::everyone, {}};
    domain::Salt salt{};
    salt[0] = static_cast<std::uint8_t>(++said_);
    const auto written = author_.write(body, everyone, {}, {said_ * base::kDayMs}, salt);
    ASSERT_TRUE(written) << written.error().to_string();
    ASSERT_TRUE(log_->append(std::array{written->record}));
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

  ledger::MemoryStore store_;
  std::unique_ptr<ledger::Log> log_;
  Author author_{{kOrigin, "mission", "UTC"}, key_number(2), {}};
  std::int64_t said_ = 0;
};

TEST_F(VerifyTest, an_honest_log_has_no_fault) {
  const auto verified = verify_log(store_, kOrigin, key_number(1).public_key(), {0}, {});
  ASSERT_TRUE(verified);
  EXPECT_EQ(verified->faults_total, 0u);
  EXPECT_EQ(verified->bodies_opened, 3u);
  EXPECT_EQ(verified->size.value, 3u);
}

TEST_F(VerifyTest, a_bit_changed_in_any_byte_of_any_entry_is_noticed) {
  for (std::uint64_t entry = 0; entry < 3; ++entry) {
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

TEST_F(VerifyTest, a_statement_by_a_key_that_nobody_enrolled_is_noticed) {
  Author stranger({kOrigin, "mission", "UTC"}, key_number(3), {});
  const auto written = stranger.write(domain::Supersede{"because"}, {}, {}, {0}, domain::Salt{});
  ASSERT_TRUE(log_->append(std::array{written->record}));
  EXPECT_GT(faults(store_), 0u);
}

TEST_F(VerifyTest, a_statement_meant_for_another_log_is_noticed) {
  Author elsewhere({"example.org/other", "mission", "UTC"}, key_number(2), {});
  const auto written = elsewhere.write(domain::Supersede{"because"}, {}, {}, {0}, domain::Salt{});
  ASSERT_TRUE(log_->append(std::array{written->record}));
  EXPECT_GT(faults(store_), 0u);
}

TEST_F(VerifyTest, an_erased_body_is_counted_and_is_no_fault) {
  const auto record = store_.read({2});
  ledger::MemoryStore erased;
  auto log = ledger::Log::open(erased, {kOrigin, key_number(1)});
  ASSERT_TRUE(log);
  for (std::uint64_t i = 0; i < 3; ++i) {
    ledger::Record copy = *store_.read({i});
    if (i == 2) copy.sealed.clear();
    ASSERT_TRUE(log->append(std::array{copy}));
  }
  const auto verified = verify_log(erased, kOrigin, key_number(1).public_key(), {0}, {});
  ASSERT_TRUE(verified);
  EXPECT_EQ(verified->faults_total, 0u);
  EXPECT_EQ(verified->bodies_absent, 1u);
}

}  // namespace
}  // namespace truceline::app
