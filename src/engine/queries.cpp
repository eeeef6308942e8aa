// SPDX-License-Identifier: Apache-2.0
#include "engine/queries.hpp"

#include <algorithm>

#include "engine/duty.hpp"
#include "engine/in_force.hpp"
#include "engine/rules/breach.hpp"

namespace truceline::engine {
namespace {

bool falls_under(domain::EventKind kind, const std::vector<domain::EventKind>& kinds) {
  if (kinds.empty()) return true;
  return std::ranges::any_of(kinds, [&](domain::EventKind one) {
    return domain::match(kind, one) == domain::KindMatch::yes;
  });
}

bool meets(const domain::Finding& finding, const base::Interval& interval) {
  if (finding.when) return finding.when->meets(interval);
  return finding.due && interval.contains(*finding.due);
}

bool fits(const domain::Finding& finding, const FindingQuery& query) {
  const auto is = [](const std::string& wanted, const std::string& has) {
    return wanted.empty() || wanted == has;
  };
  return (query.kinds.empty() || std::ranges::count(query.kinds, finding.kind()) > 0) &&
         (!query.rule || *query.rule == finding.rule) && is(query.zone, finding.zone) &&
         is(query.agreement, finding.agreement) && is(query.provision, finding.provision) &&
         (!query.interval || meets(finding, *query.interval)) &&
         (!query.possible || *query.possible == finding.possible()) &&
         (!query.entry || std::ranges::count(finding.evidence, *query.entry) > 0);
}

}  // namespace

geo::DiscRelation in_zone(const ZoneHistory& zone, const domain::Report& report) {
  const domain::Place& place = report.place;
  if (!place.point) return geo::DiscRelation::outside;
  return relate(zone, report.when.interval, place.precision,
                [&](const Said<PreparedZone>& version) {
                  return geo::relate_disc(*place.point, place.radius_m, *version.what.area);
                })
      .relation;
}

geo::DiscRelation in_zone(const State& state, std::string_view zone_id,
                          const domain::Report& report) {
  return in_zone(ZoneHistory(state, zone_id), report);
}

std::vector<SeriesBucket> series(const State& state, const SeriesQuery& query,
                                 const std::vector<base::TimeMs>& bounds) {
  INVARIANT(std::ranges::is_sorted(bounds));
  std::vector<SeriesBucket> buckets(bounds.empty() ? 0 : bounds.size() - 1);
  const ZoneHistory zone = ZoneHistory(state, query.zone).without_gaps();
  for (const auto& report : state.reports()) {
    if (report.superseded_by || report.what.exercise) continue;
    const base::Interval& when = report.what.when.interval;
    const auto next = std::ranges::upper_bound(bounds, when.from);
    if (next == bounds.begin() || next == bounds.end()) continue;
    if (!falls_under(report.what.event, query.events)) continue;
    const auto relation =
        query.zone.empty() ? geo::DiscRelation::inside : in_zone(zone, report.what);
    if (relation == geo::DiscRelation::outside) continue;
    const bool settled = relation == geo::DiscRelation::inside && when.to <= *next;
    SeriesBucket& bucket = buckets[static_cast<std::size_t>(next - bounds.begin()) - 1];
    const std::int64_t deaths = rules::deaths_best(report.what).value_or(0);
    (settled ? bucket.settled : bucket.possible) += 1;
    (settled ? bucket.deaths_settled : bucket.deaths_possible) += deaths;
  }
  return buckets;
}

FindingList select(const FindingList& findings, const FindingQuery& query) {
  FindingList selected;
  std::ranges::copy_if(findings, std::back_inserter(selected),
                       [&](const domain::Finding* finding) { return fits(*finding, query); });
  return selected;
}

FindingList select(const std::vector<domain::Finding>& findings, const FindingQuery& query) {
  FindingList selected;
  for (const domain::Finding& finding : findings)
    if (fits(finding, query)) selected.push_back(&finding);
  return selected;
}

ProvisionState provision_state(const domain::Agreement& agreement,
                               const domain::Provision& provision, const State& state,
                               base::TimeMs at) {
  const base::Interval effect = in_effect(provision, agreement, in_force(agreement, state));
  if (is_dated_duty(provision)) {
    switch (duty(agreement, provision, state, at).state) {
      case DutyState::met:
        return ProvisionState::met;
      case DutyState::met_late:
      case DutyState::met_late_maybe:
        return ProvisionState::met_late;
      case DutyState::overdue:
        if (provision.due->time <= effect.to) return ProvisionState::overdue;
        break;
      case DutyState::open:
        break;
    }
  }
  if (at < effect.from) return ProvisionState::not_yet;
  return at < effect.to ? ProvisionState::in_effect : ProvisionState::ended;
}

}  // namespace truceline::engine
