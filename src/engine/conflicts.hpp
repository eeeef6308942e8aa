// SPDX-License-Identifier: Apache-2.0
//
// Conflicts while a mission goes on. Deriving all of them anew takes seconds where a hundred
// thousand things are notified; what is remembered from one state to the next makes it a look at
// what is new. From the same memory comes the answer to "what would this collide with?", asked
// before anything is said.
#pragma once

#include <memory>

#include "domain/reader.hpp"
#include "engine/finding_memory.hpp"

namespace truceline::engine {

/// Never changes: what a plan is held against, for any number of threads.
struct ConflictGround {
  rules::SubjectSnapshot subjects;  ///< That must keep away from something.
  rules::SubjectSnapshot zones;     ///< For which somebody answers.
};

/// Of the state that findings were derived from last with this memory.
std::shared_ptr<const ConflictGround> ground_of(FindingMemory& memory);
/// With a memory of its own: as costly as deriving the conflicts.
std::shared_ptr<const ConflictGround> ground_of(const State& state);

/// The conflicts that a notification would raise.
struct Foreseen {
  /// As the rules would find them, in the order of derive_findings, but without id and audience;
  /// the evidence is what is there already.
  std::vector<domain::Finding> findings;
  bool more = false;  ///< There are more than were asked for.
  /// Something that may not be seen is notified in the same cells of half a degree on the same
  /// days (UTC), or in those that a separation reaches. Whether it comes too close is not said:
  /// whoever asks often enough would learn where it is.
  bool unseen_nearby = false;
};

/// What would be found if `planned` were the next entry. Of what `reader` may not read nothing
/// reaches the answer but `unseen_nearby`. At most `most` findings.
/// REQUIRES: `ground` is of `state`, which holds what is hidden, too; planned.index is
/// state.size().
/// Cost: some microseconds, and those of each hit.
Foreseen foresee(const Said<domain::Notification>& planned, const State& state,
                 const ConflictGround& ground, const domain::Reader& reader, std::size_t most);

}  // namespace truceline::engine
