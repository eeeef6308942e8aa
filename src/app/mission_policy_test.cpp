// SPDX-License-Identifier: Apache-2.0
#include "app/mission_policy.hpp"

#include <gtest/gtest.h>

#include "app/clock.hpp"
#include "app/files.hpp"
#include "app/temporary_folder.hpp"
#include "ledger/cosignature.hpp"

namespace truceline::app {
namespace {

class MissionPolicyTest : public testing::Test {
 protected:
  MissionPolicyTest() { config_.origin = "example.org/valley"; }

  static std::string witness(const std::string& name,
                             const std::string& url = "http://127.0.0.1:9/") {
    const ledger::Cosigner cosigner{"example.org/" + name,
                                    base::SigningKey::from_seed(random_bytes())};
    return "witness " + name + " " + ledger::format_vkey(cosigner.verifier()) + " " + url + "\n";
  }
  static std::string four() { return witness("a") + witness("b") + witness("c") + witness("d"); }
  std::string log_line() const { return "log " + ledger::format_vkey(log_) + "\n"; }

  base::Result<MissionPolicy> read(const std::string& text) {
    EXPECT_TRUE(write_file(folder_.path() / "policy", text, FileMode::shared));
    return read_mission_policy(folder_.path(), config_, log_);
  }
  std::string refusal_of(const std::string& text) {
    const auto answer = read(text);
    return answer ? "accepted" : answer.error().to_string();
  }

  TemporaryFolder folder_;
  formats::MissionConfig config_;
  ledger::VerifierKey log_ = ledger::ed25519_verifier(
      "example.org/valley", base::SigningKey::from_seed(random_bytes()).public_key());
};

TEST_F(MissionPolicyTest, without_a_file_the_log_stands_alone_and_says_so) {
  const auto alone = read_mission_policy(folder_.path(), config_, log_);
  ASSERT_TRUE(alone);
  EXPECT_FALSE(alone->has_witnesses());
  EXPECT_TRUE(ledger::satisfies(alone->policy, {}));
  EXPECT_NE(alone->text.find("quorum none"), std::string::npos);
  EXPECT_NE(alone->text.find("No witness vouches"), std::string::npos);
  EXPECT_EQ(*ledger::parse_policy(alone->text), alone->policy);
}

TEST_F(MissionPolicyTest, three_of_four_is_taken_and_served_byte_for_byte) {
  config_.mirrors = {"d"};
  const std::string text = log_line() + four() + "group g 3 a b c d\nquorum g\n# the end\n";
  const auto policy = read(text);
  ASSERT_TRUE(policy) << policy.error().to_string();
  EXPECT_TRUE(policy->has_witnesses());
  EXPECT_EQ(policy->text, text);
  EXPECT_EQ(policy->kind_of(policy->policy.witnesses[0]), ledger::CosignerKind::witness);
  EXPECT_EQ(policy->kind_of(policy->policy.witnesses[3]), ledger::CosignerKind::mirror);
}

TEST_F(MissionPolicyTest, two_of_three_is_refused_with_its_arithmetic) {
  const std::string refusal = refusal_of(log_line() + witness("a") + witness("b") + witness("c") +
                                         "group g 2 a b c\nquorum g\n");
  EXPECT_NE(refusal.find("2 + 2 is not more than 3 + 1"), std::string::npos) << refusal;
  EXPECT_NE(refusal.find("3 of 4"), std::string::npos) << refusal;
  EXPECT_NE(refusal.find("policy"), std::string::npos) << refusal;
}

TEST_F(MissionPolicyTest, what_the_server_could_not_work_with_is_refused_by_name) {
  const std::string end = "group g 3 a b c d\nquorum g\n";
  EXPECT_NE(refusal_of(four() + end).find("does not list this mission's own log"),
            std::string::npos);
  EXPECT_NE(
      refusal_of(log_line() + witness("a") + witness("b") + witness("c") + witness("d", "") + end)
          .find("the witness d has no address"),
      std::string::npos);
  EXPECT_NE(refusal_of(log_line() + "nonsense\n").find("line 2"), std::string::npos);
  config_.mirrors = {"elsewhere"};
  EXPECT_NE(refusal_of(log_line() + four() + end).find("the mirror elsewhere"), std::string::npos);
  std::filesystem::remove(folder_.path() / "policy");
  EXPECT_FALSE(read_mission_policy(folder_.path(), config_, log_));
}

}  // namespace
}  // namespace truceline::app
