// SPDX-License-Identifier: Apache-2.0
//
// A bundle told in order and in words, in English and Arabic: what was said, by whom, when each
// recipient reached each rung of the ladder of proof, and what was late. Made of the entries in the
// bundle and of nothing else, so that whoever has the file makes the same of it. It says what is in
// the record, never what is true of the world, and that received is never approved.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "views/evidence_bundle.hpp"
#include "views/snapshot.hpp"

namespace truceline::views {

/// When others vouched for an entry, by their clocks, as the bundle's policy counts.
struct Vouched {
  std::optional<base::TimeMs> quorum;           ///< Enough witnesses had cosigned.
  std::map<std::string, base::TimeMs> mirrors;  ///< By party: its own mirror had cosigned.
};
using VouchedFor = std::map<base::EntryIndex, Vouched>;

/// Notes, rungs and moments, in this order. `known` is folded from the bundle's entries as its
/// reader knows them, at its size and its moment.
std::vector<Told> story_of(const EvidenceBundle& bundle, const Snapshot& known,
                           const VouchedFor& vouched, bool has_quorum);

/// The line for a finding. Its names are those that `known` knows.
Told told_of(const domain::Finding& finding, const Snapshot& known);

}  // namespace truceline::views
