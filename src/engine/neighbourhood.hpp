// SPDX-License-Identifier: Apache-2.0
//
// What somebody who plans something there must have read: whatever others have notified near it,
// and the zones, that an arrangement asks anybody to keep away from. Its key changes when what is
// said there changes and never else: saying the same again keeps it.
#pragma once

#include <vector>

#include "domain/reader.hpp"
#include "engine/conflicts.hpp"

namespace truceline::engine {

/// Near is, whatever is asked for: so far, at any height, and so long before and after.
inline constexpr std::int64_t kNeighbourhoodM = 5'000;
inline constexpr std::int64_t kNeighbourhoodMs = base::kHourMs;

struct Neighbourhood {
  std::vector<base::EntryIndex> entries;  ///< What is there, each version that counts; ascending.
  base::Hash key{};                       ///< SHA-256 over who says it and what.
};

/// Of what `planned` would take up, as far as `reader` may read it, without what its own party
/// notified. REQUIRES: `ground` is of `state`. Cost: some microseconds, and those of each hit.
Neighbourhood neighbourhood(const Said<domain::Notification>& planned, const State& state,
                            const ConflictGround& ground, const domain::Reader& reader);

}  // namespace truceline::engine
