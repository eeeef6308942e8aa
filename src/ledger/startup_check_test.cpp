// SPDX-License-Identifier: Apache-2.0
#include "ledger/startup_check.hpp"

#include <gtest/gtest.h>

#include "ledger/small_log.hpp"

namespace truceline::ledger {
namespace {

using Kind = SignVerdict::Kind;

class StartupCheckTest : public testing::Test {
 protected:
  StartupCheckTest() {
    log_.grow(9);
    PolicyGroup group{"most", 3, {}};
    for (std::uint8_t i = 0; i < 4; ++i) {
      const std::string name = "w" + std::to_string(i);
      policy_.witnesses.push_back({name, test_cosigner(name, i).verifier(), {}});
      group.members.push_back({false, i});
      memories_.push_back({name, true, std::nullopt});
    }
    policy_.groups.push_back(group);
    policy_.quorum = PolicyMember{true, 0};
  }
  SignVerdict verdict() const {
    return may_sign(memories_, log_.signer().verifier(), policy_, log_.tree());
  }

  SmallLog log_;
  Policy policy_;
  std::vector<WitnessMemory> memories_;
};

TEST_F(StartupCheckTest, ANewLogMaySign) {
  EXPECT_EQ(verdict().kind, Kind::may_sign);
  EXPECT_EQ(verdict().sentence, "");
}

TEST_F(StartupCheckTest, ALogThatHoldsAllItsWitnessesSawMaySign) {
  memories_[0].note = log_.note(9);
  memories_[1].note = log_.note(4);
  memories_[2].note = log_.note(0);
  EXPECT_EQ(verdict().kind, Kind::may_sign);
}

TEST_F(StartupCheckTest, ARestoredBackupMayNot) {
  SmallLog before;
  before.grow(12);
  memories_[2].note = before.note(12);
  EXPECT_EQ(verdict().kind, Kind::behind);
  EXPECT_EQ(verdict().sentence,
            "the witness w2 cosigned 12 entries of this log under our signature, but only 9 are "
            "here: this is an older copy, and signing from it would fork the record (fetch the "
            "missing entries from a mirror, then start again)");
}

TEST_F(StartupCheckTest, AnotherHistoryMayNot) {
  SmallLog fork;
  fork.grow(3);
  fork.grow(3, "fork");
  memories_[3].note = fork.note(6);
  EXPECT_EQ(verdict().kind, Kind::inconsistent);
  EXPECT_NE(verdict().sentence.find("the witness w3 cosigned another history of 6 entries"),
            std::string::npos);
}

TEST_F(StartupCheckTest, OneWitnessWithProofIsEnoughWhateverTheOthersSay) {
  SmallLog before;
  before.grow(12);
  memories_[0].note = log_.note(9);
  memories_[1].answered = memories_[2].answered = false;
  memories_[3].note = before.note(10);
  EXPECT_EQ(verdict().kind, Kind::behind);
}

TEST_F(StartupCheckTest, ANoteWeDidNotSignProvesNothing) {
  SmallLog stranger(log_.origin(), 66);
  stranger.grow(50);
  memories_[0].note = stranger.note();
  memories_[1].note = "not a note";
  const SignVerdict judged = verdict();
  EXPECT_EQ(judged.kind, Kind::too_few) << "neither against us nor for us";
  ASSERT_EQ(judged.remarks.size(), 2U);
  EXPECT_NE(judged.remarks[0].find("w0 showed a note that we did not sign"), std::string::npos);
}

TEST_F(StartupCheckTest, TheSilentAndALiarMustNotBeAQuorum) {
  memories_[0].answered = false;
  EXPECT_EQ(verdict().kind, Kind::may_sign) << "one silent and one liar are no quorum of three";
  memories_[2].note = "rubbish is silence";
  EXPECT_EQ(verdict().kind, Kind::too_few) << "two silent and one liar are";
  EXPECT_EQ(verdict().sentence,
            "the 2 witnesses that have not answered, with one of the others that lied, could be a "
            "quorum for a newer record than this one");
  memories_.clear();
  EXPECT_EQ(verdict().kind, Kind::too_few);
  policy_.quorum.reset();
  EXPECT_EQ(verdict().kind, Kind::may_sign) << "nobody else asks for cosignatures";
}

}  // namespace
}  // namespace truceline::ledger
