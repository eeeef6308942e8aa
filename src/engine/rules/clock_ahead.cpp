// SPDX-License-Identifier: Apache-2.0
#include "engine/rules/clock_ahead.hpp"

#include <map>

namespace truceline::engine::rules {
namespace {

struct Furthest {
  base::TimeMs time;
  base::EntryIndex entry;
};
using ByParty = std::map<std::string_view, Furthest>;

template <class T>
void look(const std::vector<Said<T>>& all, base::TimeMs at, ByParty& furthest) {
  for (const Said<T>& said : all) {
    if (said.superseded_by || said.time.value - at.value <= kClockToleranceMs) continue;
    const auto [place, first] = furthest.try_emplace(said.party, Furthest{said.time, said.index});
    if (!first && place->second.time < said.time) place->second = {said.time, said.index};
  }
}

}  // namespace

Findings clocks_ahead(const Basis& basis) {
  ByParty furthest;
  look(basis.state.notifications(), basis.at, furthest);
  look(basis.state.acknowledgements(), basis.at, furthest);
  look(basis.state.rosters(), basis.at, furthest);
  look(basis.state.calls(), basis.at, furthest);
  Findings findings;
  for (const auto& [party, one] : furthest) {
    domain::Finding finding;
    finding.rule = domain::Rule::clock_ahead;
    finding.severity = domain::Severity::medium;
    finding.evidence = {one.entry};
    finding.must_act = {std::string(party)};
    finding.due = one.time;
    finding.facts = {
        {"minutes", std::to_string((one.time.value - basis.at.value) / base::kMinuteMs)}};
    findings.push_back(finish(std::move(finding), basis.state));
  }
  return findings;
}

}  // namespace truceline::engine::rules
