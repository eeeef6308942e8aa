// SPDX-License-Identifier: Apache-2.0
//
// What a party hears of conflicts with things that it may not read: that its own comes too close to
// something, and, where the hidden one's profile allows it, in which cell of half a degree and on
// which day. Not what it is, whose, how close, nor how many there are.
#pragma once

#include <span>
#include <vector>

#include "domain/reader.hpp"
#include "engine/findings.hpp"

namespace truceline::engine {

/// One finding, conflict/hidden, for each notification that `reader` may read and must act for (its
/// own; the mission any), and each arrangement it may read, of which some conflict among
/// `findings` is with a notification that it may not read and that nothing is agreed about. In the
/// order of stands_before. REQUIRES: `findings` are of `whole`, which holds what is hidden.
std::vector<domain::Finding> hidden_conflicts(std::span<const domain::Finding* const> findings,
                                              const State& whole, const domain::Reader& reader);

}  // namespace truceline::engine
