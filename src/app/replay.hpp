// SPDX-License-Identifier: Apache-2.0
//
// From stored bytes to state: read, decode, fold. Decoding runs beside the fold on other cores;
// the fold is in order, always.
#pragma once

#include "domain/statement.hpp"
#include "engine/author_register.hpp"
#include "engine/state.hpp"
#include "ledger/store.hpp"

namespace truceline::app {

/// Takes one stored entry apart: envelope, header, and the body where it is still there. Does
/// not check the signature (verify.hpp does). corrupt where the bytes are no statement.
base::Result<domain::Statement> decode_entry(base::EntryIndex index,
                                             const ledger::RecordView& record);

/// What the entries add up to.
struct Replayed {
  engine::State state;
  engine::AuthorRegister authors;
};

/// Folds the entries [state.size(), upto) of `store` into `replayed`.
/// Errors: those of the store; corrupt, naming the entry.
base::Result<void> replay(ledger::Store& store, base::TreeSize upto, Replayed& replayed);

}  // namespace truceline::app
