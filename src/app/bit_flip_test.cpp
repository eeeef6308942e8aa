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
#include <optional>
#include <sstream>
#include <unistd.h>

#include "app/author.hpp"
#include "app/clock.hpp"
#include "app/files.hpp"
#include "app/receipts.hpp"
#include "app/replay.hpp"
#include "app/sqlite_store.hpp"
#include "app/temporary_folder.hpp"
#include "app/verify.hpp"
#include "ledger/checkpoint_signer.hpp"
#include "ledger/cosignature.hpp"
#include "ledger/log.hpp"
#include "ledger/merkle_hash.hpp"

namespace truceline::app {
namespace {

using base::Result;

const std::string kOrigin = "example.org/flips";
constexpr std::uint64_t kEntries = 300;
constexpr std::uint64_t kErased = 17;                                // by the next one
constexpr std::array<std::uint64_t, 4> kAsked = {0, 100, 200, 299};  // for their receipts
constexpr std::uint64_t kWhole = 97;  // of the bits that make no difference, one in so many

base::SigningKey key_number(std::uint8_t number) {
  base::Seed seed{};
  seed[0] = number;
  return base::SigningKey::from_seed(seed);
}
ledger::VerifierKey log_key() {
  return ledger::ed25519_verifier(kOrigin, key_number(1).public_key());
}

ledger::Cosigner witness() {
  return {"witness.example", key_number(5)};
}
/// Its receipts carry the witness's cosignature.
ledger::Policy policy() {
  ledger::Policy policy;
  policy.logs.push_back({log_key(), ""});
  policy.witnesses.push_back({witness().name, witness().verifier(), ""});
  policy.quorum = ledger::PolicyMember{false, 0};
  return policy;
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

struct Share {
  std::uint64_t first;
  std::uint64_t step;
};

/// Which bits: one in `step`, others from day to day; all of them with TRUCELINE_SOAK; and where
/// that is "K/N" every Nth of them from the Kth, so that several can share the work.
/// REQUIRES: `step` is a prime, so that samples fall on every byte of a page and bit of a byte.
Share share_to_flip(std::uint64_t step) {
  const char* const soak = std::getenv("TRUCELINE_SOAK");
  if (soak == nullptr)
    return {static_cast<std::uint64_t>(now().value / base::kDayMs) * 104'729 % step, step};
  const std::string text(soak);
  Share share{0, 1};
  char slash = 0;
  std::istringstream words(text);
  if (text.find('/') != std::string::npos) words >> share.first >> slash >> share.step;
  INVARIANT(share.first < share.step);
  return share;
}

/// The number of SQLite's variable length at `at`, which moves behind it.
std::uint64_t number_at(const std::string& file, std::size_t& at) {
  std::uint64_t value = 0;
  while (true) {
    const auto byte = static_cast<unsigned char>(file.at(at++));
    value = value << 7 | (byte & 0x7fU);
    if (byte < 0x80) return value;  // we have none of nine bytes
  }
}

/// Where the file of a database holds no values, but how and where they lie (SQLite's "Database
/// File Format", 1.3 and 1.6): its header, the headers of its pages, where the cells are, and the
/// head of each cell up to its first value. One damaged bit in a hundred is there.
std::vector<std::uint64_t> structure_of(const std::string& file) {
  constexpr std::size_t kPage = 16384;
  constexpr unsigned char kTableInside = 5;
  constexpr unsigned char kTableLeaf = 13;
  constexpr unsigned char kIndexInside = 2;
  const auto pair_at = [&](std::size_t at) {
    return static_cast<std::size_t>(static_cast<unsigned char>(file.at(at))) << 8 |
           static_cast<unsigned char>(file.at(at + 1));
  };
  std::vector<std::uint64_t> bytes;
  const auto add = [&bytes](std::size_t from, std::size_t to) {
    for (; from < to; ++from) bytes.push_back(from);
  };
  for (std::size_t page = 0; page < file.size(); page += kPage) {
    const std::size_t header = page + (page == 0 ? 100 : 0);
    const auto type = static_cast<unsigned char>(file.at(header));
    const bool inside = type == kTableInside || type == kIndexInside;
    const std::size_t pointers = header + (inside ? 12 : 8);
    const std::size_t cells = pair_at(header + 3);
    add(page, pointers + 2 * cells);
    for (std::size_t i = 0; i < cells; ++i) {
      const std::size_t cell = page + pair_at(pointers + 2 * i);
      std::size_t at = cell + (inside ? 4 : 0);
      number_at(file, at);  // the length; of a page inside a table, the key, and nothing else
      if (type == kTableLeaf) number_at(file, at);  // the key
      std::size_t record = at;
      if (type != kTableInside) at += number_at(file, record);
      add(cell, at);
    }
  }
  return bytes;
}

/// All that the store hands out, through each way of asking it.
Result<std::string> values_of(ledger::Store& store) {
  TRY_ASSIGN(const ledger::Head head, store.head());
  std::string all;
  all.reserve(1024 * 1024);
  all += head.checkpoint + std::string(base::text_of(head.frontier)) +
         std::string(base::text_of(head.signed_frontier));
  std::vector<base::Hash> leaf_hashes;
  TRY(store.scan({0}, {head.size.value}, [&](base::EntryIndex, const ledger::RecordView& entry) {
    leaf_hashes.push_back(entry.leaf_hash);
    all.append(base::text_of(entry.leaf_hash));
    all.append(base::text_of(entry.leaf)).append(base::text_of(entry.sealed));
    return Result<void>();
  }));
  // By its number and by its id: some of each page of the file.
  for (std::uint64_t n = 0; n < head.size.value; n += 7) {
    TRY_ASSIGN(const auto found, store.find(leaf_hashes[n]));
    all += found ? std::to_string(found->value) : "lost";
    TRY_ASSIGN(const ledger::Record record, store.read({n}));
    all.append(base::text_of(record.leaf)).append(base::text_of(record.sealed));
  }
  for (const std::uint64_t n : kAsked) {
    TRY_ASSIGN(const auto kept, store.cosigned_for({n}));
    all += kept ? std::to_string(kept->size.value) + kept->note : "none yet";
  }
  TRY_ASSIGN(const auto newest, store.newest_cosigned());
  all += newest ? newest->note : "none yet";
  TRY_ASSIGN(const base::TreeSize since, policy_since(store, policy()));
  all += std::to_string(since.value);
  return all;
}

/// What a server or a command does with a ledger before it goes by it.
Result<void> start_on(SqliteStore& store) {
  TRY_ASSIGN(const ledger::Head stored, store.head());
  TRY_ASSIGN(const ledger::SignedHead head, ledger::read_head(stored, log_key()));
  TRY(prove_rest(store, head, {}));
  Replayed replayed;
  TRY(replay(store, head, head.stored.size(), replayed));
  TRY(ledger::Log::open(store, log_key()));
  TRY(ledger::CheckpointSigner::open(store, {kOrigin, key_number(1)}));
  StoreReader reader(store);
  TRY(reader.take_in(head.stored.size()));
  for (const std::uint64_t n : kAsked) TRY(receipt_of(store, reader, policy(), {n}));
  return begin_policy(store, policy());
}

class BitFlipTest : public testing::Test {
 protected:
  struct Counts {
    std::uint64_t noticed = 0;
    std::uint64_t no_difference = 0;
    std::uint64_t refused = 0;  // where SQLite notes what is free
  };

  void SetUp() override {
    ASSERT_TRUE(SqliteStore::create(path_));
    const auto store = *SqliteStore::open(path_, SqliteStore::Mode::write);
    ASSERT_TRUE(begin_policy(*store, policy()));
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
      ASSERT_TRUE(store->add_cosigned(published->size, cosigned(published->checkpoint)));
    }
    ASSERT_TRUE(store->erase({kErased}));
    next_ = words_.next();
  }

  static std::string cosigned(const std::string& checkpoint) {
    const std::string text = ledger::parse_note(checkpoint)->text;
    return checkpoint + ledger::format_signature_line(ledger::cosign(text, witness(), 1));
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

  /// A copy goes on and is signed as the honest one would be, or the first append is refused.
  void expect_goes_on(std::uint64_t bit, Counts& counts) {
    const std::filesystem::path copy = folder_.path() / "copy.sqlite";
    std::filesystem::copy_file(path_, copy, std::filesystem::copy_options::overwrite_existing);
    {
      const auto store = *SqliteStore::open(copy, SqliteStore::Mode::write);
      const auto appended = ledger::Log::open(*store, log_key())->append(std::array{next_});
      if (!appended) {
        ASSERT_EQ(appended.error().code, base::ErrorCode::corrupt) << bit;
        ++counts.refused;
        return;
      }
      const auto signer = ledger::CheckpointSigner::open(*store, {kOrigin, key_number(1)});
      ASSERT_TRUE(ledger::CheckpointSigner(*signer).publish()) << bit;
    }
    const auto store = SqliteStore::open(copy, SqliteStore::Mode::read_only);
    ASSERT_TRUE(store) << bit;
    const auto values = values_of(**store);
    ASSERT_TRUE(values) << bit << ": " << values.error().to_string();
    if (!goes_on_) goes_on_ = *values;
    ASSERT_TRUE(*values == *goes_on_) << bit << " changed what the next append left";
    if (bit % kWhole == 0) expect_verifies(**store, bit);
  }

  static void expect_verifies(ledger::Store& store, std::uint64_t bit) {
    const auto verified = verify_log(store, kOrigin, key_number(1).public_key(), {0}, {});
    ASSERT_TRUE(verified) << bit << ": " << verified.error().to_string();
    EXPECT_EQ(verified->faults_total, 0U) << bit;
    EXPECT_EQ(verified->size.value, kEntries + 1) << bit;
    EXPECT_EQ(verified->bodies_absent, 1U) << bit;
  }

  /// What is served and signed is a function of what the store hands out. So where that is as
  /// written, only some bits are followed to the end; where it is not, a start has to refuse.
  void expect_harmless(std::uint64_t bit, Counts& counts) {
    const auto store = SqliteStore::open(path_, SqliteStore::Mode::write);
    const auto values = store ? values_of(**store) : Result<std::string>(store.error());
    if (values && *values == *honest_) {
      ++counts.no_difference;
      if (bit % kWhole == 0) {
        ASSERT_TRUE(start_on(**store)) << bit;
      }
      expect_goes_on(bit, counts);
      return;
    }
    ++counts.noticed;
    if (store) {
      ASSERT_FALSE(start_on(**store)) << "bit " << bit << " would be served or signed";
    }
  }

  void flip_each(const std::vector<std::uint64_t>& bits) {
    {
      const auto store = *SqliteStore::open(path_, SqliteStore::Mode::write);
      honest_ = *values_of(*store);
      ASSERT_TRUE(start_on(*store));
    }
    Counts counts;
    expect_goes_on(0, counts);  // as it is: what all others are held against
    for (const std::uint64_t bit : bits) {
      const Flipped flipped(path_, bit);
      expect_harmless(bit, counts);
      ASSERT_FALSE(HasFailure()) << "bit " << bit;
    }
    std::cout << bits.size() << " of " << std::filesystem::file_size(path_) * 8
              << " bits: " << counts.noticed << " noticed, " << counts.no_difference
              << " without any difference (" << counts.refused
              << " of them refuse the next append), 0 served or signed\n";
    EXPECT_TRUE(*values_of(**SqliteStore::open(path_, SqliteStore::Mode::write)) == *honest_);
  }

  TemporaryFolder folder_;
  std::filesystem::path path_ = folder_.path() / "ledger.sqlite";
  Words words_;
  ledger::Record next_;
  std::optional<std::string> honest_;   // values_of() the ledger as written
  std::optional<std::string> goes_on_;  // and of its copy after one more entry
};

TEST_F(BitFlipTest, EveryBitIsNoticedBeforeAnythingIsServedOrSignedOrMakesNoDifference) {
  const std::uint64_t bits = std::filesystem::file_size(path_) * 8;
  const Share share = share_to_flip(15'881);
  std::vector<std::uint64_t> some;
  for (std::uint64_t bit = share.first; bit < bits; bit += share.step) some.push_back(bit);
  flip_each(some);
}

TEST_F(BitFlipTest, EveryBitThatSaysWhereAndOfWhatTypeAValueIsLikewise) {
  const std::vector<std::uint64_t> bytes = structure_of(*read_file(path_, 64 * 1024 * 1024));
  const Share share = share_to_flip(101);
  std::vector<std::uint64_t> some;
  for (std::uint64_t n = share.first; n < bytes.size() * 8; n += share.step)
    some.push_back(bytes[n / 8] * 8 + n % 8);
  flip_each(some);
}

}  // namespace
}  // namespace truceline::app
