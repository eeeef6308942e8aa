// SPDX-License-Identifier: Apache-2.0
//
// The separations that the arrangements in a state ask for, by kind of subject.
#pragma once

#include <array>
#include <vector>

#include "domain/arrangement.hpp"
#include "engine/state.hpp"
#include "geo/volume_meeting.hpp"

namespace truceline::engine::rules {

/// Points into the state.
struct Requirement {
  const Said<domain::Arrangement>* arrangement;
  const domain::RequiredSeparation* separation;
};

/// What geo is asked for a requirement.
geo::Separation measured(const domain::RequiredSeparation& required);

class Requirements {
 public:
  /// Of the arrangements that count, each version that nothing has replaced.
  explicit Requirements(const State& state);

  bool any() const { return !arrangements_.empty(); }
  /// Those that `kind` takes part in.
  const std::vector<Requirement>& of(domain::SubjectKind kind) const {
    return required_[static_cast<std::size_t>(kind)];
  }
  /// Those between these two kinds, in whatever order they are written.
  std::vector<Requirement> between(domain::SubjectKind a, domain::SubjectKind b) const;
  /// Nothing that is farther from a subject of this kind than that can be in its way.
  const geo::Separation& reach(domain::SubjectKind kind) const {
    return reach_[static_cast<std::size_t>(kind)];
  }
  /// The entries of the arrangements that ask for something, ascending: they say it all.
  const std::vector<base::EntryIndex>& arrangements() const { return arrangements_; }

 private:
  static constexpr std::size_t kKinds = domain::kWords<domain::SubjectKind>.size();
  std::array<std::vector<Requirement>, kKinds> required_;
  std::array<geo::Separation, kKinds> reach_{};
  std::vector<base::EntryIndex> arrangements_;
};

}  // namespace truceline::engine::rules
