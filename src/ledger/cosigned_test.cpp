// SPDX-License-Identifier: Apache-2.0
#include "ledger/cosigned.hpp"

#include <gtest/gtest.h>

#include "ledger/test_log.hpp"

namespace truceline::ledger {
namespace {

class Cosigned : public testing::Test {
 protected:
  Cosigned() {
    policy_.logs.push_back({log_.verifier(), ""});
    PolicyGroup group{"guarantors", 3, {}};
    for (std::uint8_t i = 0; i < 4; ++i) {
      witnesses_.push_back({"w" + std::to_string(i) + ".example", test_key(i)});
      policy_.witnesses.push_back({"W" + std::to_string(i), witnesses_.back().verifier(), ""});
      group.members.push_back({false, i});
    }
    policy_.groups.push_back(group);
    policy_.quorum = PolicyMember{true, 0};
  }

  std::vector<Cosigner> first(std::size_t count) const {
    return {witnesses_.begin(), witnesses_.begin() + static_cast<std::ptrdiff_t>(count)};
  }

  const NoteSigner log_{"ledger.example/idlib", test_key(9)};
  const Tree tree_ = numbered_tree(5);
  std::vector<Cosigner> witnesses_;
  Policy policy_;
};

TEST_F(Cosigned, SaysWhoCosignedAndWhen) {
  const auto opened = open_cosigned(cosigned_note(log_, tree_, first(3), 77), policy_);
  ASSERT_TRUE(opened) << opened.error().to_string();
  EXPECT_EQ(opened->checkpoint.size.value, 5U);
  EXPECT_EQ(opened->checkpoint.root, tree_.root());
  EXPECT_EQ(opened->cosigned, (std::vector<CosignedBy>{{0, 77}, {1, 77}, {2, 77}}));
  EXPECT_TRUE(opened->quorum);
  EXPECT_TRUE(require_quorum(*opened, policy_));
}

TEST_F(Cosigned, WithoutAQuorumSaysWhatIsMissing) {
  const auto two = open_cosigned(cosigned_note(log_, tree_, first(2), 77), policy_);
  ASSERT_TRUE(two);
  EXPECT_FALSE(two->quorum);
  EXPECT_EQ(require_quorum(*two, policy_).error().to_string(),
            "the checkpoint is cosigned by W0, W1, which is not the quorum \"guarantors\"");
  const auto none = open_cosigned(cosigned_note(log_, tree_, {}, 77), policy_);
  ASSERT_TRUE(none);
  EXPECT_EQ(require_quorum(*none, policy_).error().code, base::ErrorCode::forbidden);
}

TEST_F(Cosigned, OneWitnessTwiceCountsOnceWithItsNewestTime) {
  std::string note = cosigned_note(log_, tree_, {witnesses_[1]}, 50);
  const std::string text = parse_note(note)->text;
  for (const std::uint64_t time_s : {60U, 40U})
    note = with_line(note, cosign(text, witnesses_[1], time_s));
  const auto opened = open_cosigned(note, policy_);
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->cosigned, (std::vector<CosignedBy>{{1, 60}}));
  EXPECT_FALSE(opened->quorum);
}

TEST_F(Cosigned, StrangersAndTheLogItselfAreNoWitnesses) {
  const Cosigner stranger{"w0.example", test_key(33)};  // a witness's name, another key
  const Cosigner log_as_witness{log_.name, log_.key};
  const auto opened = open_cosigned(
      cosigned_note(log_, tree_, {witnesses_[0], stranger, log_as_witness}, 7), policy_);
  ASSERT_TRUE(opened) << opened.error().to_string();
  EXPECT_EQ(opened->cosigned.size(), 1U);
}

TEST_F(Cosigned, WitnessesWithoutTheLogAreRefused) {
  const Checkpoint checkpoint{log_.name, tree_.size(), tree_.root(), {}};
  const std::string text = format_checkpoint(checkpoint);
  std::string note = text + "\n";
  for (const Cosigner& witness : witnesses_) note = with_line(note, cosign(text, witness, 7));
  EXPECT_EQ(open_cosigned(note, policy_).error().code, base::ErrorCode::forbidden);
}

TEST_F(Cosigned, ALogOfThePolicyCannotSpeakForAnother) {
  const NoteSigner other{"other.example", test_key(8)};
  policy_.logs.push_back({other.verifier(), ""});
  const Checkpoint checkpoint{log_.name, tree_.size(), tree_.root(), {}};
  const std::string note = *sign_note(format_checkpoint(checkpoint), other);
  EXPECT_EQ(open_cosigned(note, policy_).error().code, base::ErrorCode::forbidden);
  const auto own = open_cosigned(cosigned_note(other, tree_, {}, 7), policy_);
  ASSERT_TRUE(own);
  EXPECT_EQ(own->log, 1U);
}

TEST_F(Cosigned, AFalseLineOfAKnownWitnessSpoilsTheNote) {
  NoteSignature line = cosign("another text\n", witnesses_[3], 7);
  const std::string note = with_line(cosigned_note(log_, tree_, first(3), 7), line);
  EXPECT_EQ(open_cosigned(note, policy_).error().code, base::ErrorCode::forbidden);
}

}  // namespace
}  // namespace truceline::ledger
