// SPDX-License-Identifier: Apache-2.0
#include "engine/rules/report_counts.hpp"

#include <array>
#include <utility>

namespace truceline::engine::rules {
namespace {

const domain::Count* count_of(const domain::Report& report, std::string_view unit) {
  for (const domain::Count& count : report.counts)
    if (count.unit == unit) return &count;
  return nullptr;
}

using domain::Facts;

/// What contradicts itself; empty where nothing does.
Facts contradiction(const domain::Report& report) {
  for (const domain::Count& count : report.counts)
    if (count.low > count.best || count.best > count.high)
      return {{"unit", count.unit},
              {"low", std::to_string(count.low)},
              {"best", std::to_string(count.best)},
              {"high", std::to_string(count.high)}};
  const domain::Count* total = count_of(report, "deaths");
  if (!total) return {};
  std::int64_t sum = 0;
  for (const std::string_view unit :
       {"deaths a", "deaths b", "deaths civilians", "deaths unknown"}) {
    const domain::Count* part = count_of(report, unit);
    if (!part) return {};
    sum += part->best;
  }
  if (sum == total->best) return {};
  return {
      {"unit", total->unit}, {"best", std::to_string(total->best)}, {"sum", std::to_string(sum)}};
}

}  // namespace

Findings report_counts(const Basis& basis) {
  Findings findings;
  for (const auto& report : basis.state.reports()) {
    if (report.superseded_by) continue;
    Facts facts = contradiction(report.what);
    if (facts.empty()) continue;
    domain::Finding finding;
    finding.rule = domain::Rule::report_counts;
    finding.severity = domain::Severity::low;
    finding.evidence = {report.index};
    finding.when = report.what.when.interval;
    set_place(finding, report.what.place);
    finding.facts = std::move(facts);
    finding.facts.set("publisher", teller(report));
    findings.push_back(finish(std::move(finding), basis.state));
  }
  return findings;
}

}  // namespace truceline::engine::rules
