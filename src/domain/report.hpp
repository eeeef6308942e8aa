// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "domain/actor.hpp"
#include "domain/event_kind.hpp"
#include "domain/place.hpp"
#include "domain/when.hpp"

namespace truceline::domain {

/// How many of what. The unit is never left out: a shot, an explosion and a "case of firing" are
/// not the same thing. low <= best <= high where the source keeps to it; sources sometimes do
/// not, and that is a finding, not an error.
struct Count {
  std::string unit;  ///< "deaths", "explosions", "cases of firing".
  std::int64_t low = 0;
  std::int64_t best = 0;
  std::int64_t high = 0;
  friend bool operator==(const Count&, const Count&) = default;
};

/// What one source says happened: at once an allegation, never a fact.
struct Report {
  EventKind event = EventKind::other;
  std::vector<ActorMention> side_a;  ///< Who acted, or the first-named side where nobody says.
  std::vector<ActorMention> side_b;  ///< The other side, or who suffered.
  bool directed = false;             ///< True where the source says that side_a acted on side_b.
  bool exercise = false;             ///< Announced live-fire exercise.
  When when;
  Place place;
  std::vector<Count> counts;
  std::string text;
  Source source;
  friend bool operator==(const Report&, const Report&) = default;
};

}  // namespace truceline::domain
