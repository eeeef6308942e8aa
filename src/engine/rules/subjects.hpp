// SPDX-License-Identifier: Apache-2.0
//
// What can be in each other's way: whatever is notified and takes place, and the zones that an
// arrangement asks to keep away from, each drawing for the time it governs.
#pragma once

#include <compare>
#include <string>
#include <tuple>
#include <vector>

#include "domain/arrangement.hpp"
#include "engine/rules/basis.hpp"
#include "engine/rules/rule_clock.hpp"
#include "geo/volume_part.hpp"

namespace truceline::engine::rules {

/// Tells one subject from every other, in any state that has it: what was said at an entry does
/// not change. Notified ones before drawn ones, in order of entry.
struct SubjectKey {
  bool is_drawn = false;
  base::EntryIndex entry;  ///< The version that counts.
  geo::Window governs;     ///< Of a drawing; what is notified says itself when it is.
  friend bool operator==(const SubjectKey&, const SubjectKey&) = default;
  friend std::strong_ordering operator<=>(const SubjectKey& a, const SubjectKey& b) {
    return std::tie(a.is_drawn, a.entry, a.governs.from, a.governs.until) <=>
           std::tie(b.is_drawn, b.entry, b.governs.from, b.governs.until);
  }
};

/// One of them; points into the state. Exactly one of the two pointers is set.
struct Subject {
  SubjectKey key;
  domain::SubjectKind kind;
  const Said<domain::Notification>* notified = nullptr;
  const Said<PreparedZone>* drawn = nullptr;

  /// Who notified it; empty for a zone, which nobody can move.
  const std::string& party() const;
  const std::string& id() const;
  const domain::Names& names() const;
  const domain::Audience& audience() const;
  geo::Volume volume() const;
  geo::Window lasts() const;  ///< The time of its volume.
};

/// By key. Withdrawn ones are not among them; what has ended was in the way while it lasted, and
/// is.
std::vector<Subject> notified_subjects(const State& state);
/// What is notified as a subject. REQUIRES: it outlives the subject.
Subject subject_of(const Said<domain::Notification>& notified);

/// The subject of that key. REQUIRES: the state has it.
Subject subject_at(const State& state, const SubjectKey& key);

/// The drawings of the zones for which `wanted` is true, by key.
template <class Wanted>
std::vector<Subject> drawn_subjects(const State& state, const Wanted& wanted);
std::vector<Subject> drawn_subjects(const State& state);

/// When it was first said: the entry of the first version of what is notified.
base::EntryIndex since(const Subject& subject, const State& state);

/// Puts "name_a" and, where it has one, "name_a_ar" among the facts, for the letter 'a'.
void set_name(domain::Facts& facts, char letter, const Subject& subject);

/// The facts name_a, name_a_ar, kind_a and party_a of what is notified.
void set_subject(domain::Facts& facts, const Said<domain::Notification>& notified);

/// True where it is still worth telling anybody of it at `at`: not ended, not withdrawn, not past.
bool is_to_come(const Said<domain::Notification>& notified, base::TimeMs at);
bool is_to_come(const Said<domain::Notification>& notified, RuleClock& clock);

/// An interval as a window, and back: what is without bounds stays so.
geo::Window window_of(const base::Interval& interval);
base::Interval interval_of(const geo::Window& window);

template <class Wanted>
std::vector<Subject> drawn_subjects(const State& state, const Wanted& wanted) {
  std::vector<Subject> subjects = drawn_subjects(state);
  std::erase_if(subjects, [&](const Subject& one) { return !wanted(one.drawn->what.zone); });
  return subjects;
}

}  // namespace truceline::engine::rules
