// SPDX-License-Identifier: Apache-2.0
#include "engine/rules/agreed.hpp"

#include <algorithm>

namespace truceline::engine::rules {

Agreed::Agreed(const State& state, base::TimeMs at) : state_(state) {
  for (const Said<domain::Exception>& said : state.exceptions()) {
    if (said.superseded_by || (said.what.until && said.what.until->time <= at)) continue;
    const auto one = state.find(said.what.between[0]);
    const auto other = state.find(said.what.between[1]);
    if (one && other) by_pair_[std::minmax(*one, *other)].push_back(&said);
  }
}

void Agreed::apply(domain::Finding& finding, base::EntryIndex a, base::EntryIndex b) const {
  const auto found = by_pair_.find(std::minmax(a, b));
  if (found == by_pair_.end()) return;
  const Said<domain::Exception>* of_a = nullptr;  // each party's last word
  const Said<domain::Exception>* of_b = nullptr;
  for (const auto* const said : found->second) {
    if (said->party == state_.party_of(a)) of_a = said;
    if (said->party == state_.party_of(b)) of_b = said;
  }
  for (const auto* const said : {of_a, of_b})
    if (said) finding.evidence.push_back(said->index);
  if (of_a && of_b) {
    finding.severity = domain::Severity::low;
    finding.must_act.clear();
    finding.facts.set("agreed", std::max(of_a, of_b, [](const auto* x, const auto* y) {
                                  return x->index < y->index;
                                })->what.reason);
  } else if (of_a || of_b) {
    finding.facts.set("agreed_by", (of_a ? of_a : of_b)->party);
  }
}

}  // namespace truceline::engine::rules
