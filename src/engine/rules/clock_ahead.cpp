// SPDX-License-Identifier: Apache-2.0
#include "engine/rules/clock_ahead.hpp"

#include <map>

#include "engine/finding_memory.hpp"

namespace truceline::engine::rules {
namespace {

struct Furthest {
  base::TimeMs time;
  base::EntryIndex entry;
};
using ByParty = std::map<std::string_view, Furthest>;

template <class T>
void look(const SaidList<T>& all, base::TimeMs at, ClockMemory::Ahead<T>& memory,
          ByParty& furthest) {
  const auto is_ahead = [at](base::TimeMs time) {
    return time.value - at.value > kClockToleranceMs;
  };
  follow(all, memory.before, [&](const Said<T>& said) {
    if (said.superseded_by)
      memory.entries.erase(said.index);
    else if (is_ahead(said.time))
      memory.entries.emplace(said.index, std::pair(said.party, said.time));
  });
  std::erase_if(memory.entries, [&](const auto& one) { return !is_ahead(one.second.second); });
  for (const auto& [entry, said] : memory.entries) {
    const auto& [party, time] = said;
    const auto [place, first] = furthest.try_emplace(party, Furthest{time, entry});
    if (!first && place->second.time < time) place->second = {time, entry};
  }
}

}  // namespace

Findings clocks_ahead(const Basis& basis) {
  ClockMemory anew;
  ClockMemory& memory = basis.memory ? basis.memory->clocks : anew;
  ByParty furthest;
  look(basis.state.notifications(), basis.at, memory.notifications, furthest);
  look(basis.state.acknowledgements(), basis.at, memory.acknowledgements, furthest);
  look(basis.state.rosters(), basis.at, memory.rosters, furthest);
  look(basis.state.calls(), basis.at, memory.calls, furthest);
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
