// SPDX-License-Identifier: Apache-2.0
//
// Who is meant when a source names somebody, and to whom that actor belonged on the day.
// Refuses to guess: a name that fits two actors is nobody's.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/state.hpp"

namespace truceline::engine {

class ActorRegister {
 public:
  /// Knows the actors whose version counts in `state`, and the ids that its agreements name.
  /// Keeps pointers into `state`, which must outlive it.
  explicit ActorRegister(const State& state);

  /// The actor meant: by code first (an actor's id, or one of its codes: "ucdp:118"), then by
  /// name, alias or id, ASCII case aside. nullptr where nobody or more than one actor fits.
  const std::string* resolve(const domain::ActorMention& mention) const;

  /// `actor` and all it belongs to at `at`, through member-of and successor-of, itself first,
  /// then nearest first. Circles in the relations do no harm.
  std::vector<std::string_view> lineage(std::string_view actor, base::TimeMs at) const;

  /// True where `group` is in the lineage of `actor`.
  bool belongs(std::string_view actor, std::string_view group, base::TimeMs at) const;

  /// Lineages are the same at any two times of one epoch: epochs count the changes of relations.
  std::size_t epoch(base::TimeMs at) const;

 private:
  void add(const domain::Actor& actor);
  void add_name(const std::string& name, const std::string& id);

  std::map<std::string, const domain::Actor*, std::less<>> actors_;  // null: only named
  // Looked up, never listed. An empty id: more than one actor fits.
  std::unordered_map<std::string, std::string> by_code_;
  std::unordered_map<std::string, std::string> by_name_;
  std::vector<base::TimeMs> changes_;  // ascending
};

}  // namespace truceline::engine
