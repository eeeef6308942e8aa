// SPDX-License-Identifier: Apache-2.0
//
// Do the positions of an encounter bear out what it says? Measured again from what it names, by
// everybody who holds the same entries; who wrote it down is not believed.
#pragma once

#include <map>
#include <optional>

#include "engine/enmities.hpp"
#include "engine/rules/basis.hpp"
#include "engine/rules/subjects.hpp"
#include "engine/watched.hpp"

namespace truceline::engine::rules {

/// What an encounter comes to, measured.
struct Borne {
  base::EntryIndex against;                     ///< What it is held against: watched.
  std::optional<Subject> subject;               ///< The same; empty where two met.
  std::optional<base::EntryIndex> arrangement;  ///< What asks for within_m.
  domain::Fix decisive;     ///< The first inside, or the first beyond, or the last.
  std::int64_t metres = 0;  ///< From there; rounded down.
};

class Encountered {
 public:
  /// REQUIRES: `state` outlives it and does not change.
  explicit Encountered(const State& state) : state_(state) {}

  /// Nothing where they do not bear it out: it names nothing that we hold, nothing that was there
  /// at the time, or what its sender itself notified; or they are not where it says.
  /// Cost: a few geodesics; for the first of each thing that is named, preparing it.
  std::optional<Borne> judge(const domain::Encounter& encounter);

  /// The finding of an encounter, and of what ended it (null: nothing has, yet), both borne out.
  /// Rests on what they name; the encounters' own entries are added by whoever knows them, and
  /// then comes finish(). REQUIRES: domain::begins(begun.event).
  domain::Finding describe(const domain::Encounter& begun, const Borne& at,
                           const Borne* ended) const;

 private:
  std::optional<Borne> judge_meeting(const domain::Encounter& encounter);
  std::optional<Subject> subject_of(const domain::Encounter& encounter) const;
  const PreparedFootprint& footprint(const Subject& subject);

  const State& state_;
  std::optional<Enmities> enmities_;  // made when one is asked for
  std::map<base::EntryIndex, PreparedFootprint> footprints_;
};

}  // namespace truceline::engine::rules
