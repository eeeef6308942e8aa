// SPDX-License-Identifier: Apache-2.0
//
// What was signed once, played again elsewhere or later: every pairing is tried, none may pass.
#include <array>
#include <gtest/gtest.h>

#include "ledger/cosigned.hpp"
#include "ledger/receipt.hpp"
#include "ledger/small_log.hpp"
#include "ledger/witness.hpp"

namespace truceline::ledger {
namespace {

constexpr std::uint64_t kTime_s = 1'700'000'000;
constexpr std::uint64_t kSizes = 12;

class Replayed : public testing::Test {
 protected:
  Replayed() {
    log_.grow(kSizes);
    elsewhere_.grow(kSizes);  // the same entries, the same key, another name
  }

  Policy policy(const SmallLog& log) const {
    Policy policy;
    policy.logs.push_back({log.signer().verifier(), {}});
    policy.witnesses.push_back({"w", witness_.verifier(), {}});
    policy.quorum = PolicyMember{false, 0};
    return policy;
  }

  /// The note of `on` with the witness's line made for `of`.
  std::string cosigned(const std::string& on, const std::string& of) const {
    Note note = *parse_note(on);
    note.signatures.push_back(cosign(parse_note(of)->text, witness_, kTime_s));
    return *format_note(note);
  }

  SmallLog log_{"ledger.example/one", 1};
  SmallLog elsewhere_{"ledger.example/two", 1};
  Cosigner witness_ = test_cosigner("witness.example", 9);
};

TEST_F(Replayed, a_cosignature_of_one_size_stands_under_no_other) {
  for (std::uint64_t on = 1; on <= kSizes; ++on)
    for (std::uint64_t of = 1; of <= kSizes; ++of) {
      const auto opened = open_cosigned(cosigned(log_.note(on), log_.note(of)), policy(log_));
      EXPECT_EQ(opened.has_value(), on == of) << of << " under " << on;
    }
}

TEST_F(Replayed, a_cosignature_of_one_log_stands_under_no_other) {
  for (std::uint64_t size = 1; size <= kSizes; ++size)
    EXPECT_FALSE(open_cosigned(cosigned(log_.note(size), elsewhere_.note(size)), policy(log_)));
}

TEST_F(Replayed, a_checkpoint_of_one_log_is_none_of_another_with_the_same_key) {
  for (std::uint64_t size = 1; size <= kSizes; ++size) {
    const std::string note = cosigned(elsewhere_.note(size), elsewhere_.note(size));
    EXPECT_FALSE(open_cosigned(note, policy(log_)));
    EXPECT_TRUE(open_cosigned(note, policy(elsewhere_)));
  }
}

TEST_F(Replayed, a_receipt_of_one_log_proves_nothing_in_another) {
  const std::string note = cosigned(elsewhere_.note(), elsewhere_.note());
  for (std::uint64_t index = 0; index < kSizes; ++index) {
    const Receipt receipt{{index}, *elsewhere_.tree().inclusion_proof({index}, {kSizes}), note, {}};
    const base::Hash leaf = leaf_hash(elsewhere_.leaves()[index]);
    EXPECT_TRUE(verify_receipt(receipt, leaf, policy(elsewhere_)));
    EXPECT_FALSE(verify_receipt(receipt, leaf, policy(log_)));
  }
}

TEST_F(Replayed, a_time_taken_from_another_cosignature_is_refused) {
  NoteSignature line = cosign(parse_note(log_.note())->text, witness_, kTime_s);
  const NoteSignature later = cosign(parse_note(log_.note())->text, witness_, kTime_s + 1);
  std::copy_n(later.signature.begin(), 8, line.signature.begin());
  Note note = *parse_note(log_.note());
  note.signatures.push_back(line);
  EXPECT_FALSE(open_cosigned(*format_note(note), policy(log_)));
}

}  // namespace
}  // namespace truceline::ledger
