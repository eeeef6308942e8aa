// SPDX-License-Identifier: Apache-2.0
//
// What a rule found about each thing that is notified, remembered from one state to the next. Such
// a rule looks at one thing at a time, and what it finds changes only when something new is said
// of the thing, when other arrangements are in force, or at a moment that it names (RuleClock). So
// a state with one notification more costs one look.
#pragma once

#include <functional>
#include <set>
#include <vector>

#include "engine/ladder.hpp"
#include "engine/profiles.hpp"
#include "engine/rules/basis.hpp"
#include "engine/rules/rule_clock.hpp"

namespace truceline::engine::rules {

/// Which things are not what they were in the state before.
class ThingFollower {
 public:
  /// Calls `look(number)` for each thing of `state` that may have changed.
  template <class Look>
  void follow(const State& state, const Look& look) {
    const SharedList<Thing>& now = state.things().all();
    now.for_each_unshared(before_, [&](std::size_t number) {
      if (number < before_.size() && before_[number].touched == now[number].touched) return;
      look(number);
    });
    before_ = now;
  }

 private:
  SharedList<Thing> before_;
};

/// What a rule about one thing has at hand. Points into the state.
struct ThingBasis {
  const State& state;
  const Profiles& profiles;
  const Ladder& ladder;
};

class ThingMemory {
 public:
  /// Adds what is found about `notified`, which stands, when `clock` shows what it shows.
  using Rule = void (*)(const Said<domain::Notification>& notified, const ThingBasis& basis,
                        RuleClock& clock, Findings& findings);

  /// What `rule`, always the same, finds about all things. REQUIRES: neither state nor clock goes
  /// back, nothing is erased from one state to the next (FindingMemory sees to it).
  Findings findings(const Basis& basis, const Profiles& profiles, Rule rule);

 private:
  struct Kept {
    Findings found;
    base::TimeMs next = base::kTimeMax;
  };
  using Due = std::pair<base::TimeMs, std::size_t>;
  void forget(std::size_t number);

  std::vector<base::EntryIndex> arrangements_;
  ThingFollower things_;
  std::vector<Kept> kept_;       // by number
  std::set<Due> due_;            // of those that change by themselves
  std::set<std::size_t> found_;  // of which something was found
};

}  // namespace truceline::engine::rules
