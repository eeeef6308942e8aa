// SPDX-License-Identifier: Apache-2.0
#include "engine/rules/named_place.hpp"

#include <limits>
#include <optional>
#include <utility>

#include "engine/gazetteer.hpp"
#include "geo/distance.hpp"

namespace truceline::engine::rules {
namespace {

struct Away {
  const KnownPlace* from;
  double distance_m;  ///< A floating-point geodesic, as geo says.
};

/// The nearest place meant, where the coordinates are away from all of them; empty where they are
/// at one or none is known.
std::optional<Away> away(const domain::Place& place, const Gazetteer& gazetteer) {
  if (!place.point || place.precision >= domain::kCoarsePlace) return std::nullopt;
  std::optional<Away> nearest;
  for (const KnownPlace* known : gazetteer.find(place)) {
    const double distance = geo::distance_m(*place.point, known->point);
    const std::int64_t allowed = place.radius_m + known->radius_m + kPlaceSlackM;
    if (distance <= static_cast<double>(allowed)) return std::nullopt;
    if (!nearest || distance < nearest->distance_m) nearest = Away{known, distance};
  }
  return nearest;
}

}  // namespace

Findings misplaced_reports(const Basis& basis) {
  const Gazetteer gazetteer(basis.state);
  Findings findings;
  for (const auto& report : basis.state.reports()) {
    if (report.superseded_by) continue;
    const auto found = away(report.what.place, gazetteer);
    if (!found) continue;
    const auto distance_km = static_cast<std::int64_t>(found->distance_m) / 1000;
    domain::Finding finding;
    finding.rule = domain::Rule::place_against_name;
    finding.severity = domain::Severity::low;
    finding.evidence = {report.index, found->from->said};
    finding.when = report.what.when.interval;
    set_place(finding, report.what.place);
    finding.facts = {{"name", report.what.place.name},
                     {"distance_km", std::to_string(distance_km)},
                     {"publisher", teller(report)}};
    findings.push_back(finish(std::move(finding), basis.state));
  }
  return findings;
}

}  // namespace truceline::engine::rules
