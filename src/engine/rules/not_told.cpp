// SPDX-License-Identifier: Apache-2.0
#include "engine/rules/not_told.hpp"

#include <algorithm>

#include "engine/rules/subjects.hpp"
#include "geo/closest_approach.hpp"
#include "geo/volume_index.hpp"

namespace truceline::engine::rules {
namespace {

bool has_been_told(const std::string& party, const Said<domain::Notification>& said) {
  return party == said.party || said.audience.label != domain::AudienceLabel::named ||
         std::ranges::binary_search(said.audience.recipients, party);
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) {
    if (!text.empty()) text += ", ";
    text += name;
  }
  return text;
}

}  // namespace

Findings responsible_not_told(const Basis& basis) {
  const std::vector<Subject> zones = drawn_subjects(
      basis.state, [](const domain::Zone& zone) { return !zone.responsible.empty(); });
  if (zones.empty()) return {};
  geo::VolumeIndex index;
  for (std::uint32_t i = 0; i < zones.size(); ++i) index.put(i, zones[i].volume);
  const geo::VolumeSnapshot drawn = index.snapshot();

  Findings findings;
  for (const Subject& subject : notified_subjects(basis.state)) {
    for (const std::uint32_t i : drawn.meeting(subject.volume, {})) {
      std::vector<std::string> untold;
      std::ranges::copy_if(
          zones[i].drawn->what.zone.responsible, std::back_inserter(untold),
          [&](const std::string& party) { return !has_been_told(party, *subject.notified); });
      if (untold.empty()) continue;
      const geo::ClosestApproach approach =
          geo::closest_approach(geo::prepare(subject.volume), *index.find(i), {});
      domain::Finding finding;
      finding.rule = domain::Rule::conflict_not_told;
      finding.severity = domain::Severity::high;
      finding.evidence = {subject.entry, zones[i].entry};
      finding.zone = zones[i].id;
      finding.when = interval_of(approach.when);
      finding.point = approach.on_a;
      finding.must_act = {subject.party};
      set_name(finding.facts, 'a', subject);
      finding.facts.set("kind_a", std::string(domain::word(subject.kind)));
      finding.facts.set("party_a", subject.party);
      finding.facts.set("untold", joined(untold));
      findings.push_back(finish(std::move(finding), basis.state));
    }
  }
  return findings;
}

}  // namespace truceline::engine::rules
