// SPDX-License-Identifier: Apache-2.0
#include "engine/rules/tallies.hpp"

#include <map>
#include <tuple>
#include <utility>

namespace truceline::engine::rules {
namespace {

using SaidTally = Said<domain::Tally>;

domain::Finding finding_of(domain::Rule rule, const SaidTally& tally) {
  domain::Finding finding;
  finding.rule = rule;
  finding.severity = domain::Severity::low;
  finding.evidence = {tally.index};
  finding.when = tally.what.when.interval;
  finding.facts = {{"publisher", teller(tally)}, {"unit", tally.what.unit}};
  return finding;
}

std::string written(const std::vector<domain::TallyPart>& parts) {
  std::string text;
  for (const domain::TallyPart& part : parts) {
    if (!text.empty()) text += " + ";
    text += std::to_string(part.count);
    if (!part.unit.empty()) text += " " + part.unit;
  }
  return text;
}

/// Counts lie within 2^53 and a body holds fewer than 2^10 parts: the sum fits.
std::int64_t sum_of(const std::vector<domain::TallyPart>& parts) {
  std::int64_t sum = 0;
  for (const domain::TallyPart& part : parts) sum += part.count;
  return sum;
}

}  // namespace

Findings sums_that_do_not_add_up(const Basis& basis) {
  Findings findings;
  for (const SaidTally& tally : basis.state.tallies()) {
    if (tally.superseded_by || tally.what.parts.empty()) continue;
    const std::int64_t sum = sum_of(tally.what.parts);
    if (sum == tally.what.count) continue;
    domain::Finding finding = finding_of(domain::Rule::tally_parts, tally);
    finding.facts.set("count", std::to_string(tally.what.count));
    finding.facts.set("sum", std::to_string(sum));
    finding.facts.set("parts", written(tally.what.parts));
    findings.push_back(finish(std::move(finding), basis.state));
  }
  return findings;
}

Findings two_figures_for_one_thing(const Basis& basis) {
  using Thing =
      std::tuple<std::string, std::string, std::string, std::string, base::Interval, bool>;
  std::map<Thing, std::vector<const SaidTally*>> by_thing;
  for (const SaidTally& tally : basis.state.tallies())
    if (!tally.superseded_by)
      by_thing[{teller(tally), tally.what.side, tally.what.unit, tally.what.scope,
                tally.what.when.interval, tally.what.cumulative}]
          .push_back(&tally);
  Findings findings;
  for (const auto& [thing, tallies] : by_thing) {
    const SaidTally& first = *tallies.front();
    for (const SaidTally* other : tallies) {
      if (other->what.count == first.what.count) continue;
      domain::Finding finding = finding_of(domain::Rule::tally_two_figures, first);
      finding.evidence.push_back(other->index);
      finding.facts.set("side", first.what.side);
      finding.facts.set("scope", first.what.scope);
      finding.facts.set("figure_1", std::to_string(first.what.count));
      finding.facts.set("figure_2", std::to_string(other->what.count));
      findings.push_back(finish(std::move(finding), basis.state));
    }
  }
  return findings;
}

}  // namespace truceline::engine::rules
