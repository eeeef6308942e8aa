// SPDX-License-Identifier: Apache-2.0
#include "engine/duty.hpp"

#include <gtest/gtest.h>

#include "engine/queries.hpp"
#include "engine/story.hpp"

namespace truceline::engine {
namespace {

domain::Provision group_by_august() {
  domain::Provision duty;
  duty.id = "2";
  duty.modality = domain::Modality::obliges;
  duty.who = {"guarantors"};
  duty.in_effect = truce().in_force;
  duty.due = domain::Moment{midnight("2017-08-01"), "in_force + 1 month"};
  duty.met_by = "group-formed";
  return duty;
}

domain::Status formed(const domain::When& when) {
  domain::Status status;
  status.agreement = "truce";
  status.step = "group-formed";
  status.when = when;
  return status;
}

struct Case {
  const char* says;
  std::optional<domain::When> step;
  const char* at;
  DutyState duty;
  ProvisionState provision;
};

TEST(Duty, GoesByTheStepAndTheDay) {
  domain::When from_july = on("2017-07-20");
  from_july.interval.to = base::kTimeMax;
  const Case cases[] = {
      {"before its day", {}, "2017-07-15", DutyState::open, ProvisionState::in_effect},
      {"before it binds", {}, "2017-06-15", DutyState::open, ProvisionState::not_yet},
      {"after its day", {}, "2017-08-02", DutyState::overdue, ProvisionState::overdue},
      {"after the end", {}, "2018-08-02", DutyState::overdue, ProvisionState::overdue},
      {"met", on("2017-07-31"), "2017-08-02", DutyState::met, ProvisionState::met},
      {"met for good", from_july, "2017-08-02", DutyState::met, ProvisionState::met},
      {"met late", on("2017-08-01"), "2017-09-02", DutyState::met_late, ProvisionState::met_late},
      {"not yet known", on("2017-08-10"), "2017-08-05", DutyState::overdue,
       ProvisionState::overdue},
      {"straddling", between("2017-07-25", "2017-08-05"), "2017-08-20", DutyState::met_late_maybe,
       ProvisionState::met_late},
  };
  for (const Case& one : cases) {
    Story story;
    if (one.step) story.say("mission", formed(*one.step));
    const State state = story.state();
    EXPECT_EQ(duty(truce(), group_by_august(), state, midnight(one.at)).state, one.duty)
        << one.says;
    EXPECT_EQ(provision_state(truce(), group_by_august(), state, midnight(one.at)), one.provision)
        << one.says;
  }
}

TEST(Duty, TheBestAccountOfAStepCounts) {
  Story story;
  story.say("mission", formed(on("2017-08-20")));
  story.say("mission", formed(on("2017-07-20")));
  const State state = story.state();
  const Duty now = duty(truce(), group_by_august(), state, midnight("2017-09-01"));
  EXPECT_EQ(now.state, DutyState::met);
  EXPECT_EQ(now.step->index.value, 1u);
}

TEST(ProvisionState, WithoutADutyItGoesByTheTerm) {
  const domain::Agreement agreement = truce();
  const domain::Provision& clause = agreement.provisions[0];
  const State state;
  EXPECT_EQ(provision_state(agreement, clause, state, midnight("2017-06-30")),
            ProvisionState::not_yet);
  EXPECT_EQ(provision_state(agreement, clause, state, midnight("2017-07-01")),
            ProvisionState::in_effect);
  EXPECT_EQ(provision_state(agreement, clause, state, midnight("2018-01-01")),
            ProvisionState::ended);
}

}  // namespace
}  // namespace truceline::engine
