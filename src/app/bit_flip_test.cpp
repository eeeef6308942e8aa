// SPDX-License-Identifier: Apache-2.0
//
// One bit of a ledger's file is not what was written. Either a start notices, before anything is
// served or signed, or it makes no difference to anything: all reads back equal, and the log goes
// on and verifies. A sample of the bits, another one each day; with TRUCELINE_SOAK all of them.
#include <array>
#include <fcntl.h>
#include <fstream>
#include <gtest/gtest.h>
#include <iostream>
#include <unistd.h>

#include "app/author.hpp"
#include "app/clock.hpp"
#include "app/replay.hpp"
#include "app/sqlite_store.hpp"
#include "app/temporary_folder.hpp"
#include "app/verify.hpp"
#include "base/sha256.hpp"
#include "ledger/checkpoint_signer.hpp"
#include "ledger/log.hpp"
#include "ledger/merkle_hash.hpp"

namespace truceline::app {
namespace {

using base::Result;

const std::string kOrigin = "example.org/flips";
constexpr std::uint64_t kEntries = 300;
constexpr std::uint64_t kErased = 17;  // by the next one

base::SigningKey key_number(std::uint8_t number) {
  base::Seed seed{};
  seed[0] = number;
  return base::SigningKey::from_seed(seed);
}
ledger::VerifierKey log_key() {
  return ledger::ed25519_verifier(kOrigin, key_number(1).public_key());
}

/// Statements of one author, each new one signed when asked for.
class Words {
 public:
  ledger::Record next() {
    domain::Body body = remark();
    if (said_ == 0) body = enrolment(4, domain::KeyRole::root);
    if (said_ == 1) body = enrolment(2, domain::KeyRole::author);
    Author& author = said_ < 2 ? root_ : author_;
    if (said_ == kErased + 1) body = domain::Erasure{last_, "a request", "the desk"};
    domain::Salt salt{};
    salt[0] = 1;
    const Author::Written written =
        author.write(body, {domain::AudienceLabel::everyone, {}}, {}, {said_++}, salt).value();
    last_ = written.id;
    return written.record;
  }

 private:
  domain::Status remark() const {
    domain::Status status;
    status.topic = "call";
    status.text = "call " + std::to_string(said_);
    return status;
  }
  static domain::Key enrolment(std::uint8_t number, domain::KeyRole role) {
    domain::Key enrol;
    enrol.party = "mission";
    enrol.key = key_number(number).public_key();
    enrol.role = role;
    return enrol;
  }
  Author root_{{kOrigin, "mission", "UTC"}, key_number(4), {}};
  Author author_{{kOrigin, "mission", "UTC"}, key_number(2), {}};
  base::Hash last_{};
  std::int64_t said_ = 0;
};

/// Everything a server or a command would go by, once a start has found nothing wrong.
Result<base::Hash> everything_in(const std::filesystem::path& path) {
  TRY_ASSIGN(const auto store, SqliteStore::open(path, SqliteStore::Mode::write));
  TRY_ASSIGN(const ledger::Head stored, store->head());
  TRY_ASSIGN(const ledger::SignedHead head, ledger::read_head(stored, log_key()));
  TRY(prove_rest(*store, head, {}));
  Replayed replayed;
  TRY(replay(*store, head, head.stored.size(), replayed));
  TRY(store->check_index());
  TRY(ledger::Log::open(*store, log_key()));
  TRY(ledger::CheckpointSigner::open(*store, {kOrigin, key_number(1)}));
  std::string all = stored.checkpoint + std::string(base::text_of(stored.frontier)) +
                    std::string(base::text_of(stored.signed_frontier));
  for (std::uint64_t n = 0; n < head.stored.size().value; ++n) {
    TRY_ASSIGN(const ledger::Record record, store->read({n}));
    all.append(base::text_of(record.leaf)).append(base::text_of(record.sealed));
    TRY_ASSIGN(const auto found, store->find(ledger::leaf_hash(record.leaf)));
    all += found ? std::to_string(found->value) : "lost";
    TRY_ASSIGN(const auto cosigned, store->cosigned_for({n}));
    if (cosigned) all += std::to_string(cosigned->size.value) + cosigned->note;
  }
  return base::sha256(base::bytes_of(all));
}

class BitFlipTest : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(SqliteStore::create(path_));
    const auto store = *SqliteStore::open(path_, SqliteStore::Mode::write);
    auto log = *ledger::Log::open(*store, log_key());
    auto signer = *ledger::CheckpointSigner::open(*store, {kOrigin, key_number(1)});
    for (std::uint64_t n = 0; n < kEntries; n += 20) {
      std::vector<ledger::Record> records;
      for (int i = 0; i < 20; ++i) records.push_back(words_.next());
      ASSERT_TRUE(log.append(records));
      if (n + 20 == kEntries) break;  // the last are sequenced and not signed
      const auto published = signer.publish();
      ASSERT_TRUE(published);
      if (n % 100 != 0) continue;
      ASSERT_TRUE(store->add_cosigned(published->size, published->checkpoint));
    }
    ASSERT_TRUE(store->erase({kErased}));
    next_ = words_.next();
  }

