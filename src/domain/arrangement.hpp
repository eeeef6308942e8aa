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
#include "domain/roster.hpp"
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

/// What a profile can ask of a notification.
enum class Need {
  place_name,
  pcode,
  altitude,  ///< A band of heights, not all of them.
  times,     ///< A beginning and an end; of a route, at each waypoint.
  vehicles,
  plates,
  day_marking,
  night_marking,
  thermal_marking,
  contacts,
  verification
};
template <>
inline constexpr auto kWords<Need> =
    std::to_array<std::pair<Need, std::string_view>>({{Need::place_name, "place-name"},
                                                      {Need::pcode, "pcode"},
                                                      {Need::altitude, "altitude"},
                                                      {Need::times, "times"},
                                                      {Need::vehicles, "vehicles"},
                                                      {Need::plates, "plates"},
                                                      {Need::day_marking, "day-marking"},
                                                      {Need::night_marking, "night-marking"},
                                                      {Need::thermal_marking, "thermal-marking"},
                                                      {Need::contacts, "contacts"},
                                                      {Need::verification, "verification"}});

/// How much a party hears of a conflict with something that it may not see.
enum class Disclosure {
  existence,  ///< That there is one.
  area,       ///< And in which cell of half a degree, on which days.
};
template <>
inline constexpr auto kWords<Disclosure> = std::to_array<std::pair<Disclosure, std::string_view>>(
    {{Disclosure::existence, "existence"}, {Disclosure::area, "area"}});

/// How some kinds of notifications are to be sent and answered. Of the times, 0 asks for nothing.
struct Profile {
  std::vector<NotificationKind> kinds;  ///< At least one, in no other profile.
  std::vector<std::string> recipients;  ///< Parties that are to be told.
  std::vector<std::string> may_know;    ///< Parties that may be told besides, and nobody else.
  std::vector<Need> needs;
  std::int64_t lead_time_ms = 0;                 ///< Before it begins.
  std::int64_t emergency_lead_time_ms = 0;       ///< The same, of what is sent as an emergency.
  std::int64_t acknowledge_within_ms = 0;        ///< After it was said.
  std::int64_t relay_within_ms = 0;              ///< After it was acknowledged as received.
  std::int64_t in_effect_before_ms = 0;          ///< Before it begins.
  std::int64_t revalidate_every_ms = 0;          ///< It is said again, as it is or changed.
  Disclosure discloses = Disclosure::existence;  ///< To whom it is in the way of, unseen.
  bool read_first = false;  ///< It carries the key of what its author has read of its surroundings.
  friend bool operator==(const Profile&, const Profile&) = default;
};

/// At every moment each of these parties has somebody of this rank on duty.
struct Cover {
  std::vector<std::string> parties;  ///< At least one.
  RankClass rank = RankClass::other;
  std::vector<std::string> languages;  ///< Each spoken by somebody of that rank.
  std::int64_t ahead_ms = 0;           ///< The roster is to be known so long before.
  friend bool operator==(const Cover&, const Cover&) = default;
};

/// So far what moves of one party keeps from what moves of a party hostile to it: in metres or in
/// height, each is enough.
struct HostileDistance {
  std::int64_t horizontal_m = 0;            ///< 0: nothing is asked.
  std::optional<std::int64_t> vertical_cm;  ///< Empty: no difference in height is enough.
  friend bool operator==(const HostileDistance&, const HostileDistance&) = default;
};

/// From so long after something was due, officers of this rank and above are called.
struct Escalation {
  std::int64_t after_ms = 0;
  RankClass rank = RankClass::other;
  friend bool operator==(const Escalation&, const Escalation&) = default;
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
  std::vector<Profile> profiles;
  std::vector<Cover> cover;
  std::int64_t answer_within_ms = 0;   ///< Of a call on the hotline; 0: nothing is asked.
  std::vector<Escalation> escalation;  ///< Ascending, in time and in rank.
  HostileDistance hostile;
  Source source;
  friend bool operator==(const Arrangement&, const Arrangement&) = default;
};

}  // namespace truceline::domain
