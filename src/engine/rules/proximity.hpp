// SPDX-License-Identifier: Apache-2.0
//
// proximity/*: the encounters in the ledger, each measured again. One that begins something is a
// finding; what ended it belongs to the same finding. Only the mission, and who sent the
// positions, is taken at its word for where they come from.
#pragma once

#include <span>

#include "engine/rules/encountered.hpp"

namespace truceline::engine::rules {

/// One finding for each encounter that begins something and is borne out.
Findings proximities(const Basis& basis);

/// The same of encounters that are no entries yet, or never will be, in order of time. The id of
/// a finding is made with the hash of each encounter in the place of an entry's; its evidence and
/// audience are those of what they are held against.
Findings proximities_of(std::span<const domain::Encounter> encounters, const State& state);

/// Of each by itself, in their order: its finding, as long as nothing ends it. Nothing for those
/// that end something, and those that are not borne out.
std::vector<std::optional<domain::Finding>> proximity_of_each(
    std::span<const domain::Encounter> encounters, const State& state);

}  // namespace truceline::engine::rules
