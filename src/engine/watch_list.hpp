// SPDX-License-Identifier: Apache-2.0
//
// What the mission has said that positions are to be held against: zones, each drawing for the time
// it governs; sites, operations and exercises that are notified; and the corridors of movements and
// flights, in which the objects named there are to stay; and each other, where their senders are
// hostile. Near is as near as the widest separation that an arrangement asks for. Leaves out, and
// lists: drawings with flaws.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/encounter.hpp"
#include "engine/meetings.hpp"
#include "engine/proximity.hpp"
#include "engine/state.hpp"

namespace truceline::engine {

struct WatchList {
  /// Where a watched thing comes from.
  struct Origin {
    base::Hash entry{};                          ///< Id of the zone's or notification's entry.
    std::optional<base::Hash> arrangement = {};  ///< Id of the entry that says how near is near.
    domain::SubjectKind kind = domain::SubjectKind::area;
  };
  std::vector<Watched> watched;
  std::vector<Origin> origins;        ///< Of each of them.
  std::vector<base::Error> left_out;  ///< Why, with the entry as the place.
  HostileWatch hostile;               ///< What moves, and is held against what moves.

  /// The encounter that an event is, to be said or judged. Nothing where what moves is no concern
  /// of it: a no-fly zone's, where it cannot fly. REQUIRES: the event is about one of `watched`.
  std::optional<domain::Encounter> encounter_of(const ProximityEvent& event) const;
};

/// Cost: zones and notifications, and their vertices once.
WatchList watch_list(const State& state);

/// False for a vehicle or a vessel and a no-fly zone.
bool concerns(domain::SubjectKind watched, domain::MoverKind mover);

/// True for zones that one may be in and out of with a meaning, and for what is notified with a
/// place of its own; false for corridors drawn and areas of responsibility, and for what moves.
bool is_entered(domain::SubjectKind kind);

/// True for what is notified and moves through its footprint.
bool moves(domain::NotificationKind kind);

}  // namespace truceline::engine
