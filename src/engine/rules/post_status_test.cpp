// SPDX-License-Identifier: Apache-2.0
#include "engine/rules/post_status.hpp"

#include <gtest/gtest.h>

#include "engine/rules/run_rule.hpp"

namespace truceline::engine::rules {
namespace {

domain::Post post(domain::PostStatus status, const domain::When& when, std::string publisher) {
  domain::Post said;
  said.id = "morek";
  said.status = status;
  said.when = when;
  said.source.publisher = std::move(publisher);
  return said;
}

domain::When from(std::string_view date) {
  domain::When when = on(date);
  when.interval.to = base::kTimeMax;
  return when;
}

TEST(PostStatus, TellsBothStatusesInOrderOfEntryWhicheverBeganFirst) {
  Story story;
  story.say("mission", post(domain::PostStatus::closed, on("2017-08-05"), "institute"));
  story.say("mission", post(domain::PostStatus::open, from("2017-08-01"), "ministry"));
  const Findings findings = run_rule(post_disputes, story);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].facts.at("post"), "morek");
  EXPECT_EQ(findings[0].facts.at("status_1"), "closed");
  EXPECT_EQ(findings[0].facts.at("publisher_2"), "ministry");
  EXPECT_EQ(findings[0].when, on("2017-08-05").interval);
}

TEST(PostStatus, ASourcesNewsEndsItsOwnOlderWordOnly) {
  Story story;
  story.say("mission", post(domain::PostStatus::open, from("2017-08-01"), "ministry"));
  story.say("mission", post(domain::PostStatus::closed, from("2017-08-10"), "ministry"));
  EXPECT_TRUE(run_rule(post_disputes, story).empty());
  story.say("mission", post(domain::PostStatus::closed, on("2017-08-05"), "institute"));
  story.say("mission", post(domain::PostStatus::closed, on("2017-08-15"), "institute"));
  EXPECT_EQ(run_rule(post_disputes, story).size(), 1u) << "the 5th is disputed, the 15th not";
}

TEST(PostStatus, TwoPartiesDisputeThoughOnePublisherIsNamed) {
  Story story;
  story.say("government", post(domain::PostStatus::open, on("2017-08-01"), ""));
  story.say("opposition", post(domain::PostStatus::attacked, on("2017-08-01"), ""));
  const Findings findings = run_rule(post_disputes, story);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].facts.at("publisher_1"), "government");
}

}  // namespace
}  // namespace truceline::engine::rules
