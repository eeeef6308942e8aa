// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/actor.hpp"
#include "domain/notification.hpp"
#include "domain/zone.hpp"

namespace truceline::domain {

/// What a separation can be required between: whatever is notified, then whatever is drawn, in the
/// order of NotificationKind and ZoneKind, which have no word in common.
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
inline constexpr std::size_t kNotifiedKinds = kWords<NotificationKind>.size();

constexpr SubjectKind subject_of(NotificationKind kind) {
  return static_cast<SubjectKind>(kind);
}
constexpr SubjectKind subject_of(ZoneKind kind) {
  return static_cast<SubjectKind>(kNotifiedKinds + static_cast<std::size_t>(kind));
}
static_assert(subject_of(NotificationKind::operation) == SubjectKind::operation);
static_assert(subject_of(ZoneKind::de_escalation) == SubjectKind::de_escalation);
static_assert(subject_of(ZoneKind::area) == SubjectKind::area);

template <>
inline constexpr auto kWords<SubjectKind> = [] {
  std::array<std::pair<SubjectKind, std::string_view>, kNotifiedKinds + kWords<ZoneKind>.size()>
      words;
  std::size_t next = 0;
  for (const auto& [kind, text] : kWords<NotificationKind>)
    words[next++] = {subject_of(kind), text};
  for (const auto& [kind, text] : kWords<ZoneKind>) words[next++] = {subject_of(kind), text};
  return words;
}();

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
