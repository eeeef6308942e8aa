// SPDX-License-Identifier: Apache-2.0
//
// What views ask of the ledger while the ledger grows: single entries from the store, proofs from
// a tree in memory.
#pragma once

#include <functional>
#include <shared_mutex>

#include "app/sqlite_store.hpp"
#include "engine/state.hpp"
#include "ledger/mirror_store.hpp"
#include "ledger/signed_head.hpp"
#include "ledger/tile.hpp"
#include "ledger/tree.hpp"
#include "views/snapshot.hpp"

namespace truceline::app {

/// May be called from any thread.
class StoreReader final : public views::LedgerReader {
 public:
  /// REQUIRES: `store` outlives this.
  explicit StoreReader(SqliteStore& store) : store_(store) {}

  /// corrupt where it reads back otherwise than when it was taken in; the body is held against
  /// its commitment each time.
  base::Result<ledger::Record> read(base::EntryIndex index) const override;
  /// not_found beyond what was taken in.
  base::Result<ledger::Proof> inclusion_proof(base::EntryIndex index,
                                              base::TreeSize size) const override;

  // For readers who take the log as tiles (live_tiles.hpp).

  /// Where the store stands, read now.
  base::Result<ledger::Head> head() const;
  /// Of the first `size` entries. not_found beyond what was taken in.
  base::Result<base::Hash> root(base::TreeSize size) const;
  base::Result<base::Bytes> tile(const ledger::TileName& name) const;
  /// The leaves [from, to) as they are in the store.
  base::Result<void> leaves(base::EntryIndex from, base::EntryIndex to,
                            const ledger::EntryVisitor& visit) const;

  /// Takes the ids (which are the leaf hashes) of the entries not seen yet into the tree.
  void take_in(const engine::State& state);
  /// The same from the store, where the tree is smaller than `size`: whoever publishes need not
  /// wait for the fold.
  base::Result<void> take_in(base::TreeSize size);
  /// Calls `use` with the tree, which does not change meanwhile. Be quick.
  void with_tree(const std::function<void(const ledger::Tree&)>& use) const;

  /// corrupt where what was taken in is not what the log signed, of which it must be a part.
  base::Result<void> check(const ledger::SignedHead& head) const;
  /// corrupt where this is not the entry that was taken in.
  base::Result<void> check(const domain::Statement& statement) const;

 private:
  SqliteStore& store_;
  mutable std::shared_mutex mutex_;  // guards tree_
  ledger::Tree tree_;
};

}  // namespace truceline::app
