// SPDX-License-Identifier: Apache-2.0
#include "engine/rules/not_told.hpp"

#include <algorithm>

#include "engine/finding_memory.hpp"

namespace truceline::engine::rules {
std::vector<std::string> untold(const domain::Zone& zone,
                                const Said<domain::Notification>& notified) {
  std::vector<std::string> parties;
  if (notified.audience.label != domain::AudienceLabel::named) return parties;
  for (const std::string& party : zone.responsible)
    if (party != notified.party && !std::ranges::binary_search(notified.audience.recipients, party))
      parties.push_back(party);
  return parties;
}

domain::Finding not_told_finding(const Subject& a, const Subject& b,
                                 const geo::ClosestApproach& approach) {
  domain::Finding finding;
  finding.rule = domain::Rule::conflict_not_told;
  finding.severity = domain::Severity::high;
  finding.zone = b.id();
  finding.when = interval_of(approach.when);
  finding.point = approach.on_a;
  finding.must_act = {a.party()};
  set_name(finding.facts, 'a', a);
  finding.facts.set("kind_a", std::string(domain::word(a.kind)));
  finding.facts.set("party_a", a.party());
  finding.facts.set("untold", joined(untold(b.drawn->what.zone, *a.notified)));
  return finding;
}

void NotToldMemory::ask(std::size_t number, const State& state) {
  found_.erase(number);
  const auto* const said = state.standing(state.things().all()[number]);
  if (!said || !domain::takes_place(said->what.phase)) return;
  if (said->audience.label != domain::AudienceLabel::named) return;
  const Subject subject = subject_of(*said);
  const geo::Volume volume = subject.volume();
  std::vector<std::uint32_t> met = index_->snapshot().volumes.meeting(volume, {});
  std::ranges::sort(met, {}, [this](std::uint32_t slot) { return index_->key(slot); });
  for (const std::uint32_t slot : met) {
    const Subject zone = subject_at(state, index_->key(slot));
    if (untold(zone.drawn->what.zone, *said).empty()) continue;
    domain::Finding finding = not_told_finding(
        subject, zone, geo::closest_approach(geo::prepare(volume), index_->prepared(slot), {}));
    finding.evidence = {said->index, zone.key.entry};
    found_[number].push_back(finish(std::move(finding), state));
  }
}

Findings NotToldMemory::findings(const State& state) {
  if (!drawings_.shares_all(state.zones())) {
    drawings_ = state.zones();
    const std::vector<Subject> zones =
        drawn_subjects(state, [](const domain::Zone& zone) { return !zone.responsible.empty(); });
    any_ = !zones.empty();
    zones_.hold(zones, *index_);
    things_ = {};
    found_.clear();
  }
  if (!any_) return {};
  things_.follow(state, [&](std::size_t number) { ask(number, state); });
  Findings findings;
  for (const auto& [number, some] : found_)
    for (const domain::Finding& finding : some) {
      findings.push_back(finding);
      findings.back().computed_at = state.size();
    }
  return findings;
}

Findings responsible_not_told(const Basis& basis) {
  NotToldMemory anew;
  return (basis.memory ? basis.memory->not_told : anew).findings(basis.state);
}

}  // namespace truceline::engine::rules
