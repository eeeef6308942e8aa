// SPDX-License-Identifier: Apache-2.0
#include "engine/rules/answers.hpp"

#include <algorithm>
#include <optional>

#include "engine/finding_memory.hpp"
#include "engine/ladder.hpp"
#include "engine/on_duty.hpp"
#include "engine/profiles.hpp"
#include "engine/rules/subjects.hpp"

namespace truceline::engine::rules {
namespace {

using domain::AcknowledgementStep;
using domain::Rule;
using domain::Severity;
using SaidNotification = Said<domain::Notification>;

/// What is asked of one notification by one profile, and what has been answered.
class Case {
 public:
  Case(const SaidNotification& notified, const Asked& asked, const std::vector<Answers>& answers,
       const State& state, RuleClock& clock)
      : notified_(notified), asked_(asked), answers_(answers), state_(state), clock_(clock) {}

  void derive(Findings& findings) const {
    const domain::Profile& profile = *asked_.profile;
    const base::TimeMs begins = notified_.what.when.interval.from;
    // Before its author's clock the time does not begin to run.
    if (profile.acknowledge_within_ms > 0 && clock_.has_reached(notified_.time)) {
      base::TimeMs due{notified_.time.value + profile.acknowledge_within_ms};
      if (notified_.time < begins && begins < due) due = begins;
      all_late(Rule::overdue_acknowledgement, AcknowledgementStep::received, due, findings);
    }
    if (profile.relay_within_ms > 0)
      for (const Answers& one : answers_) relay_late(one, findings);
    if (profile.in_effect_before_ms > 0 && begins != base::kTimeMin)
      all_late(Rule::overdue_in_effect, AcknowledgementStep::in_effect,
               {begins.value - profile.in_effect_before_ms}, findings);
  }

 private:
  bool is_asked(const std::string& recipient) const {
    return std::ranges::count(asked_.profile->recipients, recipient) != 0;
  }

  domain::Finding begun(Rule rule, base::TimeMs due) const {
    domain::Finding finding;
    finding.rule = rule;
    const base::TimeMs begins = notified_.what.when.interval.from;
    const bool soon = begins == base::kTimeMin || clock_.has_reached({begins.value - base::kDayMs});
    finding.severity = soon ? Severity::high : Severity::medium;
    finding.evidence = {notified_.index, asked_.arrangement->index};
    finding.agreement = asked_.arrangement->what.id;
    finding.when = notified_.what.when.interval;
    finding.due = due;
    set_subject(finding.facts, notified_);
    for (const domain::Escalation& step : asked_.arrangement->what.escalation)
      if (clock_.has_reached({due.value + step.after_ms}))
        finding.facts.set("escalate", std::string(domain::word(step.rank)));
    return finding;
  }

  /// Those who have not come so far by `due`, together: they are late with one thing.
  void all_late(Rule rule, AcknowledgementStep step, base::TimeMs due, Findings& findings) const {
    if (!clock_.is_after(due)) return;
    std::vector<std::string> late;
    for (const Answers& one : answers_)
      if (is_asked(one.recipient) && !one.reached(step) && !one.standing_objection())
        late.push_back(one.recipient);
    if (late.empty()) return;
    domain::Finding finding = begun(rule, due);
    finding.facts.set("late", joined(late));
    finding.must_act = std::move(late);
    findings.push_back(finish(std::move(finding), state_));
  }

  void relay_late(const Answers& one, Findings& findings) const {
    const auto* const received = one.received;
    if (!received || !is_asked(one.recipient) || one.standing_objection()) return;
    if (!clock_.has_reached(received->what.at.time)) return;
    const base::TimeMs due{received->what.at.time.value + asked_.profile->relay_within_ms};
    if (!clock_.is_after(due) || one.reached(AcknowledgementStep::relayed)) return;
    domain::Finding finding = begun(Rule::overdue_relay, due);
    finding.evidence.push_back(received->index);
    finding.must_act = {one.recipient};
    finding.facts.set("late", one.recipient);
    finding.facts.set("officer", received->what.officer);
    findings.push_back(finish(std::move(finding), state_));
  }

  const SaidNotification& notified_;
  const Asked& asked_;
  const std::vector<Answers>& answers_;
  const State& state_;
  RuleClock& clock_;
};

domain::Finding objection(const SaidNotification& notified, const Answers& one,
                          const State& state) {
  const auto& said = *one.standing_objection();
  domain::Finding finding;
  finding.rule = Rule::dispute_objection;
  finding.severity = Severity::high;
  finding.evidence = {notified.index, said.index};
  finding.when = notified.what.when.interval;
  finding.must_act = {notified.party};
  set_subject(finding.facts, notified);
  finding.facts.set("level", std::to_string(one.level()));
  finding.facts.set("objector", one.recipient);
  finding.facts.set("officer", said.what.officer);
  finding.facts.set("reason", said.what.reason);
  return finish(std::move(finding), state);
}

void answers_to(const SaidNotification& notified, const ThingBasis& basis, RuleClock& clock,
                Findings& findings) {
  if (!is_to_come(notified, clock)) return;
  const std::vector<Answers> answers =
      basis.ladder.answers(notified, basis.profiles.recipients_of(notified));
  for (const Asked& asked : basis.profiles.of(notified.what.kind))
    Case(notified, asked, answers, basis.state, clock).derive(findings);
  for (const Answers& one : answers)
    if (one.standing_objection()) findings.push_back(objection(notified, one, basis.state));
}

std::optional<domain::Finding> off_roster(const Said<domain::Acknowledgement>& said,
                                          const std::vector<const Said<domain::Roster>*>& rosters,
                                          const State& state) {
  if (said.superseded_by) return std::nullopt;
  const std::string& party = said.what.recipient.empty() ? said.party : said.what.recipient;
  const bool has_roster = std::ranges::any_of(
      rosters, [&](const auto* roster) { return whose(*roster, state) == party; });
  if (!has_roster || is_on_roster(state, party, said.what.officer, said.what.at.time))
    return std::nullopt;
  domain::Finding finding;
  finding.rule = Rule::not_on_roster;
  finding.severity = Severity::medium;
  finding.evidence = {said.index};
  finding.must_act = {party};
  finding.facts.set("officer", said.what.officer);
  finding.facts.set("party_a", party);
  return finish(std::move(finding), state);
}

}  // namespace

Findings answers_missing(const Basis& basis) {
  const Profiles profiles(basis.state);
  if (!profiles.any() && basis.state.acknowledgements().empty()) return {};
  ThingMemory anew;
  return (basis.memory ? basis.memory->answers : anew).findings(basis, profiles, answers_to);
}

Findings officers_not_on_roster(const Basis& basis) {
  const State& state = basis.state;
  RosterMemory anew;
  RosterMemory& memory = basis.memory ? basis.memory->rosters : anew;
  const auto rosters = state.standing_rosters();
  std::vector<base::EntryIndex> entries;
  for (const auto* const roster : rosters) entries.push_back(roster->index);
  if (entries != memory.rosters) memory = {std::move(entries), {}, {}};
  follow(state.acknowledgements(), memory.before, [&](const auto& said) {
    memory.found.erase(said.index);
    if (auto finding = off_roster(said, rosters, state))
      memory.found.emplace(said.index, *std::move(finding));
  });
  Findings findings;
  for (const auto& [entry, finding] : memory.found) {
    findings.push_back(finding);
    findings.back().computed_at = state.size();
  }
  return findings;
}

}  // namespace truceline::engine::rules
