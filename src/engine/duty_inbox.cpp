// SPDX-License-Identifier: Apache-2.0
#include "engine/duty_inbox.hpp"

#include <algorithm>
#include <tuple>

namespace truceline::engine {

bool needs_action(const domain::Finding& finding, base::TimeMs at) {
  using domain::Rule;
  switch (finding.rule) {
    case Rule::overdue_acknowledgement:
    case Rule::overdue_relay:
    case Rule::overdue_in_effect:
    case Rule::overdue_revalidation:
    case Rule::overdue_shift:
    case Rule::overdue_call:
    case Rule::dispute_objection:
    case Rule::not_on_roster:
    case Rule::told_too_widely:
    case Rule::not_addressed:
    case Rule::short_notice:
    case Rule::incomplete_notice:
    case Rule::gap_cover:
    case Rule::clock_ahead:
      return true;
    case Rule::conflict_separation:
    case Rule::conflict_not_told:
    case Rule::conflict_hidden:
      return !finding.facts.find("agreed") && (!finding.when || at < finding.when->to);
    case Rule::proximity_hostile:
    case Rule::proximity_entered:
    case Rule::proximity_near:
    case Rule::proximity_corridor:
      return finding.when && at.value - finding.when->from.value <= base::kDayMs &&
             finding.when->from <= at;
    default:
      return false;
  }
}

FindingList duty_inbox(const FindingList& findings, base::TimeMs at) {
  FindingList inbox;
  std::ranges::copy_if(findings, std::back_inserter(inbox),
                       [&](const auto* finding) { return needs_action(*finding, at); });
  std::ranges::stable_sort(inbox, {}, [](const domain::Finding* finding) {
    return std::tuple(-static_cast<int>(finding->severity), finding->due.value_or(base::kTimeMax));
  });
  return inbox;
}

}  // namespace truceline::engine
