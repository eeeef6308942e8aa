// SPDX-License-Identifier: Apache-2.0
//
// What was found about single statements, remembered from one state to the next: each is looked at
// when it comes and when it is replaced. REQUIRES of all: neither state nor clock goes back, and
// nothing is erased from one state to the next (FindingMemory sees to it).
#pragma once

#include <map>
#include <set>
#include <vector>

#include "engine/rules/basis.hpp"

namespace truceline::engine::rules {

/// Calls `look(said)` for what was said, or replaced, since `before`, which becomes `now`.
template <class T, class Look>
void follow(const SaidList<T>& now, SaidList<T>& before, const Look& look) {
  now.for_each_unshared(before, [&](std::size_t place) {
    if (place < before.size() && before[place].superseded_by == now[place].superseded_by) return;
    look(now[place]);
  });
  before = now;
}

/// Of officers_not_on_roster().
struct RosterMemory {
  std::vector<base::EntryIndex> rosters;  ///< That stand.
  SaidList<domain::Acknowledgement> before;
  std::map<base::EntryIndex, domain::Finding> found;  ///< By acknowledgement.
};

/// Of clocks_ahead(): what was ahead of the clock when it came, and may still be.
struct ClockMemory {
  template <class T>
  struct Ahead {
    SaidList<T> before;
    std::map<base::EntryIndex, std::pair<std::string, base::TimeMs>> entries;
  };
  Ahead<domain::Notification> notifications;
  Ahead<domain::Acknowledgement> acknowledgements;
  Ahead<domain::Roster> rosters;
  Ahead<domain::Call> calls;
};

}  // namespace truceline::engine::rules
