// SPDX-License-Identifier: Apache-2.0
#include "engine/rules/duty_desk.hpp"

#include <algorithm>
#include <map>

#include "engine/escalation.hpp"

namespace truceline::engine::rules {
namespace {

using domain::CallStep;
using domain::Rule;
using domain::Severity;
using SaidArrangement = Said<domain::Arrangement>;
using SaidCall = Said<domain::Call>;

domain::Finding not_covered(const SaidArrangement& arrangement, std::size_t number,
                            const std::string& party, const std::vector<base::Interval>& left,
                            const Basis& basis) {
  const domain::Cover& cover = arrangement.what.cover[number];
  domain::Finding finding;
  const bool now = left.front().from <= basis.at;
  finding.rule = now ? Rule::overdue_shift : Rule::gap_cover;
  finding.severity = now ? Severity::high : Severity::medium;
  finding.evidence = {arrangement.index};
  for (const auto* const roster : basis.state.standing_rosters())
    if (whose(*roster, basis.state) == party) finding.evidence.push_back(roster->index);
  finding.agreement = arrangement.what.id;
  finding.provision = "cover-" + std::to_string(number + 1) + " " + party;
  finding.when = left.front();
  finding.due = left.front().from;
  finding.must_act = {party};
  finding.facts = {{"further", std::to_string(left.size() - 1)},
                   {"languages", joined(cover.languages)},
                   {"party_a", party},
                   {"rank", std::string(domain::word(cover.rank))}};
  return finish(std::move(finding), basis.state);
}

/// The steps of one call, in order of entry.
using Steps = std::vector<const SaidCall*>;

/// The last try, where it has not been answered and the call goes on.
const SaidCall* unanswered(const Steps& steps) {
  const SaidCall* last = nullptr;
  for (const SaidCall* const step : steps) {
    if (step->what.step == CallStep::placed) last = step;
    if (step->what.step == CallStep::not_answered) last = step;
    if (step->what.step == CallStep::answered) last = nullptr;
    if (step->what.step == CallStep::ended) return nullptr;
  }
  return last;
}

/// The arrangement that asks for the soonest answer; nullptr where none asks for any.
const SaidArrangement* strictest(const State& state) {
  const SaidArrangement* strictest = nullptr;
  for (const SaidArrangement& said : state.arrangements()) {
    if (said.what.answer_within_ms == 0 || state.arrangement(said.what.id) != &said) continue;
    if (!strictest || said.what.answer_within_ms < strictest->what.answer_within_ms)
      strictest = &said;
  }
  return strictest;
}

domain::Finding not_answered(const Steps& steps, const SaidCall& last,
                             const SaidArrangement* arrangement, const Basis& basis) {
  const domain::Call& call = last.what;
  const bool emergency =
      std::ranges::any_of(steps, [](const SaidCall* step) { return step->what.emergency; });
  const auto tries = std::ranges::count_if(
      steps, [](const SaidCall* step) { return step->what.step == CallStep::placed; });
  const base::TimeMs begun = steps.front()->what.at.time;
  domain::Finding finding;
  finding.rule = Rule::overdue_call;
  finding.severity = emergency ? Severity::critical : Severity::high;
  for (const SaidCall* const step : steps) finding.evidence.push_back(step->index);
  if (arrangement) {
    finding.evidence.push_back(arrangement->index);
    finding.agreement = arrangement->what.id;
  }
  finding.must_act = {last.party};
  finding.due = call.at.time;
  if (arrangement && call.step == CallStep::placed)
    finding.due = base::TimeMs{call.at.time.value + arrangement->what.answer_within_ms};
  finding.facts = {
      {"call", call.id},         {"called", call.called},
      {"caller", call.caller},   {"channel", std::string(domain::word(call.channel))},
      {"officer", call.officer}, {"tries", std::to_string(std::max<std::ptrdiff_t>(1, tries))}};
  if (emergency) finding.facts.set("emergency", "yes");
  if (arrangement)
    if (const auto rank = escalated_to(arrangement->what, begun, basis.at))
      finding.facts.set("escalate", std::string(domain::word(*rank)));
  const std::int64_t waited_ms = std::max<std::int64_t>(0, basis.at.value - begun.value);
  finding.facts.set("minutes", std::to_string(waited_ms / base::kMinuteMs));
  return finish(std::move(finding), basis.state);
}

}  // namespace

Findings shifts_not_covered(const Basis& basis) {
  Findings findings;
  for (const SaidArrangement& said : basis.state.arrangements()) {
    if (basis.state.arrangement(said.what.id) != &said) continue;
    for (std::size_t number = 0; number < said.what.cover.size(); ++number) {
      const domain::Cover& cover = said.what.cover[number];
      // Now always counts, whatever the rule looks ahead.
      const base::Interval ahead{basis.at,
                                 {basis.at.value + std::max<std::int64_t>(1, cover.ahead_ms)}};
      for (const std::string& party : cover.parties) {
        const auto left = uncovered(basis.state, party, cover, ahead);
        if (!left.empty()) findings.push_back(not_covered(said, number, party, left, basis));
      }
    }
  }
  return findings;
}

Findings calls_not_answered(const Basis& basis) {
  std::map<std::pair<std::string_view, std::string_view>, Steps> calls;
  for (const SaidCall& said : basis.state.calls())
    if (!said.superseded_by) calls[{said.party, said.what.id}].push_back(&said);
  const SaidArrangement* const arrangement = strictest(basis.state);
  Findings findings;
  for (const auto& [key, steps] : calls) {
    const SaidCall* const last = unanswered(steps);
    if (!last) continue;
    if (last->what.step == CallStep::placed) {
      if (!arrangement) continue;
      const std::int64_t due_ms = last->what.at.time.value + arrangement->what.answer_within_ms;
      if (basis.at.value <= due_ms) continue;
    }
    findings.push_back(not_answered(steps, *last, arrangement, basis));
  }
  return findings;
}

}  // namespace truceline::engine::rules
