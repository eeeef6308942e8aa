// SPDX-License-Identifier: Apache-2.0
//
// Reads a tree out of tiles that nobody vouches for: each tile is hashed and compared, up to the
// root of a checkpoint the caller has opened, before a hash of it is used. So proofs and leaf
// hashes from here are as good as the checkpoint. A tile that does not fit is an error, never a
// guess.
#pragma once

#include <functional>
#include <map>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/strong.hpp"
#include "ledger/proof.hpp"
#include "ledger/proof_path.hpp"
#include "ledger/tile.hpp"

namespace truceline::ledger {

/// Gets the bytes of a tile. May answer a wider tile than asked for, where a host no longer keeps
/// the partial one: it is cut.
using FetchTile = std::function<base::Result<base::Bytes>(const TileName&)>;

class TileReader {
 public:
  /// Fetches the right edge (at most 8 tiles) and compares it with `root`. Errors: those of
  /// `fetch`; corrupt where the tiles have another root.
  static base::Result<TileReader> open(base::TreeSize size, const base::Hash& root,
                                       FetchTile fetch);

  base::TreeSize size() const { return size_; }
  const base::Hash& root() const { return root_; }

  // Each fetches at most 8 tiles for each hash it needs, fewer as they repeat. Errors common to
  // all: those of `fetch`; corrupt where a tile is not what its parent says; not_found beyond the
  // tree.

  /// The leaf hashes of entries 256 * index onwards, as many as the tree has there (1 to 256): what
  /// an entry bundle must hash to.
  base::Result<std::vector<base::Hash>> leaf_hashes(std::uint64_t tile_index);
  /// The root over the first `size` entries.
  base::Result<base::Hash> root_at(base::TreeSize size);
  base::Result<Proof> inclusion_proof(base::EntryIndex index);
  /// From `old_size` to this tree.
  base::Result<Proof> consistency_proof(base::TreeSize old_size);

 private:
  using Key = std::pair<std::uint32_t, std::uint64_t>;  // level, index
  using Hashes = std::vector<base::Hash>;

  TileReader(base::TreeSize size, const base::Hash& root, FetchTile fetch);
  base::Result<Hashes> fetch(const Key& key) const;
  base::Result<void> read_edge();
  base::Result<const Hashes*> tile(const Key& key);
  base::Result<base::Hash> range_root(std::uint64_t begin, std::uint64_t end);
  base::Result<Proof> roots_of(const std::vector<LeafRange>& ranges);

  base::TreeSize size_;
  base::Hash root_;
  FetchTile fetch_;
  std::map<Key, Hashes> edge_;     // the partial tiles, checked against root_
  std::map<Key, Hashes> checked_;  // full tiles, each checked against its parent
};

}  // namespace truceline::ledger
