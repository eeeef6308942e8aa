// SPDX-License-Identifier: Apache-2.0
//
// One log as a mirror serves it again: tiles from a tree in memory, whose leaves were hashed from
// the stored bytes, up to the checkpoint the mirror cosigned. A tree that has another root than
// that checkpoint is never served.
#pragma once

#include <shared_mutex>
#include <string>

#include "app/sqlite_mirror_store.hpp"
#include "app/tile_site.hpp"
#include "ledger/tree.hpp"

namespace truceline::app {

/// Any thread.
class MirroredLog final : public TileSource {
 public:
  /// REQUIRES: `store` outlives this.
  MirroredLog(std::string origin, SqliteMirrorStore& store)
      : origin_(std::move(origin)), store_(store) {}

  /// Takes in what the mirror has cosigned since: about a second for a million entries. Errors:
  /// those of the store; corrupt where the entries are not those of the checkpoint.
  base::Result<void> catch_up();

  base::Result<Published> published() const override;
  base::Result<base::Bytes> hashes(const ledger::TileName& name) const override;
  base::Result<void> leaves(base::EntryIndex from, base::EntryIndex to,
                            const ledger::EntryVisitor& visit) const override;

  const std::string& origin() const { return origin_; }

 private:
  std::string origin_;
  SqliteMirrorStore& store_;
  std::mutex catching_up_;           // held by who appends to the tree
  mutable std::shared_mutex mutex_;  // guards the rest
  ledger::Tree tree_;
  Published published_;
};

}  // namespace truceline::app
