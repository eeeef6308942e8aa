// SPDX-License-Identifier: Apache-2.0
//
// A zone is redrawn while the ceasefire lasts. Its history says which drawing governs when, so
// that an event is held against the line that stood on its day.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/place.hpp"
#include "engine/state.hpp"
#include "geo/disc.hpp"

namespace truceline::engine {

class ZoneHistory {
 public:
  /// A stretch of time and the drawing that governs it.
  struct Reign {
    base::Interval interval;
    const Said<PreparedZone>* version;
  };

  /// Points into `state`, which must outlive it. A zone nobody has drawn has an empty history.
  ZoneHistory(const State& state, std::string_view zone_id);

  const std::string& id() const { return id_; }
  /// Ascending, without overlap; gaps are times without a drawing. Of the versions valid at one
  /// time the newest entry governs.
  const std::vector<Reign>& reigns() const { return reigns_; }

  /// The same with the first drawing reaching back without end, each on to the next, the last
  /// without end: for counting before and after one line, never for deciding what it bound.
  ZoneHistory without_gaps() const;

 private:
  std::string id_;
  std::vector<Reign> reigns_;
};

/// How a place, at some time within an interval, lies to a zone.
struct ZoneRelation {
  geo::DiscRelation relation = geo::DiscRelation::outside;
  bool place_unsettled = false;  ///< The disc reaches the line, or is no more than a stand-in.
  bool time_unsettled = false;   ///< It depends on when within the interval.
  const Said<PreparedZone>* version = nullptr;  ///< The (first) drawing it is held against.
};

/// `disc(version)` answers for one drawing: that is geo::relate_disc, or a memory of it. A place
/// coarser than kCoarsePlace is never certainly inside. An empty interval counts as its first
/// moment. Outside of every reign is outside.
template <class Disc>
ZoneRelation relate(const ZoneHistory& history, base::Interval when,
                    domain::PlacePrecision precision, Disc disc) {
  if (when.to <= when.from && when.from < base::kTimeMax) when.to.value = when.from.value + 1;
  ZoneRelation result;
  base::TimeMs settled_until = when.from;  // up to here, inside
  bool some_outside = false;
  for (const ZoneHistory::Reign& reign : history.reigns()) {
    if (!reign.interval.meets(when)) continue;
    const geo::DiscRelation one = disc(*reign.version);
    some_outside = some_outside || one == geo::DiscRelation::outside;
    if (one == geo::DiscRelation::outside) continue;
    if (!result.version) result.version = reign.version;
    if (one == geo::DiscRelation::may_touch) result.place_unsettled = true;
    if (reign.interval.from > settled_until) some_outside = true;  // a gap in the history
    settled_until = reign.interval.to;
  }
  if (!result.version) return result;
  result.time_unsettled = some_outside || settled_until < when.to;
  if (precision >= domain::kCoarsePlace) result.place_unsettled = true;
  result.relation = result.time_unsettled || result.place_unsettled ? geo::DiscRelation::may_touch
                                                                    : geo::DiscRelation::inside;
  return result;
}

}  // namespace truceline::engine
