// SPDX-License-Identifier: Apache-2.0
//
// What can be in each other's way: whatever is notified and takes place, and the zones that an
// arrangement asks to keep away from, each drawing for the time it governs.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/arrangement.hpp"
#include "engine/rules/basis.hpp"
#include "geo/volume_part.hpp"

namespace truceline::engine::rules {

struct Subject {
  domain::SubjectKind kind;
  base::EntryIndex entry;  ///< The version that counts.
  base::EntryIndex since;  ///< When it was first said: the entry of its first version.
  std::string party;       ///< Who notified it; empty for a zone, which nobody can move.
  std::string id;
  domain::Names names;
  geo::Volume volume;
  const Said<domain::Notification>* notified = nullptr;  ///< Null for a zone.
  const Said<PreparedZone>* drawn = nullptr;             ///< Null for what is notified.
};

/// In order of entry. Withdrawn ones are not among them; what has ended was in the way while it
/// lasted, and is.
std::vector<Subject> notified_subjects(const State& state);

/// The drawings of the zones for which `wanted` is true, by zone id and time.
std::vector<Subject> drawn_subjects(const State& state, bool (*wanted)(const domain::Zone&));

/// Puts "name_a" and, where it has one, "name_a_ar" among the facts, for the letter 'a'.
void set_name(domain::Facts& facts, char letter, const Subject& subject);

/// An interval as a window, and back: what is without bounds stays so.
geo::Window window_of(const base::Interval& interval);
base::Interval interval_of(const geo::Window& window);

}  // namespace truceline::engine::rules
