// SPDX-License-Identifier: Apache-2.0
#include "app/live_tiles.hpp"

#include "ledger/checkpoint.hpp"
#include "ledger/note.hpp"
#include "ledger/signed_head.hpp"

namespace truceline::app {

using base::Error;
using base::ErrorCode;
using base::Result;

Result<TileSource::Published> LiveTiles::published() const {
  TRY_ASSIGN(const ledger::Head head, reader_.head());
  const std::lock_guard lock(mutex_);
  if (head.checkpoint.empty() || head.checkpoint == published_.checkpoint) return published_;
  TRY_ASSIGN(const ledger::Note note, ledger::parse_note(head.checkpoint));
  TRY_ASSIGN(const ledger::Checkpoint checkpoint, ledger::parse_checkpoint(note.text));
  const auto root = reader_.root(checkpoint.size);
  if (!root) return published_;  // the follower is on its way there
  if (*root != checkpoint.root)
    return Error{ErrorCode::corrupt,
                 "the entries do not give the root that the log signed",
                 {},
                 "run truceline verify, and restore the ledger from a mirror or a backup"};
  if (checkpoint.size >= published_.size) published_ = {head.checkpoint, checkpoint.size};
  return published_;
}

Result<base::Bytes> LiveTiles::hashes(const ledger::TileName& name) const {
  return reader_.tile(name);
}

Result<void> LiveTiles::leaves(base::EntryIndex from, base::EntryIndex to,
                               const ledger::EntryVisitor& visit) const {
  return reader_.leaves(from, to, visit);
}

}  // namespace truceline::app
