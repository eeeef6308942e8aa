// SPDX-License-Identifier: Apache-2.0
//
// Who is hostile to whom, and by whose word. A value: it needs no state once it is made. An actor
// is hostile to another where one of them, or somebody it belongs to, is said to be hostile to the
// other or somebody that belongs to.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "engine/state.hpp"

namespace truceline::engine {

class Enmities {
 public:
  Enmities() = default;
  /// Of the actors whose version counts in `state`.
  explicit Enmities(const State& state);

  bool any() const { return !said_.empty(); }

  /// The entry id of the first actor statement, by the actor's id, by which they are hostile to
  /// each other at `at`, in whichever order they are given; empty where they are not. Cost: the
  /// lineage of both, and a look at each enmity that is said.
  std::optional<base::Hash> between(std::string_view one, std::string_view other,
                                    base::TimeMs at) const;

 private:
  struct Enmity {
    std::string from;
    std::string to;
    base::Interval interval;
    base::Hash entry{};
  };
  std::vector<Enmity> said_;
  std::map<std::string, std::vector<domain::ActorRelation>, std::less<>> relations_;
};

}  // namespace truceline::engine
