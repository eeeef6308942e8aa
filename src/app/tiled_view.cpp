// SPDX-License-Identifier: Apache-2.0
#include "app/tiled_view.hpp"

#include <algorithm>

#include "app/files.hpp"
#include "base/limits.hpp"
#include "ledger/entry_bundle.hpp"
#include "ledger/merkle_hash.hpp"

namespace truceline::app {

using base::Bytes;
using base::EntryIndex;
using base::ErrorCode;
using base::Result;
using ledger::kTileWidth;
using ledger::TileContent;
using ledger::TileName;

namespace {

constexpr std::size_t kBundlesKept = 8;  // several threads read a little apart

/// A host may drop a partial tile once the full one exists: then that is asked for.
Result<std::string> read_tile(const ReadLogFile& files, TileName name) {
  auto read = files(ledger::tile_path(name));
  if (read || read.error().code != ErrorCode::not_found || name.width == kTileWidth) return read;
  name.width = kTileWidth;
  auto full = files(ledger::tile_path(name));
  return full ? full : read;
}

}  // namespace

ReadLogFile files_of_folder(std::filesystem::path folder) {
  return [folder = std::move(folder)](const std::string& path) {
    return read_file(folder / path, base::limits::kBundleBytes);
  };
}

ledger::FetchTile tiles_of(ReadLogFile files) {
  return [files = std::move(files)](const TileName& name) -> Result<Bytes> {
    TRY_ASSIGN(const std::string text, read_tile(files, name));
    return Bytes(text.begin(), text.end());
  };
}

Result<std::string> TiledView::checkpoint() {
  if (!checkpoint_) {
    TRY_ASSIGN(checkpoint_, files_("checkpoint"));
  }
  return *checkpoint_;
}

Result<base::TreeSize> TiledView::size(base::TreeSize covered) {
  size_ = covered;
  bundles_.clear();
  return covered;
}

Result<const Bytes*> TiledView::bundle(std::uint64_t index) {
  if (const auto held = bundles_.find(index); held != bundles_.end()) return &held->second;
  const std::uint64_t width = ledger::tile_width(0, index, size_);
  TRY_ASSIGN(const std::string text, read_tile(files_, {TileContent::entries, 0, index, width}));
  if (bundles_.size() >= kBundlesKept) bundles_.erase(bundles_.begin());
  Bytes& bytes = bundles_[index];
  bytes.assign(text.begin(), text.end());
  return &bytes;
}

Result<void> TiledView::scan(EntryIndex from, EntryIndex to, const ledger::RecordVisitor& visit) {
  for (EntryIndex index = from; index < to;) {
    const std::uint64_t number = index.value / kTileWidth;
    TRY_ASSIGN(const Bytes* const bytes, bundle(number));
    const auto entries = ledger::parse_bundle(*bytes);
    const std::string place =
        ledger::tile_path({TileContent::entries, 0, number, ledger::tile_width(0, number, size_)});
    if (!entries) return base::Error{ErrorCode::corrupt, entries.error().reason, place, {}};
    const std::uint64_t begin = number * kTileWidth;
    const EntryIndex end{std::min(to.value, begin + kTileWidth)};
    if (begin + entries->size() < end.value)
      return base::Error{ErrorCode::corrupt, "the bundle holds too few entries", place, {}};
    for (; index < end; ++index.value) {
      const base::BytesView leaf = (*entries)[index.value - begin];
      Bytes sealed;
      if (sealed_) {
        TRY_ASSIGN(sealed, sealed_(index));
      }
      TRY(visit(index, {ledger::leaf_hash(leaf), leaf, sealed}));
    }
  }
  return {};
}

Result<Bytes> TiledView::tile(const TileName& name) {
  return tiles_of(files_)(name);
}

}  // namespace truceline::app
