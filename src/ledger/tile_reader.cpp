// SPDX-License-Identifier: Apache-2.0
#include "ledger/tile_reader.hpp"

#include <bit>
#include <optional>
#include <span>

#include "base/limits.hpp"
#include "ledger/merkle_hash.hpp"
#include "ledger/proof_path.hpp"

namespace truceline::ledger {
namespace {

constexpr std::uint32_t kTileHeight = 8;

base::Error corrupt(const TileName& name, std::string reason) {
  return {base::ErrorCode::corrupt, std::move(reason), tile_path(name), {}};
}

base::Error beyond(base::TreeSize size) {
  return {base::ErrorCode::not_found,
          "that is beyond the tree of " + std::to_string(size.value) + " entries",
          {},
          {}};
}

/// The root over hashes that stand for equal, full subtrees. REQUIRES: a power of two of them.
base::Hash perfect_root(std::span<const base::Hash> hashes) {
  std::vector<base::Hash> level(hashes.begin(), hashes.end());
  for (std::size_t width = level.size(); width > 1; width /= 2)
    for (std::size_t i = 0; i < width / 2; ++i)
      level[i] = node_hash(level[2 * i], level[2 * i + 1]);
  return level[0];
}

/// Puts the subtrees of a partial tile, from the right, in front of what stands right of them.
base::Hash join_peaks(std::span<const base::Hash> hashes, std::optional<base::Hash> right) {
  while (!hashes.empty()) {
    const std::size_t lowest = hashes.size() & (~hashes.size() + 1);
    const base::Hash peak = perfect_root(hashes.last(lowest));
    right = right ? node_hash(peak, *right) : peak;
    hashes = hashes.first(hashes.size() - lowest);
  }
  return *right;
}

}  // namespace

TileReader::TileReader(base::TreeSize size, const base::Hash& root, FetchTile fetch)
    : size_(size), root_(root), fetch_(std::move(fetch)) {}

base::Result<TileReader> TileReader::open(base::TreeSize size, const base::Hash& root,
                                          FetchTile fetch) {
  if (size.value >> 63U != 0) return base::invalid("a tree has fewer than 2^63 entries");
  TileReader reader(size, root, std::move(fetch));
  TRY(reader.read_edge());
  return reader;
}

base::Result<TileReader::Hashes> TileReader::fetch(const Key& key) const {
  const auto [level, index] = key;
  const TileName name{TileContent::hashes, level, index, tile_width(level, index, size_)};
  const auto bytes = fetch_(name);
  if (!bytes) return bytes.error();
  auto hashes = tile_hashes(*bytes);
  if (!hashes) return corrupt(name, hashes.error().reason);
  if (hashes->size() < name.width)
    return corrupt(name, "the tile is narrower than the tree's size asks for");
  hashes->resize(name.width);
  return hashes;
}

base::Result<void> TileReader::read_edge() {
  std::optional<base::Hash> joined;
  for (std::uint32_t level = 0; level < kTileHeight && size_.value >> (kTileHeight * level) != 0;
       ++level) {
    const std::uint64_t nodes = size_.value >> (kTileHeight * level);
    if (nodes % kTileWidth == 0) continue;
    const Key key{level, nodes / kTileWidth};
    TRY_ASSIGN(Hashes hashes, fetch(key));
    joined = join_peaks(hashes, joined);
    edge_.emplace(key, std::move(hashes));
  }
  if (joined.value_or(empty_root()) == root_) return {};
  return base::Error{base::ErrorCode::corrupt,
                     "the tiles of the tree's right edge do not have the checkpoint's root",
                     {},
                     {}};
}

base::Result<const TileReader::Hashes*> TileReader::tile(const Key& key) {
  if (const auto found = edge_.find(key); found != edge_.end()) return &found->second;
  if (const auto found = checked_.find(key); found != checked_.end()) return &found->second;
  const auto [level, index] = key;
  // A full tile has a parent: at most 8 levels up one of these stands on the edge.
  TRY_ASSIGN(const Hashes* parent, tile({level + 1, index / kTileWidth}));
  const base::Hash wanted = parent->at(index % kTileWidth);
  TRY_ASSIGN(Hashes hashes, fetch(key));
  if (perfect_root(hashes) != wanted)
    return corrupt({TileContent::hashes, level, index, kTileWidth},
                   "the tile is not the one that the checkpoint covers");
  if (checked_.size() >= base::limits::kTileCache) checked_.clear();
  return &checked_.insert_or_assign(key, std::move(hashes)).first->second;
}

// REQUIRES: as Tree::range_root.
base::Result<base::Hash> TileReader::range_root(std::uint64_t begin, std::uint64_t end) {
  const std::uint64_t width = end - begin;
  if (width == 0) return empty_root();
  if (!std::has_single_bit(width)) {
    const std::uint64_t middle = begin + split_of(width);
    TRY_ASSIGN(const base::Hash left, range_root(begin, middle));
    TRY_ASSIGN(const base::Hash right, range_root(middle, end));
    return node_hash(left, right);
  }
  const auto height = static_cast<std::uint32_t>(std::countr_zero(width));
  const std::uint32_t level = height / kTileHeight;
  const std::uint64_t node = begin >> (kTileHeight * level);
  TRY_ASSIGN(const Hashes* hashes, tile({level, node / kTileWidth}));
  return perfect_root(
      std::span(*hashes).subspan(node % kTileWidth, std::size_t{1} << height % kTileHeight));
}

base::Result<std::vector<base::Hash>> TileReader::leaf_hashes(std::uint64_t tile_index) {
  if (tile_width(0, tile_index, size_) == 0) return beyond(size_);
  TRY_ASSIGN(const Hashes* hashes, tile({0, tile_index}));
  return *hashes;
}

base::Result<base::Hash> TileReader::root_at(base::TreeSize size) {
  if (size > size_) return beyond(size_);
  return range_root(0, size.value);
}

base::Result<Proof> TileReader::roots_of(const std::vector<LeafRange>& ranges) {
  Proof proof;
  for (const LeafRange& range : ranges) {
    TRY_ASSIGN(const base::Hash root, range_root(range.begin, range.end));
    proof.push_back(root);
  }
  return proof;
}

base::Result<Proof> TileReader::inclusion_proof(base::EntryIndex index) {
  if (index.value >= size_.value) return beyond(size_);
  return roots_of(inclusion_path(index.value, size_.value));
}

base::Result<Proof> TileReader::consistency_proof(base::TreeSize old_size) {
  if (old_size > size_) return beyond(size_);
  if (old_size.value == 0) return Proof{};
  return roots_of(subtree_path(0, old_size.value, size_.value));
}

}  // namespace truceline::ledger
