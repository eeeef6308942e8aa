// SPDX-License-Identifier: Apache-2.0
#include "engine/rules/control_dispute.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/ascii_case.hpp"
#include "geo/distance.hpp"

namespace truceline::engine::rules {
namespace {

using SaidControl = Said<domain::Control>;

bool one_place(const domain::Place& a, const domain::Place& b) {
  if (!a.pcode.empty() && !b.pcode.empty()) return a.pcode == b.pcode;
  if (!a.name.empty() && lower_ascii(a.name) == lower_ascii(b.name)) return true;
  return a.point && b.point &&
         geo::distance_m(*a.point, *b.point) <= static_cast<double>(kSamePlaceM);
}

/// Actor ids where known, else the names as written, ASCII case aside.
std::set<std::string> holders_of(const SaidControl& control, const ActorRegister& actors) {
  std::set<std::string> holders;
  for (const domain::ActorMention& mention : control.what.holders) {
    const std::string* id = actors.resolve(mention);
    holders.insert(id ? *id : lower_ascii(mention.name));
  }
  return holders;
}

bool disjoint(const std::set<std::string>& a, const std::set<std::string>& b) {
  return std::ranges::none_of(a, [&](const std::string& id) { return b.contains(id); });
}

domain::Finding finding_of(const SaidControl& a, const SaidControl& b) {
  domain::Finding finding;
  finding.rule = domain::Rule::dispute_control;
  finding.severity = domain::Severity::medium;
  finding.evidence = {a.index, b.index};
  finding.when =
      base::Interval{.from = std::max(a.what.when.interval.from, b.what.when.interval.from),
                     .to = std::min(a.what.when.interval.to, b.what.when.interval.to)};
  set_place(finding, a.what.place.point ? a.what.place : b.what.place);
  finding.facts = {{"holders_1", names_of(a.what.holders)},
                   {"holders_2", names_of(b.what.holders)},
                   {"publisher_1", teller(a)},
                   {"publisher_2", teller(b)}};
  return finding;
}

}  // namespace

Findings control_disputes(const Basis& basis) {
  std::vector<const SaidControl*> told;
  for (const auto& control : basis.state.controls())
    if (!control.superseded_by && !control.what.holders.empty()) told.push_back(&control);
  // In order of time, so that each is held only against those it can overlap.
  std::ranges::sort(told, [](const SaidControl* a, const SaidControl* b) {
    const base::TimeMs a_from = a->what.when.interval.from;
    const base::TimeMs b_from = b->what.when.interval.from;
    return a_from != b_from ? a_from < b_from : a->index < b->index;
  });
  Findings findings;
  for (std::size_t i = 0; i < told.size(); ++i)
    for (std::size_t j = i + 1; j < told.size(); ++j) {
      if (told[j]->what.when.interval.from >= told[i]->what.when.interval.to) break;
      const auto& [a, b] = std::minmax(
          told[i], told[j], [](const auto* x, const auto* y) { return x->index < y->index; });
      if (told_by_others(*a, *b) && one_place(a->what.place, b->what.place) &&
          a->what.when.interval.meets(b->what.when.interval) &&
          disjoint(holders_of(*a, basis.actors), holders_of(*b, basis.actors)))
        findings.push_back(finish(finding_of(*a, *b), basis.state));
    }
  return findings;
}

}  // namespace truceline::engine::rules
