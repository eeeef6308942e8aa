// SPDX-License-Identifier: Apache-2.0
//
// Tiles (C2SP tlog-tiles): a tree as static files of up to 256 hashes, and entries in bundles of
// up to 256 (entry_bundle.hpp), so that any cache can serve a log and any reader can build any
// proof. A partial tile is only the right edge of one size, never hashed into the level above.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/strong.hpp"
#include "ledger/tree.hpp"

namespace truceline::ledger {

inline constexpr std::uint64_t kTileWidth = 256;

enum class TileContent { hashes, entries };

/// "tile/<level>/<index>[.p/<width>]" or "tile/entries/<index>[.p/<width>]".
struct TileName {
  TileContent content = TileContent::hashes;
  std::uint32_t level = 0;  ///< 0..63; 0 for entries.
  std::uint64_t index = 0;
  std::uint64_t width = kTileWidth;  ///< 1..256; 256 is a full tile.
  friend auto operator<=>(const TileName&, const TileName&) = default;
};

/// Without a leading slash: "tile/0/x001/x234/067.p/8". REQUIRES: a name in the bounds above.
std::string tile_path(const TileName& name);
/// One name has one spelling: no leading zeros beyond the groups of three, no empty group.
/// Errors: invalid_input.
base::Result<TileName> parse_tile_path(std::string_view path);

/// How wide the tile at (level, index) is in a tree of `size`: 0 where it has none, 256 if full.
std::uint64_t tile_width(std::uint32_t level, std::uint64_t index, base::TreeSize size);
/// Every tile of hashes that a tree of `new_size` has and one of `old_size` had not, or narrower:
/// levels upwards, indices upwards. Old size 0 gives all.
std::vector<TileName> new_tiles(base::TreeSize old_size, base::TreeSize new_size);

/// The bytes of a tile of hashes. A width below that of the tree's tile gives the narrower one of
/// an older size. Errors: not_found where the tree has no such tile or is narrower there;
/// invalid_input for a bundle of entries, which a tree does not hold.
base::Result<base::Bytes> tile_bytes(const Tree& tree, const TileName& name);
/// The hashes in a tile's bytes. Errors: invalid_input where they are not 1 to 256 hashes.
base::Result<std::vector<base::Hash>> tile_hashes(base::BytesView bytes);

}  // namespace truceline::ledger
