// SPDX-License-Identifier: Apache-2.0
//
// Entries of the ledger: what was signed, its body where it may be seen, and the proof that it
// stands in the tree.
#pragma once

#include "base/json_writer.hpp"
#include "views/naming.hpp"

namespace truceline::views {

/// {"index":..,"id":..,"kind":..,"party":..,"time_ms":..,"audience":{..},"summary":".."}.
/// Cost: one read of the store. Errors: those of the store; corrupt.
base::Result<void> write_short_entry(base::JsonWriter& out, base::EntryIndex index,
                                     const Naming& naming);

/// An index or the 64 hex digits of an entry id. Errors: not_found.
base::Result<base::EntryIndex> find_entry(const Snapshot& snapshot, const std::string& text);

}  // namespace truceline::views
