// SPDX-License-Identifier: Apache-2.0
#include "engine/rules/equivocation.hpp"

namespace truceline::engine::rules {

Findings equivocations(const Basis& basis) {
  Findings findings;
  for (const Equivocation& equivocation : basis.state.equivocations()) {
    domain::Finding finding;
    finding.rule = domain::Rule::author_equivocation;
    finding.severity = domain::Severity::high;
    finding.evidence = {equivocation.first, equivocation.second};
    finding.facts = {{"party", equivocation.party}};
    findings.push_back(finish(std::move(finding), basis.state));
  }
  return findings;
}

}  // namespace truceline::engine::rules
