// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "domain/actor.hpp"
#include "geo/polygon.hpp"

namespace truceline::domain {

enum class ZoneKind {
  de_escalation,
  demilitarised,
  buffer,
  exclusion,
  area_of_responsibility,
  corridor,
  no_fly,
  area,
};
template <>
inline constexpr auto kWords<ZoneKind> = std::to_array<std::pair<ZoneKind, std::string_view>>(
    {{ZoneKind::de_escalation, "de-escalation"},
     {ZoneKind::demilitarised, "demilitarised"},
     {ZoneKind::buffer, "buffer"},
     {ZoneKind::exclusion, "exclusion"},
     {ZoneKind::area_of_responsibility, "area-of-responsibility"},
     {ZoneKind::corridor, "corridor"},
     {ZoneKind::no_fly, "no-fly"},
     {ZoneKind::area, "area"}});

/// Whose line it is. Never drawn without it.
enum class LineStatus { agreed, claimed, illustrative };
template <>
inline constexpr auto kWords<LineStatus> = std::to_array<std::pair<LineStatus, std::string_view>>(
    {{LineStatus::agreed, "agreed"},
     {LineStatus::claimed, "claimed"},
     {LineStatus::illustrative, "illustrative"}});

/// An area with a meaning. A later statement about the same id is a new geometry version; each
/// holds for its own `valid` interval.
struct Zone {
  std::string id;
  ZoneKind kind = ZoneKind::area;
  LineStatus line = LineStatus::illustrative;
  Names names;
  std::string agreement;  ///< Agreement id; empty for a zone that stands alone.
  geo::MultiPolygon area;
  base::Interval valid;
  std::vector<std::string> monitors;  ///< Actor ids.
  /// Parties that answer for what happens here, and must hear of what is notified here. Of an
  /// area of responsibility that changes hands there is a version for each holder.
  std::vector<std::string> responsible;
  std::string note;
  Source source;
  friend bool operator==(const Zone&, const Zone&) = default;
};

}  // namespace truceline::domain
