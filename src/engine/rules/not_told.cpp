// SPDX-License-Identifier: Apache-2.0
#include "engine/rules/not_told.hpp"

#include <algorithm>

#include "engine/conflicts.hpp"

namespace truceline::engine::rules {
namespace {}  // namespace

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

void NotToldMemory::ask(const Subject& subject, std::span<const Subject> zones) {
  if (subject.notified->audience.label != domain::AudienceLabel::named) return;
  const geo::Volume volume = subject.volume();
  std::vector<std::uint32_t> met = zones_.snapshot().volumes.meeting(volume, {});
  std::ranges::sort(met, {}, [this](std::uint32_t slot) { return zones_.key(slot); });
  for (const std::uint32_t slot : met)
    if (!untold(zones[zones_.place(slot)].drawn->what.zone, *subject.notified).empty())
      meetings_.push_back({subject.key.entry, slot,
                           geo::closest_approach(geo::prepare(volume), zones_.prepared(slot), {})});
}

Findings NotToldMemory::findings(const State& state) {
  const std::vector<Subject> zones =
      drawn_subjects(state, [](const domain::Zone& zone) { return !zone.responsible.empty(); });
  if (zones_.hold(zones).any()) {
    asked_.clear();
    meetings_.clear();
  }
  if (zones.empty()) return {};

  const std::vector<Subject> notified = notified_subjects(state);
  std::vector<base::EntryIndex> entries;
  entries.reserve(notified.size());
  for (const Subject& subject : notified) entries.push_back(subject.key.entry);
  std::erase_if(meetings_, [&](const Meeting& one) {
    return !std::ranges::binary_search(entries, one.notified);
  });
  for (const Subject& subject : notified)
    if (!std::ranges::binary_search(asked_, subject.key.entry)) ask(subject, zones);
  asked_ = std::move(entries);
  std::ranges::stable_sort(meetings_, {}, &Meeting::notified);

  Findings findings;
  for (const Meeting& one : meetings_) {
    const auto subject = std::ranges::lower_bound(notified, one.notified, {},
                                                  [](const Subject& s) { return s.key.entry; });
    const Subject& zone = zones[zones_.place(one.zone)];
    domain::Finding finding = not_told_finding(*subject, zone, one.approach);
    finding.evidence = {one.notified, zone.key.entry};
    findings.push_back(finish(std::move(finding), state));
  }
  return findings;
}

Findings responsible_not_told(const Basis& basis) {
  NotToldMemory anew;
  return (basis.conflicts ? basis.conflicts->not_told : anew).findings(basis.state);
}

}  // namespace truceline::engine::rules
