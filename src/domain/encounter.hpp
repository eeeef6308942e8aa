// SPDX-License-Identifier: Apache-2.0
//
// What is kept of a stream of positions: the few of one object that show that it came near
// something, was in it, or left it. The stream itself is never kept. Says nothing about persons,
// and nothing that the positions do not show: engine::rules::proximity measures again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/bytes.hpp"
#include "domain/notification.hpp"
#include "domain/position.hpp"

namespace truceline::domain {

enum class ProximityKind {
  came_near,      ///< At most so many metres away.
  entered,        ///< Inside, or on the edge.
  left,           ///< No longer inside.
  went_away,      ///< No longer near.
  left_corridor,  ///< Out of what it is to stay in; also where it was never in it.
  back_in_corridor,
};
template <>
inline constexpr auto kWords<ProximityKind> =
    std::to_array<std::pair<ProximityKind, std::string_view>>(
        {{ProximityKind::came_near, "came-near"},
         {ProximityKind::entered, "entered"},
         {ProximityKind::left, "left"},
         {ProximityKind::went_away, "went-away"},
         {ProximityKind::left_corridor, "left-corridor"},
         {ProximityKind::back_in_corridor, "back-in-corridor"}});

/// Where an object was, and when.
struct Fix {
  base::TimeMs time;
  geo::Point at;
  std::optional<Height> height;
  friend bool operator==(const Fix&, const Fix&) = default;
};

/// What it came near, where that moves as well.
struct Met {
  std::string object;
  MoverKind kind = MoverKind::unknown;
  std::string sender;          ///< The party that sent its positions.
  std::vector<Fix> positions;  ///< In order of time, 1 to kEncounterPositions.
  friend bool operator==(const Met&, const Met&) = default;
};

/// Into what somebody must look, or that it is over. The positions are those of an
/// engine::ProximityEvent.
struct Encounter {
  ProximityKind event = ProximityKind::entered;
  std::string object;                   ///< As its sender calls it.
  MoverKind kind = MoverKind::unknown;  ///< What moves.
  std::string sender;                   ///< The party that sent them; empty: a recording.
  std::vector<Fix> positions;           ///< In order of time, 1 to kEncounterPositions.
  /// Entry id of the zone or notification; of two that move, of the actor statement by which their
  /// senders are hostile to each other.
  base::Hash watched{};
  std::int64_t within_m = 0;                   ///< What counts as near.
  std::optional<base::Hash> arrangement = {};  ///< Entry id of what asks for within_m.
  std::optional<Met> met = {};                 ///< Then the event is came_near or went_away.
  friend bool operator==(const Encounter&, const Encounter&) = default;
};

/// True for what begins something, false for what ends it.
constexpr bool begins(ProximityKind kind) {
  return kind == ProximityKind::came_near || kind == ProximityKind::entered ||
         kind == ProximityKind::left_corridor;
}

/// What ends the thing that `kind` begins. REQUIRES: begins(kind).
constexpr ProximityKind end_of(ProximityKind kind) {
  if (kind == ProximityKind::came_near) return ProximityKind::went_away;
  return kind == ProximityKind::entered ? ProximityKind::left : ProximityKind::back_in_corridor;
}

}  // namespace truceline::domain
