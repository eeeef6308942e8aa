// SPDX-License-Identifier: Apache-2.0
//
// What views ask of the ledger while the ledger grows: single entries from the store, proofs from
// a tree in memory.
#pragma once

#include <shared_mutex>

#include "app/sqlite_store.hpp"
#include "engine/state.hpp"
#include "ledger/tree.hpp"
#include "views/snapshot.hpp"

namespace truceline::app {

/// May be called from any thread.
class StoreReader final : public views::LedgerReader {
 public:
  /// REQUIRES: `store` outlives this.
  explicit StoreReader(SqliteStore& store) : store_(store) {}

  base::Result<ledger::Record> read(base::EntryIndex index) const override;
  /// not_found beyond what was taken in.
  base::Result<ledger::Proof> inclusion_proof(base::EntryIndex index,
                                              base::TreeSize size) const override;

  /// Takes the ids (which are the leaf hashes) of the entries not seen yet into the tree.
  void take_in(const engine::State& state);

 private:
  SqliteStore& store_;
  mutable std::shared_mutex mutex_;  // guards tree_
  ledger::Tree tree_;
};

}  // namespace truceline::app
