// SPDX-License-Identifier: Apache-2.0
#include "ledger/tile.hpp"

#include <algorithm>

#include "base/limits.hpp"
#include "ledger/decimal.hpp"

namespace truceline::ledger {
namespace {

constexpr std::uint32_t kMaxLevel = 63;
constexpr std::size_t kIndexGroups = 6;  // below 10^18; a tree of 2^63 entries has 2^55 tiles
constexpr std::uint64_t kIndexEnd = 1'000'000'000'000'000'000;
constexpr std::size_t kHashBytes = sizeof(base::Hash);

base::Error not_a_path() {
  return base::invalid("this is no tile's path",
                       "a path is tile/<level or \"entries\">/<index>[.p/<width>], such as "
                       "tile/0/x001/234 or tile/entries/000.p/7");
}

/// How many nodes of full subtrees a level of tiles has.
std::uint64_t nodes_at(std::uint32_t level, std::uint64_t size) {
  return level >= 8 ? 0 : size >> (8U * level);
}

std::string index_path(std::uint64_t index) {
  std::string path;
  for (bool last = true; last || index != 0; last = false, index /= 1000) {
    const std::string digits = std::to_string(1000 + index % 1000).substr(1);
    path = last ? digits : "x" + digits + "/" + path;
  }
  return path;
}

/// "x001/x234/067".
base::Result<std::uint64_t> parse_index(std::string_view path) {
  std::uint64_t index = 0;
  for (std::size_t groups = 1;; ++groups) {
    const std::size_t slash = path.find('/');
    const bool last = slash == std::string_view::npos;
    std::string_view digits = path.substr(0, slash);
    if (!last) {
      if (!digits.starts_with('x')) return not_a_path();
      digits.remove_prefix(1);
    }
    if (groups > kIndexGroups || digits.size() != 3) return not_a_path();
    for (const char c : digits) {
      if (c < '0' || c > '9') return not_a_path();
      index = index * 10 + static_cast<std::uint64_t>(c - '0');
    }
    if (last) return index;
    if (index == 0) return not_a_path();  // x000/001 would be a second name of 001
    path.remove_prefix(slash + 1);
  }
}

}  // namespace

std::string tile_path(const TileName& name) {
  INVARIANT(name.level <= kMaxLevel && name.index < kIndexEnd);
  INVARIANT(name.width >= 1 && name.width <= kTileWidth);
  INVARIANT(name.content == TileContent::hashes || name.level == 0);
  std::string path = "tile/";
  path += name.content == TileContent::entries ? "entries" : std::to_string(name.level);
  path += "/" + index_path(name.index);
  if (name.width != kTileWidth) path += ".p/" + std::to_string(name.width);
  return path;
}

base::Result<TileName> parse_tile_path(std::string_view path) {
  constexpr std::string_view kPrefix = "tile/";
  constexpr std::string_view kPartial = ".p/";
  TileName name;
  if (!path.starts_with(kPrefix)) return not_a_path();
  path.remove_prefix(kPrefix.size());
  const std::size_t slash = path.find('/');
  if (slash == std::string_view::npos) return not_a_path();
  if (const std::string_view level = path.substr(0, slash); level == "entries") {
    name.content = TileContent::entries;
  } else {
    TRY_ASSIGN(const std::uint64_t number, parse_decimal(level, "the tile's level"));
    if (number > kMaxLevel) return base::invalid("a tile's level is 0 to 63");
    name.level = static_cast<std::uint32_t>(number);
  }
  path.remove_prefix(slash + 1);
  if (const std::size_t partial = path.find(kPartial); partial != std::string_view::npos) {
    TRY_ASSIGN(name.width,
               parse_decimal(path.substr(partial + kPartial.size()), "the tile's width"));
    if (name.width == 0 || name.width >= kTileWidth)
      return base::invalid("a partial tile's width is 1 to 255");
    path = path.substr(0, partial);
  }
  TRY_ASSIGN(name.index, parse_index(path));
  return name;
}

std::uint64_t tile_width(std::uint32_t level, std::uint64_t index, base::TreeSize size) {
  const std::uint64_t nodes = nodes_at(level, size.value);
  if (index < nodes / kTileWidth) return kTileWidth;
  return index == nodes / kTileWidth ? nodes % kTileWidth : 0;
}

std::vector<TileName> new_tiles(base::TreeSize old_size, base::TreeSize new_size) {
  std::vector<TileName> tiles;
  for (std::uint32_t level = 0; nodes_at(level, new_size.value) > 0; ++level) {
    const std::uint64_t had = nodes_at(level, old_size.value);
    const std::uint64_t has = nodes_at(level, new_size.value);
    for (std::uint64_t index = had / kTileWidth; had < has && index * kTileWidth < has; ++index)
      tiles.push_back({TileContent::hashes, level, index, tile_width(level, index, new_size)});
  }
  return tiles;
}

base::Result<base::Bytes> tile_bytes(const Tree& tree, const TileName& name) {
  if (name.content != TileContent::hashes)
    return base::invalid("a bundle of entries is not made of hashes");
  if (name.width == 0 || name.width > tile_width(name.level, name.index, tree.size()))
    return base::Error{base::ErrorCode::not_found,
                       "the tree of " + std::to_string(tree.size().value) + " entries has no " +
                           "tile that wide at that place",
                       {},
                       {}};
  base::Bytes bytes;
  bytes.reserve(name.width * kHashBytes);
  for (std::uint64_t i = 0; i < name.width; ++i) {
    const base::Hash& hash = tree.node(8 * name.level, name.index * kTileWidth + i);
    bytes.insert(bytes.end(), hash.begin(), hash.end());
  }
  return bytes;
}

base::Result<std::vector<base::Hash>> tile_hashes(base::BytesView bytes) {
  const std::size_t width = bytes.size() / kHashBytes;
  if (bytes.size() % kHashBytes != 0 || width < 1 || width > kTileWidth)
    return base::invalid("a tile is 1 to 256 hashes of 32 bytes, this one has " +
                         std::to_string(bytes.size()) + " bytes");
  std::vector<base::Hash> hashes(width);
  for (std::size_t i = 0; i < width; ++i)
    std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(i * kHashBytes), kHashBytes,
                hashes[i].begin());
  return hashes;
}

}  // namespace truceline::ledger
