// SPDX-License-Identifier: Apache-2.0
#include "engine/rules/control_dispute.hpp"

#include <gtest/gtest.h>

#include "engine/rules/run_rule.hpp"

namespace truceline::engine::rules {
namespace {

domain::Control held_by(std::vector<std::string> holders, std::string publisher) {
  domain::Control said;
  said.holders = actors_named(std::move(holders));
  said.place.name = "Saraqib";
  said.when = on("2017-08-01");
  said.source.publisher = std::move(publisher);
  return said;
}

TEST(ControlDispute, AHolderNamedByBothIsNoDispute) {
  Story story;
  story.say("mission", held_by({"army"}, "a"));
  story.say("mission", held_by({"Army", "militia"}, "b"));
  EXPECT_TRUE(run_rule(control_disputes, story).empty());
  story.say("mission", held_by({"rebels"}, "c"));
  EXPECT_EQ(run_rule(control_disputes, story).size(), 2u);
}

TEST(ControlDispute, PcodesDecideBeforeNames) {
  Story story;
  domain::Control here = held_by({"army"}, "a");
  here.place.pcode = "SY1";
  domain::Control there = held_by({"rebels"}, "b");
  there.place.pcode = "SY2";  // another village of the same name
  story.say("mission", here);
  story.say("mission", there);
  EXPECT_TRUE(run_rule(control_disputes, story).empty());
}

TEST(ControlDispute, PointsWithinTwoKilometresAreOnePlace) {
  for (const auto& [lon, disputes] : {std::pair{36.02, 1u}, std::pair{36.03, 0u}}) {
    Story story;
    domain::Control one = held_by({"army"}, "a");
    one.place.point = point(36.0, 35.0);
    domain::Control other = held_by({"rebels"}, "b");
    other.place.name = "the town";
    other.place.point = point(lon, 35.0);  // 1.8 and 2.7 km
    story.say("mission", one);
    story.say("mission", other);
    EXPECT_EQ(run_rule(control_disputes, story).size(), disputes) << lon;
  }
}

}  // namespace
}  // namespace truceline::engine::rules
