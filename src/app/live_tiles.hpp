// SPDX-License-Identifier: Apache-2.0
//
// The log of a served mission as tiles: out of the tree that the mission's follower keeps in
// memory, as far as the log has signed. Leaf hashes are read from the store, so a tree that does
// not have the signed root is not served at all.
#pragma once

#include <mutex>

#include "app/store_reader.hpp"
#include "app/tile_site.hpp"

namespace truceline::app {

/// Any thread.
class LiveTiles final : public TileSource {
 public:
  /// REQUIRES: `reader` outlives this.
  explicit LiveTiles(const StoreReader& reader) : reader_(reader) {}

  /// The newest checkpoint that the log signed and the tree in memory has reached. Errors: those
  /// of the store; corrupt where the tree has another root than was signed.
  base::Result<Published> published() const override;
  base::Result<base::Bytes> hashes(const ledger::TileName& name) const override;
  base::Result<void> leaves(base::EntryIndex from, base::EntryIndex to,
                            const ledger::EntryVisitor& visit) const override;

 private:
  const StoreReader& reader_;
  mutable std::mutex mutex_;     // guards the rest
  mutable Published published_;  // the newest whose root was compared
};

}  // namespace truceline::app
