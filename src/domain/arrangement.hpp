// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/actor.hpp"
#include "domain/notification.hpp"
#include "domain/zone.hpp"

namespace truceline::domain {

/// What a separation can be required between: whatever is notified, and whatever is drawn.
enum class SubjectKind {
  site,
  movement,
  flight,
  aid_delivery,
  evacuation,
  exercise,
  operation,
  de_escalation,
  demilitarised,
  buffer,
  exclusion,
  area_of_responsibility,
  corridor,
  no_fly,
  area,
};
/// The words of NotificationKind and ZoneKind, which have none in common.
template <>
inline constexpr auto kWords<SubjectKind> = std::to_array<std::pair<SubjectKind, std::string_view>>(
    {{SubjectKind::site, "site"},
     {SubjectKind::movement, "movement"},
     {SubjectKind::flight, "flight"},
     {SubjectKind::aid_delivery, "aid-delivery"},
     {SubjectKind::evacuation, "evacuation"},
     {SubjectKind::exercise, "exercise"},
     {SubjectKind::operation, "operation"},
     {SubjectKind::de_escalation, "de-escalation"},
     {SubjectKind::demilitarised, "demilitarised"},
     {SubjectKind::buffer, "buffer"},
     {SubjectKind::exclusion, "exclusion"},
     {SubjectKind::area_of_responsibility, "area-of-responsibility"},
     {SubjectKind::corridor, "corridor"},
     {SubjectKind::no_fly, "no-fly"},
     {SubjectKind::area, "area"}});

constexpr SubjectKind subject_of(NotificationKind kind) {
  return *from_word<SubjectKind>(word(kind));
}
constexpr SubjectKind subject_of(ZoneKind kind) {
  return *from_word<SubjectKind>(word(kind));
}

/// So far apart two subjects of these kinds must be: in metres or in height or in time, each is
/// enough by itself. The order of the two does not matter.
struct RequiredSeparation {
  SubjectKind first = SubjectKind::site;
  SubjectKind second = SubjectKind::operation;
  std::int64_t horizontal_m = 0;
  std::optional<std::int64_t> vertical_cm;  ///< Empty: no difference in height is enough.
  std::int64_t time_ms = 0;
  friend bool operator==(const RequiredSeparation&, const RequiredSeparation&) = default;
};

/// The working rules that the parties have agreed on for notifications. A later statement about the
/// same id is a new version.
struct Arrangement {
  std::string id;
  std::string title;
  Names names;
  std::vector<RequiredSeparation> separations;  ///< Each pair of kinds at most once.
  /// Kinds, the one that need not yield first. Of two kinds the later one yields; of two alike, or
  /// of two that are not listed, whoever notified later.
  std::vector<SubjectKind> priority;
  Source source;
  friend bool operator==(const Arrangement&, const Arrangement&) = default;
};

}  // namespace truceline::domain
