// SPDX-License-Identifier: Apache-2.0
//
// Questions that views ask of a state and its findings. Pure: the caller says which state ("as
// known at") and which clock.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/finding.hpp"
#include "engine/state.hpp"
#include "engine/zone_history.hpp"

namespace truceline::engine {

/// How a report's place, at its time, lies to a zone by the drawing of the day: inside only where
/// place and time settle it, may_touch where they do not. Without a point: outside.
geo::DiscRelation in_zone(const ZoneHistory& zone, const domain::Report& report);
geo::DiscRelation in_zone(const State& state, std::string_view zone_id,
                          const domain::Report& report);

/// Which reports a series counts. Empty members do not restrict.
struct SeriesQuery {
  std::string zone;
  std::vector<domain::EventKind> events;  ///< A report counts if its kind is, or falls under, one.
};

/// Reports of one stretch of time. A report is settled where its place is certainly in the zone
/// and its time certainly in the stretch, else possible. It counts once, where its time begins.
struct SeriesBucket {
  std::int64_t settled = 0;
  std::int64_t possible = 0;
  std::int64_t deaths_settled = 0;  ///< Best estimates of the settled reports.
  std::int64_t deaths_possible = 0;
};

/// A bucket for each [bounds[i], bounds[i + 1]): one fewer than bounds. Superseded reports and
/// exercises are not counted. At times that a zone was not drawn for, its drawing before that, or
/// the first, is used (ZoneHistory::without_gaps): a ceasefire is judged against what was before
/// it. REQUIRES: bounds ascend. The caller makes them from a time zone.
std::vector<SeriesBucket> series(const State& state, const SeriesQuery& query,
                                 const std::vector<base::TimeMs>& bounds);

/// Empty members do not restrict.
struct FindingQuery {
  std::vector<domain::FindingKind> kinds;
  std::optional<domain::Rule> rule;
  std::string zone;
  std::string agreement;
  std::string provision;
  std::optional<base::Interval> interval;  ///< Meets `when`; a finding without one, its `due`.
  std::optional<bool> possible;
  std::optional<base::EntryIndex> entry;  ///< Among the evidence.
};

/// Findings kept elsewhere, in some order: they are large, an order of them is not.
using FindingList = std::vector<const domain::Finding*>;

/// Those that fit, in their order.
FindingList select(const FindingList& findings, const FindingQuery& query);
/// The same; pointers into `findings`.
FindingList select(const std::vector<domain::Finding>& findings, const FindingQuery& query);

enum class ProvisionState { not_yet, in_effect, met, met_late, overdue, ended };

/// How a clause stands when the clock shows `at`. A duty whose step is known is met, or met late
/// (also where only possibly late), whatever the day; an unmet duty whose day has passed is
/// overdue, also after the agreement ended, if it was owed; all else goes by the interval in which
/// the clause binds.
ProvisionState provision_state(const domain::Agreement& agreement,
                               const domain::Provision& provision, const State& state,
                               base::TimeMs at);

}  // namespace truceline::engine
