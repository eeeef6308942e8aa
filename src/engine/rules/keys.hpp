// SPDX-License-Identifier: Apache-2.0
//
// What happens to keys that everybody should know of. Both rest on public statements only.
#pragma once

#include "engine/rules/basis.hpp"

namespace truceline::engine::rules {

/// inconsistency/key-not-in-force: an entry is signed by a key that could not speak for its party
/// at that place in the ledger. What it says is left aside. Facts: party.
Findings keys_not_in_force(const Basis& basis);

/// change/root-replaced: the mission put another root key in the place of a party's. Whether the
/// party had lost it or was to be silenced, no record can say. Evidence: that entry, and the one
/// that enrolled the key before. Facts: party, reason.
Findings replaced_roots(const Basis& basis);

}  // namespace truceline::engine::rules
