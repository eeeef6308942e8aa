// SPDX-License-Identifier: Apache-2.0
#include "engine/rules/overdue.hpp"

#include <algorithm>
#include <utility>

#include "engine/duty.hpp"
#include "engine/in_force.hpp"

namespace truceline::engine::rules {
namespace {

constexpr std::int64_t kHighAfterDays = 30;

/// How late, told by the day the step was taken or, without one, by the clock.
std::int64_t late_ms(const Duty& duty, base::TimeMs due, base::TimeMs at) {
  const base::TimeMs until = duty.step ? duty.step->what.when.interval.from : at;
  return std::max<std::int64_t>(0, until.value - due.value);
}

domain::Finding finding_of(const Said<domain::Agreement>& agreement,
                           const domain::Provision& provision, const Duty& duty, base::TimeMs at) {
  const std::int64_t late = late_ms(duty, provision.due->time, at);
  domain::Finding finding;
  finding.rule = duty.state == DutyState::overdue ? domain::Rule::overdue_duty
                                                  : domain::Rule::overdue_duty_late;
  finding.severity =
      late > kHighAfterDays * base::kDayMs ? domain::Severity::high : domain::Severity::medium;
  finding.evidence = {agreement.index};
  finding.agreement = agreement.what.id;
  finding.provision = provision.id;
  finding.must_act = provision.who;
  finding.due = provision.due->time;
  finding.facts = {{"agreement_title", agreement.what.title},
                   {"provision_what", provision.what},
                   {"due", provision.due->as_written},
                   {"days_late", std::to_string(late / base::kDayMs)}};
  if (provision.met_by.empty())
    finding.facts.set("no_step", "yes");
  else
    finding.facts.set("step", provision.met_by);
  if (duty.step) {
    finding.evidence.push_back(duty.step->index);
    finding.when = duty.step->what.when.interval;
  }
  if (duty.state == DutyState::met_late_maybe) finding.doubts = {domain::Doubt::time};
  return finding;
}

}  // namespace

Findings overdue_duties(const Basis& basis) {
  Findings findings;
  for (const auto& agreement : basis.state.agreements()) {
    if (basis.state.agreement(agreement.what.id) != &agreement) continue;
    const base::Interval force = in_force(agreement.what, basis.state);
    for (const domain::Provision& provision : agreement.what.provisions) {
      if (!is_dated_duty(provision) || basis.at <= provision.due->time) continue;
      if (provision.due->time > in_effect(provision, agreement.what, force).to) continue;
      const Duty now = duty(agreement.what, provision, basis.state, basis.at);
      if (now.state == DutyState::met) continue;
      findings.push_back(finish(finding_of(agreement, provision, now, basis.at), basis.state));
    }
  }
  return findings;
}

}  // namespace truceline::engine::rules
