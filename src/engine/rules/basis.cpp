// SPDX-License-Identifier: Apache-2.0
#include "engine/rules/basis.hpp"

#include <algorithm>
#include <utility>

namespace truceline::engine::rules {

domain::Finding finish(domain::Finding&& finding, const State& state) {
  INVARIANT(!finding.evidence.empty());
  const auto in_order_once = [](auto& list) {
    std::ranges::sort(list);
    list.erase(std::ranges::unique(list).begin(), list.end());
  };
  in_order_once(finding.evidence);
  in_order_once(finding.doubts);
  finding.computed_at = state.size();
  std::vector<base::Hash> ids;
  ids.reserve(finding.evidence.size());
  const domain::Audience* audience = nullptr;  // mostly one and the same
  for (const base::EntryIndex index : finding.evidence) {
    ids.push_back(state.id_of(index));
    const domain::Audience& next = state.audience_of(index);
    if (audience == nullptr)
      finding.audience = next;
    else if (audience != &next)
      finding.audience = domain::narrowest(finding.audience, next);
    audience = &next;
  }
  finding.id = domain::identify(finding, ids);
  return std::move(finding);
}

std::string names_of(const std::vector<domain::ActorMention>& mentions) {
  std::string names;
  for (const domain::ActorMention& mention : mentions) {
    if (!names.empty()) names += ", ";
    names += mention.name.empty() ? mention.code : mention.name;
  }
  return names;
}

void set_place(domain::Finding& finding, const domain::Place& place) {
  finding.point = place.point;
  finding.radius_m = place.radius_m;
  finding.place_name = place.name;
}

}  // namespace truceline::engine::rules
