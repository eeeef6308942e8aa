// SPDX-License-Identifier: Apache-2.0
//
// Exceptions that parties have agreed on. What only one side has said is told, and changes nothing.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "engine/rules/basis.hpp"

namespace truceline::engine::rules {

class Agreed {
 public:
  /// The exceptions that stand at `at`. REQUIRES: `state` outlives it.
  Agreed(const State& state, base::TimeMs at);

  /// Puts into a conflict between two versions, `party_a` and `party_b` theirs, what they have
  /// agreed on about it: the entries, and the fact "agreed" or, of one side, "agreed_by". Where
  /// both have, nobody must act and it is of low severity.
  void apply(domain::Finding& finding, base::EntryIndex a, base::EntryIndex b) const;
  /// True where anybody has said anything about the two that stands.
  bool about(base::EntryIndex a, base::EntryIndex b) const {
    return by_pair_.contains(std::minmax(a, b));
  }

 private:
  using Pair = std::pair<base::EntryIndex, base::EntryIndex>;  // the earlier one first
  const State& state_;
  std::map<Pair, std::vector<const Said<domain::Exception>*>> by_pair_;
};

}  // namespace truceline::engine::rules
