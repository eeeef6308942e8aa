// SPDX-License-Identifier: Apache-2.0
#include "engine/assessed.hpp"

#include <gtest/gtest.h>

#include "engine/story.hpp"

namespace truceline::engine {
namespace {

class Assessed : public ::testing::Test {
 protected:
  Assessed() {
    story_.say("mission", truce());
    report_ = story_.say("ngo", shelling("2017-07-02"));
  }
  void assess(const std::string& party, domain::Verdict verdict,
              std::vector<std::string> joint = {}) {
    domain::Assessment assessment;
    assessment.verdict = verdict;
    assessment.reason = "looked into";
    assessment.joint = std::move(joint);
    story_.say(party, assessment, {{domain::ReferenceKind::cites, report_}});
  }
  Standing standing() const { return AssessedReports(story_.state()).of({1}).standing; }
  Story story_;
  base::Hash report_{};
};

TEST_F(Assessed, NobodyHavingLookedItStands) {
  EXPECT_EQ(standing(), Standing::stands);
}
TEST_F(Assessed, OnePartyAloneOnlyCastsDoubt) {
  assess("government", domain::Verdict::unfounded, {"government"});
  EXPECT_EQ(standing(), Standing::doubted);
}
TEST_F(Assessed, SeveralPartiesTogetherMayFindItUnfounded) {
  assess("government", domain::Verdict::unfounded, {"government", "opposition"});
  EXPECT_EQ(standing(), Standing::unfounded);
  assess("ngo", domain::Verdict::verified);
  EXPECT_EQ(standing(), Standing::unfounded) << "one party alone does not undo it";
  assess("mission", domain::Verdict::verified);
  EXPECT_EQ(standing(), Standing::stands);
}
TEST_F(Assessed, TheMissionMayFindItUnfoundedOrDisputed) {
  assess("mission", domain::Verdict::disputed);
  EXPECT_EQ(standing(), Standing::doubted);
  assess("mission", domain::Verdict::unfounded);
  EXPECT_EQ(standing(), Standing::unfounded);
}

}  // namespace
}  // namespace truceline::engine
