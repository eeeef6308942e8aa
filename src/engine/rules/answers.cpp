// SPDX-License-Identifier: Apache-2.0
#include "engine/rules/answers.hpp"

#include <algorithm>

#include "engine/escalation.hpp"
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
       const Basis& basis)
      : notified_(notified), asked_(asked), answers_(answers), basis_(basis) {}

  void derive(Findings& findings) const {
    const domain::Profile& profile = *asked_.profile;
    const base::TimeMs begins = notified_.what.when.interval.from;
    if (profile.acknowledge_within_ms > 0) {
      base::TimeMs due{said_at().value + profile.acknowledge_within_ms};
      if (said_at() < begins && begins < due) due = begins;
      all_late(Rule::overdue_acknowledgement, AcknowledgementStep::received, due, findings);
    }
    if (profile.relay_within_ms > 0)
      for (const Answers& one : answers_) relay_late(one, findings);
    if (profile.in_effect_before_ms > 0 && begins != base::kTimeMin)
      all_late(Rule::overdue_in_effect, AcknowledgementStep::in_effect,
               {begins.value - profile.in_effect_before_ms}, findings);
  }

 private:
  base::TimeMs said_at() const { return std::min(notified_.time, basis_.at); }

  bool is_asked(const std::string& recipient) const {
    return std::ranges::count(asked_.profile->recipients, recipient) != 0;
  }

  domain::Finding begun(Rule rule, base::TimeMs due) const {
    domain::Finding finding;
    finding.rule = rule;
    const bool soon = notified_.what.when.interval.from.value - basis_.at.value <= base::kDayMs;
    finding.severity = soon ? Severity::high : Severity::medium;
    finding.evidence = {notified_.index, asked_.arrangement->index};
    finding.agreement = asked_.arrangement->what.id;
    finding.when = notified_.what.when.interval;
    finding.due = due;
    set_subject(finding.facts, notified_);
    if (const auto rank = escalated_to(asked_.arrangement->what, due, basis_.at))
      finding.facts.set("escalate", std::string(domain::word(*rank)));
    return finding;
  }

  /// Those who have not come so far by `due`, together: they are late with one thing.
  void all_late(Rule rule, AcknowledgementStep step, base::TimeMs due, Findings& findings) const {
    if (basis_.at <= due) return;
    std::vector<std::string> late;
    for (const Answers& one : answers_)
      if (is_asked(one.recipient) && !one.reached(step) && !one.standing_objection())
        late.push_back(one.recipient);
    if (late.empty()) return;
    domain::Finding finding = begun(rule, due);
    finding.facts.set("late", joined(late));
    finding.must_act = std::move(late);
    findings.push_back(finish(std::move(finding), basis_.state));
  }

  void relay_late(const Answers& one, Findings& findings) const {
    const auto* const received = one.received;
    if (!received || !is_asked(one.recipient) || one.standing_objection()) return;
    const base::TimeMs due{std::min(received->what.at.time, basis_.at).value +
                           asked_.profile->relay_within_ms};
    if (basis_.at <= due || one.reached(AcknowledgementStep::relayed)) return;
    domain::Finding finding = begun(Rule::overdue_relay, due);
    finding.evidence.push_back(received->index);
    finding.must_act = {one.recipient};
    finding.facts.set("late", one.recipient);
    finding.facts.set("officer", received->what.officer);
    findings.push_back(finish(std::move(finding), basis_.state));
  }

  const SaidNotification& notified_;
  const Asked& asked_;
  const std::vector<Answers>& answers_;
  const Basis& basis_;
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

}  // namespace

Findings answers_missing(const Basis& basis) {
  Findings findings;
  const Profiles profiles(basis.state);
  if (!profiles.any() && basis.state.acknowledgements().empty()) return findings;
  const Ladder ladder(basis.state);
  for (const SaidNotification* const notified : basis.state.notified()) {
    if (!is_to_come(*notified, basis.at)) continue;
    const std::vector<Answers> answers =
        ladder.answers(*notified, profiles.recipients_of(*notified));
    for (const Asked& asked : profiles.of(notified->what.kind))
      Case(*notified, asked, answers, basis).derive(findings);
    for (const Answers& one : answers)
      if (one.standing_objection()) findings.push_back(objection(*notified, one, basis.state));
  }
  return findings;
}

Findings officers_not_on_roster(const Basis& basis) {
  Findings findings;
  const auto rosters = basis.state.standing_rosters();
  for (const auto& said : basis.state.acknowledgements()) {
    if (said.superseded_by) continue;
    const std::string& party = said.what.recipient.empty() ? said.party : said.what.recipient;
    const bool has_roster = std::ranges::any_of(
        rosters, [&](const auto* roster) { return whose(*roster, basis.state) == party; });
    if (!has_roster || is_on_roster(basis.state, party, said.what.officer, said.what.at.time))
      continue;
    domain::Finding finding;
    finding.rule = Rule::not_on_roster;
    finding.severity = Severity::medium;
    finding.evidence = {said.index};
    finding.must_act = {party};
    finding.facts.set("officer", said.what.officer);
    finding.facts.set("party_a", party);
    findings.push_back(finish(std::move(finding), basis.state));
  }
  return findings;
}

}  // namespace truceline::engine::rules
