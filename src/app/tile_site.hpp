// SPDX-License-Identifier: Apache-2.0
//
// A log as static files (C2SP tlog-tiles): its newest checkpoint, tiles of hashes and bundles of
// entries, for the host and for mirrors alike. It serves nothing that the published checkpoint
// does not cover, and no entry whose bytes do not hash to their leaf.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "app/http_message.hpp"
#include "base/bytes.hpp"
#include "base/result.hpp"
#include "ledger/mirror_store.hpp"
#include "ledger/tile.hpp"

namespace truceline::app {

/// Where the tiles come from. Any thread may call it.
class TileSource {
 public:
  virtual ~TileSource() = default;

  struct Published {
    std::string checkpoint;  ///< The signed note to show; empty before the first.
    base::TreeSize size;     ///< What is served: at least as much as the note covers.
  };
  virtual base::Result<Published> published() const = 0;

  /// The bytes of a tile of hashes. not_found beyond the tree.
  virtual base::Result<base::Bytes> hashes(const ledger::TileName& name) const = 0;
  /// Visits the leaves [from, to). not_found beyond the store.
  virtual base::Result<void> leaves(base::EntryIndex from, base::EntryIndex to,
                                    const ledger::EntryVisitor& visit) const = 0;
};

/// True for "checkpoint" and what begins with "tile/": a path without its first slash.
bool is_tile_path(std::string_view path);

/// Answers for `path`, whatever it is. Errors are answers too: 404 for a path that no log has or
/// that this one has not yet, 405 for what is not read, 500 for leaves that are not what was
/// hashed.
HttpAnswer tile_answer(const TileSource& source, std::string_view path,
                       const HttpQuestion& question);

/// The bundle of entries `name`, every leaf hashed again and compared with the tree. Errors:
/// not_found; corrupt.
base::Result<base::Bytes> checked_bundle(const TileSource& source, const ledger::TileName& name);

}  // namespace truceline::app
