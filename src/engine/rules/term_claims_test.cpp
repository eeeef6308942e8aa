// SPDX-License-Identifier: Apache-2.0
#include "engine/rules/term_claims.hpp"

#include <gtest/gtest.h>

#include "engine/rules/run_rule.hpp"

namespace truceline::engine::rules {
namespace {

Findings for_claim(domain::Term term, std::string provision, base::TimeMs claimed) {
  domain::Agreement agreement = truce();
  agreement.signed_on = domain::Moment{midnight("2017-06-20"), "2017-06-20"};
  agreement.provisions[0].due = domain::Moment{midnight("2017-08-02"), "by 1 August"};
  domain::Status status;
  status.agreement = "truce";
  status.claims = domain::TermClaim{term, std::move(provision), {claimed, "as claimed"}};
  status.when = on("2017-07-01");
  Story story;
  story.say("mission", agreement);
  story.say("mission", status);
  return run_rule(term_claims, story);
}

TEST(TermClaims, ADeadlineMayBeTheMidnightThatEndsTheDay) {
  EXPECT_TRUE(for_claim(domain::Term::deadline, "1", midnight("2017-08-01")).empty());
  EXPECT_TRUE(for_claim(domain::Term::deadline, "1", midnight("2017-08-02")).empty());
  EXPECT_EQ(for_claim(domain::Term::deadline, "1", midnight("2017-07-31")).size(), 1u);
  EXPECT_EQ(for_claim(domain::Term::deadline, "1", midnight("2017-08-03")).size(), 1u);
}

TEST(TermClaims, OtherTermsAreOfTheDayItself) {
  EXPECT_TRUE(for_claim(domain::Term::signed_on, "", midnight("2017-06-20")).empty());
  EXPECT_EQ(for_claim(domain::Term::signed_on, "", midnight("2017-06-19")).size(), 1u);
  EXPECT_TRUE(for_claim(domain::Term::in_force, "", midnight("2017-07-01")).empty());
  const Findings findings = for_claim(domain::Term::in_force, "", midnight("2017-07-02"));
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].facts.at("claimed"), "as claimed");
  EXPECT_EQ(findings[0].facts.at("registered"), "2017-07-01T00:00:00Z");
}

TEST(TermClaims, WhatTheRegisterDoesNotKnowCannotBeHeldAgainstIt) {
  EXPECT_TRUE(for_claim(domain::Term::deadline, "99", midnight("2017-08-05")).empty());
}

}  // namespace
}  // namespace truceline::engine::rules
