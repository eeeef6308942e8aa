// SPDX-License-Identifier: Apache-2.0
#include "engine/rules/keys.hpp"

namespace truceline::engine::rules {

Findings keys_not_in_force(const Basis& basis) {
  Findings findings;
  for (const base::EntryIndex index : basis.state.without_right()) {
    domain::Finding finding;
    finding.rule = domain::Rule::key_not_in_force;
    finding.severity = domain::Severity::high;
    finding.evidence = {index};
    finding.facts = {{"party", basis.state.party_of(index)}};
    findings.push_back(finish(std::move(finding), basis.state));
  }
  return findings;
}

Findings replaced_roots(const Basis& basis) {
  const State& state = basis.state;
  Findings findings;
  for (const Said<domain::Key>& said : state.keys()) {
    const domain::Key& key = said.what;
    if (key.action != domain::KeyAction::rotate || key.role != domain::KeyRole::root) continue;
    if (said.party == key.party) continue;  // its own doing
    domain::Finding finding;
    finding.rule = domain::Rule::root_replaced;
    finding.severity = domain::Severity::high;
    finding.evidence = {said.index};
    for (const Said<domain::Key>& earlier : state.keys())
      if (earlier.what.key == key.replaces) finding.evidence.push_back(earlier.index);
    finding.facts = {{"party", key.party}, {"reason", key.reason}};
    findings.push_back(finish(std::move(finding), state));
  }
  return findings;
}

}  // namespace truceline::engine::rules
