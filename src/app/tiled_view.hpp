// SPDX-License-Identifier: Apache-2.0
//
// A log as tlog-tiles serves it: a checkpoint, tiles of hashes, bundles of entries; in a folder or
// behind a web address. Bodies are no part of that: see public_bodies.hpp.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "app/log_view.hpp"
#include "ledger/tile_reader.hpp"

namespace truceline::app {

/// Reads one file of a tiled log: "checkpoint", "tile/0/000.p/5". Errors: not_found.
using ReadLogFile = std::function<base::Result<std::string>(const std::string& path)>;

/// The sealed bytes of an entry, empty where they are not shown. Asked in rising order, mostly.
using ReadSealed = std::function<base::Result<base::Bytes>(base::EntryIndex index)>;

/// Which entry erased a body, as the keeper says; asked when the entries have been read.
using SaidErased = std::function<std::optional<base::EntryIndex>(base::EntryIndex index)>;

/// The files of the log in `folder`.
ReadLogFile files_of_folder(std::filesystem::path folder);

/// The tiles of hashes among `files`, for whoever needs a proof.
ledger::FetchTile tiles_of(ReadLogFile files);

class TiledView final : public LogView {
 public:
  /// `sealed` null: bodies are not shown at all.
  explicit TiledView(ReadLogFile files, ReadSealed sealed = nullptr, SaidErased erased = nullptr)
      : files_(std::move(files)), sealed_(std::move(sealed)), erased_(std::move(erased)) {}

  BodiesShown bodies() const override {
    return sealed_ ? BodiesShown::public_only : BodiesShown::none;
  }
  /// Read once: what follows is about this checkpoint, however the log grows meanwhile.
  base::Result<std::string> checkpoint() override;
  base::Result<base::TreeSize> size(base::TreeSize covered) override;
  base::Result<void> scan(base::EntryIndex from, base::EntryIndex to,
                          const ledger::RecordVisitor& visit) override;
  std::optional<base::EntryIndex> said_erased(base::EntryIndex index) override {
    return erased_ ? erased_(index) : std::nullopt;
  }
  bool has_tiles() const override { return true; }
  base::Result<base::Bytes> tile(const ledger::TileName& name) override;

 private:
  base::Result<const base::Bytes*> bundle(std::uint64_t index);

  ReadLogFile files_;
  ReadSealed sealed_;
  SaidErased erased_;
  std::optional<std::string> checkpoint_;
  base::TreeSize size_;
  std::map<std::uint64_t, base::Bytes> bundles_;  // the newest few
};

}  // namespace truceline::app