  /// Flips one bit of the file at `path`, twice: now and when destroyed.
  class Flipped {
   public:
    Flipped(const std::filesystem::path& path, std::uint64_t bit)
        : file_(::open(path.c_str(), O_RDWR | O_CLOEXEC)), bit_(bit) {
      flip();
    }
    ~Flipped() {
      flip();
      ::close(file_);
    }
    Flipped(const Flipped&) = delete;
    Flipped& operator=(const Flipped&) = delete;

   private:
    void flip() const {
      char byte = 0;
      const auto at = static_cast<off_t>(bit_ / 8);
      INVARIANT(::pread(file_, &byte, 1, at) == 1);
      byte = static_cast<char>(byte ^ (1 << bit_ % 8));
      INVARIANT(::pwrite(file_, &byte, 1, at) == 1);
    }
    int file_;
    std::uint64_t bit_;
  };

  /// A copy goes on, is signed, and verifies as a whole.
  void expect_goes_on(std::uint64_t bit) {
    const std::filesystem::path copy = folder_.path() / "copy.sqlite";
    std::filesystem::copy_file(path_, copy, std::filesystem::copy_options::overwrite_existing);
    {
      const auto store = *SqliteStore::open(copy, SqliteStore::Mode::write);
      ASSERT_TRUE(ledger::Log::open(*store, log_key())->append(std::array{next_})) << bit;
      const auto signer = ledger::CheckpointSigner::open(*store, {kOrigin, key_number(1)});
      ASSERT_TRUE(ledger::CheckpointSigner(*signer).publish()) << bit;
    }
    const auto store = SqliteStore::open(copy, SqliteStore::Mode::read_only);
    ASSERT_TRUE(store) << bit;
    const auto verified = verify_log(**store, kOrigin, key_number(1).public_key(), {0}, {});
    ASSERT_TRUE(verified) << bit << ": " << verified.error().to_string();
    EXPECT_EQ(verified->faults_total, 0U) << bit;
    EXPECT_EQ(verified->size.value, kEntries + 1) << bit;
    EXPECT_EQ(verified->bodies_absent, 1U) << bit;
  }

  TemporaryFolder folder_;
  std::filesystem::path path_ = folder_.path() / "ledger.sqlite";
  Words words_;
  ledger::Record next_;
};

TEST_F(BitFlipTest, EveryBitIsNoticedBeforeAnythingIsServedOrSignedOrMakesNoDifference) {
  const auto honest = everything_in(path_);
  ASSERT_TRUE(honest) << honest.error().to_string();
  const std::uint64_t bits = std::filesystem::file_size(path_) * 8;
  const bool all = std::getenv("TRUCELINE_SOAK") != nullptr;
  // A prime, so that samples fall on every byte of a page and every bit of a byte.
  const std::uint64_t step = all ? 1 : 15'881;
  const std::uint64_t today =
      static_cast<std::uint64_t>(now().value / base::kDayMs) * 104'729 % step;
  std::uint64_t noticed = 0;
  std::uint64_t no_difference = 0;
  for (std::uint64_t bit = today; bit < bits; bit += step) {
    const Flipped flipped(path_, bit);
    const auto there = everything_in(path_);
    if (!there) {
      ++noticed;
      continue;
    }
    ASSERT_EQ(*there, *honest) << "bit " << bit << " changed what would be served";
    ++no_difference;
    expect_goes_on(bit);
    ASSERT_FALSE(HasFailure()) << "bit " << bit;
  }
  std::cout << bits << " bits, every " << step << "th from " << today << ": " << noticed
            << " noticed, " << no_difference << " without any difference, 0 served or signed\n";
  EXPECT_EQ(*everything_in(path_), *honest);
}

}  // namespace
}  // namespace truceline::app
