// SPDX-License-Identifier: Apache-2.0
#include "engine/in_force.hpp"

#include <gtest/gtest.h>

#include "engine/story.hpp"

namespace truceline::engine {
namespace {

domain::Status renewed(std::string_view date) {
  domain::Status status;
  status.topic = "agreement";
  status.agreement = "truce";
  status.step = "renewed";
  status.when = on(date);
  return status;
}

TEST(InForce, EndsWithItsTermUnlessItRenews) {
  domain::Agreement agreement = truce();
  EXPECT_EQ(in_force(agreement, State()), agreement.in_force);
  agreement.renewal = domain::Renewal::automatic;
  EXPECT_EQ(in_force(agreement, State()).to, base::kTimeMax);
}

TEST(InForce, EachRenewalByStatementAddsItsOriginalLengthOnce) {
  domain::Agreement agreement = truce();
  agreement.renewal = domain::Renewal::by_statement;
  const std::int64_t length = agreement.in_force.to.value - agreement.in_force.from.value;
  Story story;
  story.say("mission", renewed("2017-12-20"));
  story.say("ngo", renewed("2017-12-20"));  // another account of the same
  EXPECT_EQ(in_force(agreement, story.state()).to.value, agreement.in_force.to.value + length);
  const base::Hash second = story.say("mission", renewed("2018-06-20"));
  EXPECT_EQ(in_force(agreement, story.state()).to.value, agreement.in_force.to.value + 2 * length);
  story.say("mission", domain::Supersede{"it was not renewed"},
            {{domain::ReferenceKind::supersedes, second}});
  EXPECT_EQ(in_force(agreement, story.state()).to.value, agreement.in_force.to.value + length);
}

TEST(InEffect, AClauseWithItsOwnEndIsNotCarriedOn) {
  const domain::Agreement agreement = truce();
  domain::Provision clause = agreement.provisions[0];
  const base::Interval renewed_term{agreement.in_force.from, midnight("2019-01-01")};
  EXPECT_EQ(in_effect(clause, agreement, renewed_term), renewed_term);
  clause.in_effect = {midnight("2017-01-01"), midnight("2017-10-01")};
  EXPECT_EQ(in_effect(clause, agreement, renewed_term),
            (base::Interval{agreement.in_force.from, midnight("2017-10-01")}));
}

}  // namespace
}  // namespace truceline::engine
