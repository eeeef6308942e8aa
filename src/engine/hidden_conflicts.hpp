// SPDX-License-Identifier: Apache-2.0
//
// What a party hears of conflicts with things that it may not read: that its own comes too close to
// something, and, where the hidden one's profile allows it, in which cell of half a degree and on
// which day. Not what it is, whose, how close, nor how many there are.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "domain/reader.hpp"
#include "engine/findings.hpp"
#include "engine/profiles.hpp"

namespace truceline::engine {

/// What one reader has heard, so that it is not made again for each state. One thread's.
struct HeardMemory {
  /// By the reader's entry and the arrangement: that there is something, and no more.
  std::map<std::pair<base::EntryIndex, base::EntryIndex>, domain::Finding> existence;
};

/// The conflicts of a state that somebody may not see all of, ready for whoever asks. Never
/// changes: any number of threads.
class HiddenConflicts {
 public:
  /// Cost: a look at each finding. REQUIRES: `findings` are of `whole`, which holds what is hidden;
  /// both outlive this.
  HiddenConflicts(std::span<const domain::Finding* const> findings, const State& whole);

  /// One finding, conflict/hidden, for each notification that `reader` may read and must act for
  /// (its own; the mission any), and each arrangement it may read, of which some conflict is with a
  /// notification that it may not read and that nothing is agreed about. In the order of
  /// stands_before. Cost: that of what there is. The same with `memory`, of earlier states of the
  /// same ledger for the same reader.
  std::vector<domain::Finding> heard_by(const domain::Reader& reader,
                                        HeardMemory* memory = nullptr) const;

 private:
  /// What is kept from somebody who acts for `own`.
  struct Hidden {
    const domain::Finding* conflict;
    const Said<domain::Arrangement>* arrangement;
    const Said<domain::Notification>*own, *other;
  };
  friend class Veil;

  const State& whole_;
  Profiles profiles_;
  std::map<std::string, std::vector<Hidden>, std::less<>> from_;  // by party
};

}  // namespace truceline::engine
