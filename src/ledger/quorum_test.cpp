// SPDX-License-Identifier: Apache-2.0
#include "ledger/quorum.hpp"

#include <bit>
#include <gtest/gtest.h>
#include <limits>

#include "ledger/test_log.hpp"

namespace truceline::ledger {
namespace {

std::string witnesses(const std::string& prefix, std::uint8_t count, std::uint8_t first_seed) {
  std::string lines;
  for (std::uint8_t i = 0; i < count; ++i) {
    const auto seed = static_cast<std::uint8_t>(first_seed + i);
    lines += "witness " + prefix + std::to_string(i) + " " +
             format_vkey(cosignature_verifier("w.example", test_key(seed).public_key())) + "\n";
  }
  return lines;
}

std::string names(const std::string& prefix, std::uint8_t count) {
  std::string list;
  for (std::uint8_t i = 0; i < count; ++i) list += " " + prefix + std::to_string(i);
  return list;
}

std::string k_of_n_text(std::size_t k, std::uint8_t n) {
  return witnesses("W", n, 1) + "group guarantors " + std::to_string(k) + names("W", n) +
         "\nquorum guarantors\n";
}

Policy k_of_n(std::size_t k, std::uint8_t n) {
  return *parse_policy(k_of_n_text(k, n));
}

/// The same numbers, found by trying every set of witnesses.
QuorumStrength by_trying_all(const Policy& policy) {
  const std::size_t n = policy.witnesses.size();
  std::vector<unsigned> quorums;
  std::size_t fewest_missing = std::numeric_limits<std::size_t>::max();
  for (unsigned set = 0; set < 1U << n; ++set) {
    std::set<std::string> chosen;
    for (std::size_t i = 0; i < n; ++i)
      if ((set >> i & 1U) != 0) chosen.insert(policy.witnesses[i].name);
    if (satisfies(policy, chosen))
      quorums.push_back(set);
    else
      fewest_missing = std::min(fewest_missing, n - chosen.size());
  }
  QuorumStrength strength{n, n, n, fewest_missing - 1};
  const auto count_of = [](unsigned set) { return static_cast<std::size_t>(std::popcount(set)); };
  for (const unsigned a : quorums) {
    strength.smallest = std::min(strength.smallest, count_of(a));
    for (const unsigned b : quorums) strength.overlap = std::min(strength.overlap, count_of(a & b));
  }
  return strength;
}

TEST(Quorum, TheTableOfTheNoteHolds) {
  // n, receipt k1, monitor k2, bad witnesses stood, outages stood: Sigsum, "Byzantine witnesses".
  struct Row {
    std::uint8_t n;
    std::size_t k1, k2, bad, outages;
  };
  for (const Row& row : {Row{3, 2, 2, 0, 1}, Row{3, 2, 3, 1, 1}, Row{3, 3, 3, 2, 0},
                         Row{4, 3, 3, 1, 1}, Row{5, 3, 4, 1, 2}, Row{5, 4, 4, 2, 1}}) {
    const Policy policy = k_of_n(row.k1, row.n);
    EXPECT_EQ(quorum_strength(policy).outages, row.outages);
    EXPECT_TRUE(judge_monitor(policy, row.k2, row.bad)) << int{row.n};
    EXPECT_FALSE(judge_monitor(policy, row.k2, row.bad + 1)) << int{row.n};
    if (row.k1 != row.k2) continue;
    EXPECT_TRUE(judge_receipts(policy, row.bad));
    EXPECT_FALSE(judge_receipts(policy, row.bad + 1));
  }
}

TEST(Quorum, TwoOfThreeIsRefusedWithTheReasonInASentence) {
  const auto refused = load_policy(k_of_n_text(2, 3));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().to_string(),
            "two quorums of \"guarantors\" may share only 1 of 3 witnesses, and must share more "
            "than the 1 that may lie, or two unlike records can both be vouched for: 2 + 2 is not "
            "more than 3 + 1 (ask for 3 of 4 witnesses, which also stands as many outages)");
}

TEST(Quorum, ThreeOfFourIsAcceptedAndItsMonitorWaitsForAllFour) {
  const auto policy = load_policy(k_of_n_text(3, 4));
  ASSERT_TRUE(policy) << policy.error().to_string();
  EXPECT_EQ(quorum_strength(*policy), (QuorumStrength{4, 3, 2, 1}));
  EXPECT_TRUE(judge_monitor(*policy, 4, 2));
  EXPECT_FALSE(judge_monitor(*policy, 4, 3));
  EXPECT_EQ(kMonitorWindowS, 43'200U);
}

TEST(Quorum, TheArithmeticIsThatOfTryingEverySetOfWitnesses) {
  for (std::uint8_t n = 1; n <= 6; ++n)
    for (std::size_t k = 1; k <= n; ++k)
      EXPECT_EQ(quorum_strength(k_of_n(k, n)), by_trying_all(k_of_n(k, n)));
  for (const std::string x : {"1", "2", "3"})
    for (const std::string y : {"1", "2"})
      for (const std::string z : {"1", "2", "3"}) {
        const auto policy =
            parse_policy(witnesses("X", 3, 1) + witnesses("Y", 2, 4) + witnesses("Z", 1, 6) +
                         "group X " + x + names("X", 3) + "\ngroup Y " + y + names("Y", 2) +
                         "\ngroup all " + z + " X Y Z0\nquorum all\n");
        ASSERT_TRUE(policy) << policy.error().to_string();
        EXPECT_EQ(quorum_strength(*policy), by_trying_all(*policy)) << x << y << z;
      }
}

TEST(Quorum, GroupsAreJudgedByWhoTheyShareNotByTheirNumbers) {
  // Five of six sign, but "any Y" may be another witness for each view.
  const auto weak =
      parse_policy(witnesses("X", 2, 1) + witnesses("Y", 3, 3) + "group X any" + names("X", 2) +
                   "\ngroup Y 2" + names("Y", 3) + "\ngroup both all X Y\nquorum both\n");
  ASSERT_TRUE(weak);
  EXPECT_EQ(quorum_strength(*weak).overlap, 1U);
  const auto refused = judge_receipts(*weak, 1);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason.find(" + "), std::string::npos) << refused.error().reason;
}

TEST(Quorum, OneWitnessAloneIsRefusedAndTwoTogetherAreNot) {
  EXPECT_FALSE(judge_receipts(*parse_policy(witnesses("W", 1, 1) + "quorum W0\n"), 1));
  EXPECT_TRUE(judge_receipts(*parse_policy(witnesses("W", 1, 1) + "quorum W0\n"), 0));
  EXPECT_TRUE(judge_receipts(k_of_n(2, 2), 1));
}

TEST(Quorum, NoneIsRefusedBecauseNobodyVouches) {
  const auto refused = load_policy("quorum none\n");
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().reason.find("nobody but the log"), std::string::npos);
  EXPECT_EQ(quorum_strength(Policy{}), QuorumStrength{});
}

TEST(Quorum, AWitnessWithTheLogsKeyIsRefused) {
  const std::string log =
      "log " + format_vkey(ed25519_verifier("l.example", test_key(2).public_key())) + "\n";
  EXPECT_TRUE(parse_policy(log + k_of_n_text(3, 4)));
  const auto refused = load_policy(log + k_of_n_text(3, 4));
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().reason.find("vouch for itself"), std::string::npos);
}

TEST(Quorum, AMonitorCannotWaitForMoreWitnessesThanThereAre) {
  EXPECT_FALSE(judge_monitor(k_of_n(3, 4), 5, 1));
  EXPECT_FALSE(judge_monitor(k_of_n(1, 4), 1, 0));
}

}  // namespace
}  // namespace truceline::ledger
