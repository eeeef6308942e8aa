// SPDX-License-Identifier: Apache-2.0
//
// What kind of occurrence a report speaks of. The kinds form a small tree: a source that says
// only "armed force" leaves open whether it was shelling; a provision that prohibits armed
// force prohibits shelling too.
#pragma once

#include <optional>

#include "domain/words.hpp"

namespace truceline::domain {

enum class EventKind {
  armed_force,  ///< Use of armed force, weapon not said. Parent of the ones below.
  armed_clash,
  shelling,
  air_strike,
  explosive,  ///< Mine, roadside bomb, suicide attack.
  chemical_weapon,
  attack_on_civilians,
  abduction,
  arrest,
  access_denied,
  troop_movement,
  arms_transfer,
  territory_change,
  overflight,
  protest,
  evacuation,
  other,
};
template <>
inline constexpr auto kWords<EventKind> = std::to_array<std::pair<EventKind, std::string_view>>(
    {{EventKind::armed_force, "armed-force"},
     {EventKind::armed_clash, "armed-clash"},
     {EventKind::shelling, "shelling"},
     {EventKind::air_strike, "air-strike"},
     {EventKind::explosive, "explosive"},
     {EventKind::chemical_weapon, "chemical-weapon"},
     {EventKind::attack_on_civilians, "attack-on-civilians"},
     {EventKind::abduction, "abduction"},
     {EventKind::arrest, "arrest"},
     {EventKind::access_denied, "access-denied"},
     {EventKind::troop_movement, "troop-movement"},
     {EventKind::arms_transfer, "arms-transfer"},
     {EventKind::territory_change, "territory-change"},
     {EventKind::overflight, "overflight"},
     {EventKind::protest, "protest"},
     {EventKind::evacuation, "evacuation"},
     {EventKind::other, "other"}});

/// The kind that includes `kind`; empty at the top.
constexpr std::optional<EventKind> parent(EventKind kind) {
  switch (kind) {
    case EventKind::armed_clash:
    case EventKind::shelling:
    case EventKind::air_strike:
    case EventKind::explosive:
    case EventKind::chemical_weapon:
    case EventKind::attack_on_civilians:
      return EventKind::armed_force;
    default:
      return std::nullopt;
  }
}

/// Does a reported kind fall under a prohibited one? `unsettled`: the report is less precise than
/// the prohibition, so it may or may not.
enum class KindMatch { no, unsettled, yes };
constexpr KindMatch match(EventKind reported, EventKind prohibited) {
  if (reported == prohibited || parent(reported) == prohibited) return KindMatch::yes;
  return parent(prohibited) == reported ? KindMatch::unsettled : KindMatch::no;
}

}  // namespace truceline::domain
