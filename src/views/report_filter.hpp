// SPDX-License-Identifier: Apache-2.0
//
// Which reports are asked for: the same filter for the list, the map's columns and exports.
#pragma once

#include <optional>
#include <string>

#include "engine/actors.hpp"
#include "engine/zone_history.hpp"
#include "views/ask.hpp"
#include "views/snapshot.hpp"

namespace truceline::views {

class ReportFilter {
 public:
  /// Reads event, zone, from, to, actor and bbox. not_found where there is no such zone.
  static base::Result<ReportFilter> from(const Snapshot& snapshot, const Ask& ask);

  /// event: the kind or one under it. zone: inside, or not settled to be outside,
  /// by the drawing that a series counts by. from/to: the
  /// report's time meets them. actor: named on a side, or known to be one's member then. bbox:
  /// the point lies in it (edges count).
  bool keeps(const domain::Report& report) const;

 private:
  ReportFilter() = default;
  bool names_actor(const domain::Report& report) const;

  std::optional<domain::EventKind> event_;
  std::optional<engine::ZoneHistory> zone_;
  std::optional<base::Interval> interval_;
  std::optional<geo::Box> box_;
  std::string actor_;
  std::optional<engine::ActorRegister> actors_;
};

}  // namespace truceline::views
