// SPDX-License-Identifier: Apache-2.0
//
// Something that moves, as a scenario writes it, and what a server that is sent its positions
// would enter: they are judged, held against what has been said so far, and what they show becomes
// encounters.
#pragma once

#include "engine/state.hpp"
#include "scenario_statements.hpp"

namespace truceline::tests {

/// "positions convoy-12 vehicle of ngo along A B C passing 2020-05-01T12:00 2020-05-01T12:30 ...":
/// one each minute on the way from place to place. "beside hawk-7 aeroplane of south along ..."
/// behind it: what else moves at the same time.
base::Result<std::vector<domain::Encounter>> encounters_of(const std::vector<std::string>& words,
                                                           const Landmarks& landmarks,
                                                           const engine::State& state);

}  // namespace truceline::tests
