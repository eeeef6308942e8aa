// SPDX-License-Identifier: Apache-2.0
#include "engine/rules/named_place.hpp"

#include <limits>
#include <optional>
#include <utility>

#include "geo/distance.hpp"

namespace truceline::engine::rules {
namespace {

/// Metres (a floating-point geodesic, as geo says) to the nearest place meant, where the
/// coordinates are away from all of them; empty where they are at one or none is known.
std::optional<double> distance_away(const domain::Place& place, const Gazetteer& gazetteer) {
  if (!place.point || place.precision >= domain::kCoarsePlace) return std::nullopt;
  std::optional<double> nearest;
  for (const KnownPlace* known : gazetteer.find(place)) {
    const double distance = geo::distance_m(*place.point, known->point);
    const std::int64_t allowed = place.radius_m + known->radius_m + kPlaceSlackM;
    if (distance <= static_cast<double>(allowed)) return std::nullopt;
    if (!nearest || distance < *nearest) nearest = distance;
  }
  return nearest;
}

}  // namespace

Findings misplaced_reports(const Basis& basis) {
  Findings findings;
  for (const auto& report : basis.state.reports()) {
    if (report.superseded_by) continue;
    const auto distance = distance_away(report.what.place, basis.facts.gazetteer);
    if (!distance) continue;
    domain::Finding finding;
    finding.rule = domain::Rule::place_against_name;
    finding.severity = domain::Severity::low;
    finding.evidence = {report.index};
    finding.when = report.what.when.interval;
    set_place(finding, report.what.place);
    finding.facts = {{"name", report.what.place.name},
                     {"distance_km", std::to_string(static_cast<std::int64_t>(*distance) / 1000)},
                     {"publisher", teller(report)}};
    findings.push_back(finish(std::move(finding), basis.state));
  }
  return findings;
}

}  // namespace truceline::engine::rules
