// SPDX-License-Identifier: Apache-2.0
//
// Whether somebody is there to be called, and answers.
#pragma once

#include "engine/rules/basis.hpp"

namespace truceline::engine::rules {

/// gap/cover: by the rosters, at some time before long nobody of a party is on duty whom the
/// arrangement asks for. overdue/shift: so it is now. One for each rule of cover and party; `when`
/// is the first such time within what the rule looks ahead. Facts: party_a, rank, languages (by
/// comma), further. Evidence: the arrangement, the party's rosters. The rule's number and the party
/// stand as provision: "cover-1 turkey".
Findings shifts_not_covered(const Basis& basis);

/// overdue/call: a call was not answered within the time of an arrangement, or was said not to have
/// been, and was tried no more and not ended.
/// Facts: call, called, caller, officer, channel, emergency = "yes", minutes, tries.
/// Evidence: the steps of the call, and the arrangement.
Findings calls_not_answered(const Basis& basis);

}  // namespace truceline::engine::rules
