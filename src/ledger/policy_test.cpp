// SPDX-License-Identifier: Apache-2.0
#include "ledger/policy.hpp"

#include <gtest/gtest.h>

#include "base/limits.hpp"
#include "ledger/test_log.hpp"

namespace truceline::ledger {
namespace {

std::string log_key(std::uint8_t seed = 200) {
  return format_vkey(ed25519_verifier("ledger.example/idlib", test_key(seed).public_key()));
}
std::string witness_key(std::uint8_t seed) {
  return format_vkey(
      cosignature_verifier("w" + std::to_string(seed) + ".example", test_key(seed).public_key()));
}
std::string witness(const std::string& name, std::uint8_t seed) {
  return "witness " + name + " " + witness_key(seed) + "\n";
}

/// The example of the specification.
std::string example() {
  return "log " + log_key() + "\n\n" + witness("X1", 1) + witness("X2", 2) + witness("X3", 3) +
         "group X-witnesses 2 X1 X2 X3\n\n" + witness("Y1", 4) + witness("Y2", 5) +
         witness("Y3", 6) +
         "group Y-witnesses any Y1 Y2 Y3\n\ngroup X-and-Y all X-witnesses Y-witnesses\n"
         "quorum X-and-Y\n";
}

Policy parsed(const std::string& text) {
  const auto policy = parse_policy(text);
  EXPECT_TRUE(policy) << policy.error().to_string();
  return policy ? *policy : Policy{};
}

void expect_refused(const std::string& text, const std::string& place, const std::string& reason) {
  const auto policy = parse_policy(text);
  ASSERT_FALSE(policy) << text;
  EXPECT_EQ(policy.error().place, place) << text;
  EXPECT_NE(policy.error().reason.find(reason), std::string::npos) << policy.error().to_string();
}

TEST(Policy, ReadsTheSpecificationsExample) {
  const Policy policy = parsed(example());
  EXPECT_EQ(policy.logs.size(), 1U);
  EXPECT_EQ(policy.logs[0].key.name, "ledger.example/idlib");
  EXPECT_EQ(policy.witnesses.size(), 6U);
  ASSERT_EQ(policy.groups.size(), 3U);
  EXPECT_EQ(policy.groups[0].threshold, 2U);
  EXPECT_EQ(policy.groups[1].threshold, 1U);
  EXPECT_EQ(policy.groups[2].threshold, 2U);
  EXPECT_EQ(member_name(policy, policy.quorum), "X-and-Y");
}

TEST(Policy, TheExampleIsSatisfiedByTwoOfXAndOneOfY) {
  const Policy policy = parsed(example());
  EXPECT_TRUE(satisfies(policy, {"X1", "X3", "Y2"}));
  EXPECT_TRUE(satisfies(policy, {"X1", "X2", "X3", "Y1", "Y2", "Y3"}));
  EXPECT_FALSE(satisfies(policy, {"X1", "X3"}));
  EXPECT_FALSE(satisfies(policy, {"X1", "Y1", "Y2", "Y3"}));
  EXPECT_FALSE(satisfies(policy, {}));
  EXPECT_FALSE(satisfies(policy, {"X-and-Y", "X-witnesses", "nobody"}));
}

TEST(Policy, IsWrittenSoThatItIsReadAsTheSame) {
  for (const std::string& text :
       {example(), std::string("quorum none\n"), witness("W", 1) + "quorum W\n",
        "log " + log_key() + " https://ledger.example/idlib\nwitness W " + witness_key(1) +
            " https://w.example/submit\nquorum W\n"})
    EXPECT_EQ(parsed(format_policy(parsed(text))), parsed(text)) << text;
}

TEST(Policy, UrlsCommentsAndWhiteSpaceAreReadAsTheSpecificationSays) {
  const Policy policy = parsed(" \t# a comment \xff\xfe\n#\n\n \t \n\t log  " + log_key() +
                               "\thttps://ledger.example/ \nwitness\t#1 " + witness_key(1) +
                               " http://w/\xc3\xa9\n  quorum #1\t\n");
  EXPECT_EQ(policy.logs[0].url, "https://ledger.example/");
  EXPECT_EQ(policy.witnesses[0].name, "#1");
  EXPECT_EQ(policy.witnesses[0].url, "http://w/\xc3\xa9");
  EXPECT_TRUE(satisfies(policy, {"#1"}));
}

TEST(Policy, NamesAreOctetsAndNothingIsFolded) {
  const std::string kelvin = "\xe2\x84\xaa";
  const Policy policy =
      parsed(witness("K", 1) + witness(kelvin, 2) + witness("\xff", 3) + "quorum " + kelvin + "\n");
  EXPECT_FALSE(satisfies(policy, {"K"}));
  EXPECT_TRUE(satisfies(policy, {kelvin}));
}

TEST(Policy, QuorumNoneAsksForNothing) {
  const Policy policy = parsed("quorum none\n");
  EXPECT_EQ(policy.quorum, std::nullopt);
  EXPECT_TRUE(satisfies(policy, {}));
  EXPECT_EQ(member_name(policy, policy.quorum), "none");
}

TEST(Policy, OneWitnessCanBeTheQuorumAndLinesMayFollowIt) {
  const Policy policy = parsed(witness("A", 1) + "quorum A\n" + witness("B", 2));
  EXPECT_TRUE(satisfies(policy, {"A"}));
  EXPECT_FALSE(satisfies(policy, {"B"}));
}

TEST(Policy, MistakesAreRefusedWithTheirLine) {
  const std::string a = witness("A", 1);
  const std::string b = witness("B", 2);
  expect_refused("", "", "no quorum line");
  expect_refused(a, "", "no quorum line");
  expect_refused("quorum none", "line 1", "does not end");
  expect_refused("quorum none\r\n", "line 1", "carriage return");
  expect_refused("\n# \x01\nquorum none\n", "line 2", "control character");
  expect_refused("# \x7f\nquorum none\n", "line 1", "control character");
  expect_refused(a + "trust A\n", "line 2", "begins with log, witness, group or quorum");
  expect_refused("Quorum none\n", "line 1", "begins with log");
  expect_refused("quorum\n", "line 1", "quorum <name>");
  expect_refused(a + "quorum A A\n", "line 2", "quorum <name>");
  expect_refused("quorum none\nquorum none\n", "line 2", "second quorum");
  expect_refused("quorum A\n" + a, "line 1", "no line above defines \"A\"");
  expect_refused("log\n", "line 1", "log <vkey>");
  expect_refused("log a b c\n", "line 1", "log <vkey>");
  expect_refused("log a\n", "line 1", "verifier key");
  expect_refused("witness A\n", "line 1", "witness <name>");
  expect_refused("witness A a b c\n", "line 1", "witness <name>");
  expect_refused(a + a, "line 2", "\"A\" is defined twice");
  expect_refused(witness("none", 1), "line 1", "is taken");
  expect_refused(a + "group none any A\n", "line 2", "is taken");
  expect_refused(a + "group A any A\n", "line 2", "\"A\" is defined twice");
  expect_refused(a + b + "group G 3 A B\n", "line 3", "3 of its 2 members");
  expect_refused(a + "group G 0 A\n", "line 2", "0 of its 1 members");
  expect_refused(a + "group G -1 A\n", "line 2", "decimal");
  expect_refused(a + "group G 01 A\n", "line 2", "decimal");
  expect_refused(a + "group G some A\n", "line 2", "decimal");
  expect_refused(a + "group G any\n", "line 2", "group <name>");
  expect_refused(a + "group G any B\n" + b, "line 2", "no line above defines \"B\"");
  expect_refused(a + "group G any G\n", "line 2", "no line above defines \"G\"");
  expect_refused(a + "group G any none\n", "line 2", "cannot be a member");
  expect_refused(a + b + "group G any A A\n", "line 3", "already in a group");
  expect_refused(a + b + "group G any A\ngroup H any A B\n", "line 4", "already in a group");
}

TEST(Policy, OneKeyIsOneLogAndOneWitness) {
  expect_refused("log " + log_key() + "\nlog " + log_key() + "\n", "line 2", "listed twice");
  // Other name, so other id, same key.
  const std::string renamed =
      format_vkey(cosignature_verifier("other.example", test_key(1).public_key()));
  expect_refused(witness("A", 1) + "witness B " + renamed + "\n", "line 2",
                 "also the key of the witness \"A\"");
  // The specification allows a log and a witness of one key; quorum.hpp judges it.
  parsed("log " + log_key(1) + "\n" + witness("A", 1) + "quorum A\n");
}

TEST(Policy, KeysOfTheWrongTypeAreRefused) {
  const std::string signs = format_vkey(ed25519_verifier("w.example", test_key(1).public_key()));
  expect_refused("witness A " + signs + "\n", "line 1", "signs notes");
  VerifierKey future = cosignature_verifier("w.example", test_key(1).public_key());
  future.type = 0x06;
  future.key.resize(1312);
  future.id = key_id(future.name, future.type, future.key);
  const auto witness_line = parse_policy("witness A " + format_vkey(future) + "\nquorum A\n");
  EXPECT_EQ(witness_line.error().code, base::ErrorCode::unsupported);
  const auto log_line = parse_policy("log " + format_vkey(future) + "\nquorum none\n");
  EXPECT_EQ(log_line.error().code, base::ErrorCode::unsupported);
  // A log may sign its checkpoints by cosignature.
  parsed("log " + witness_key(1) + "\nquorum none\n");
}

TEST(Policy, TheLimitsAreKeptAndBeyondWhatTheSpecificationAsks) {
  std::string logs;
  std::string witnesses;
  for (std::uint8_t i = 0; i < base::limits::kPolicyWitnesses; ++i)
    witnesses += witness("W" + std::to_string(i), i);
  for (std::uint8_t i = 0; i < base::limits::kPolicyLogs; ++i)
    logs += "log " + log_key(static_cast<std::uint8_t>(100 + i)) + "\n";
  parsed(logs + witnesses + "quorum none\n");
  expect_refused(witnesses + witness("more", 99), "line 49", "at most 48 witnesses");
  expect_refused(logs + "log " + log_key(99) + "\n", "line 49", "at most 48 logs");
  std::string groups = witnesses;
  for (std::size_t i = 0; i < base::limits::kPolicyGroups; ++i)
    groups += "group G" + std::to_string(i) + " any W" + std::to_string(i) + "\n";
  parsed(groups + "quorum G0\n");
  expect_refused(groups + "group more any G0\n", "line 97", "at most 48 groups");
  expect_refused(witness(std::string(256, 'n'), 1), "line 1", "over 255 bytes");
  expect_refused("log " + log_key() + " " + std::string(2049, 'u') + "\n", "line 1", "2048");
  EXPECT_EQ(parse_policy(std::string(base::limits::kPolicyBytes + 1, '\n')).error().code,
            base::ErrorCode::too_large);
}

}  // namespace
}  // namespace truceline::ledger
