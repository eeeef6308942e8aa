// SPDX-License-Identifier: Apache-2.0
//
// For tests: a log of 300 entries whose file's bits are flipped, what a store hands out of it, and
// what a start does before it goes by it.
#pragma once

#include <array>
#include <cstdlib>
#include <fcntl.h>
#include <sstream>
#include <unistd.h>

#include "app/author.hpp"
#include "app/clock.hpp"
#include "app/receipts.hpp"
#include "app/replay.hpp"
#include "app/sqlite_store.hpp"
#include "ledger/checkpoint_signer.hpp"
#include "ledger/cosignature.hpp"
#include "ledger/log.hpp"

namespace truceline::app::flips {

using base::Result;

inline const std::string kOrigin = "example.org/flips";
inline constexpr std::uint64_t kEntries = 300;
inline constexpr std::uint64_t kErased = 17;                                // by the next one
inline constexpr std::array<std::uint64_t, 4> kAsked = {0, 100, 200, 299};  // for their receipts

inline base::SigningKey key_number(std::uint8_t number) {
  base::Seed seed{};
  seed[0] = number;
  return base::SigningKey::from_seed(seed);
}
inline ledger::VerifierKey log_key() {
  return ledger::ed25519_verifier(kOrigin, key_number(1).public_key());
}

inline ledger::Cosigner witness() {
  return {"witness.example", key_number(5)};
}
/// Its receipts carry the witness's cosignature.
inline ledger::Policy policy() {
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
inline Share share_to_flip(std::uint64_t step) {
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

inline std::string cosigned(const std::string& checkpoint) {
  const std::string text = ledger::parse_note(checkpoint)->text;
  return checkpoint + ledger::format_signature_line(ledger::cosign(text, witness(), 1));
}

/// All that the store hands out, through each way of asking it.
inline Result<std::string> values_of(ledger::Store& store) {
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
inline Result<void> start_on(SqliteStore& store) {
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

}  // namespace truceline::app::flips
