// SPDX-License-Identifier: Apache-2.0
//
// The examples of docs/spec/policy.md, computed.
#include "ledger/quorum.hpp"
#include "ledger/spec_example.hpp"

namespace truceline::ledger {
namespace {

class SpecPolicy : public SpecPage {
 protected:
  SpecPolicy() : SpecPage("policy.md") {}

  /// The policy of the example with other numbers.
  std::string policy_text(std::size_t k, std::size_t n) const {
    std::string text = "log " + format_vkey(log_.verifier()) + " https://ledger.example/idlib/\n\n";
    const std::string names[] = {"party-a", "party-b", "party-c", "neutral"};
    std::string members;
    for (std::size_t i = 0; i < n; ++i) {
      text += "witness " + names[i] + " " + format_vkey(witnesses_[i].verifier()) + "\n";
      members += " " + names[i];
    }
    return text + "\ngroup guarantors " + std::to_string(k) + members + "\nquorum guarantors\n";
  }
};

TEST_F(SpecPolicy, ItsPolicyIsTrueAndAccepted) {
  const std::string text = policy_text(3, 4);
  expect_in_page("```\n" + text + "```\n");
  const auto policy = load_policy(text);
  ASSERT_TRUE(policy) << policy.error().to_string();
  EXPECT_TRUE(judge_monitor(*policy, 4, 2));
}

TEST_F(SpecPolicy, TheSentenceAboutTwoOfThreeIsTheProgramsOwn) {
  const auto refused = load_policy(policy_text(2, 3));
  ASSERT_FALSE(refused);
  expect_in_page("> " + refused.error().to_string() + "\n");
}

TEST_F(SpecPolicy, ItsTableIsTrue) {
  struct Row {
    std::size_t n, k1, k2;
  };
  for (const Row& row : {Row{3, 2, 2}, Row{3, 2, 3}, Row{3, 3, 3}, Row{4, 3, 3}, Row{4, 3, 4}}) {
    const auto policy = parse_policy(policy_text(row.k1, row.n));
    ASSERT_TRUE(policy);
    std::size_t bad = 0;
    while (judge_monitor(*policy, row.k2, bad + 1)) ++bad;
    expect_in_page("| " + std::to_string(row.n) + " | " + std::to_string(row.k1) + " | " +
                   std::to_string(row.k2) + " | " + std::to_string(bad) + " | " +
                   std::to_string(quorum_strength(*policy).outages) + " |");
  }
}

}  // namespace
}  // namespace truceline::ledger
