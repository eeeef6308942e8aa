// SPDX-License-Identifier: Apache-2.0
#include "app/mirrored_log.hpp"

#include <vector>

#include "ledger/checkpoint.hpp"
#include "ledger/merkle_hash.hpp"
#include "ledger/note.hpp"

namespace truceline::app {

using base::Error;
using base::ErrorCode;
using base::Result;

Result<void> MirroredLog::catch_up() {
  const std::lock_guard one_at_a_time(catching_up_);
  TRY_ASSIGN(const ledger::MirrorState state, store_.state(origin_));
  if (state.checkpoint.empty()) return {};
  TRY_ASSIGN(const ledger::Note note, ledger::parse_note(state.checkpoint));
  TRY_ASSIGN(const ledger::Checkpoint checkpoint, ledger::parse_checkpoint(note.text));
  std::vector<base::Hash> hashes;
  TRY(store_.scan(origin_, {tree_.size().value}, {checkpoint.size.value},
                  [&](base::EntryIndex, base::BytesView leaf) -> Result<void> {
                    hashes.push_back(ledger::leaf_hash(leaf));
                    return {};
                  }));
  const std::unique_lock lock(mutex_);
  for (const base::Hash& hash : hashes) tree_.append(hash);
  const auto root = tree_.root(checkpoint.size);
  if (!root || *root != checkpoint.root) {
    published_ = {};  // nothing of this is to be shown to anybody
    return Error{ErrorCode::corrupt, "the stored entries are not those of the cosigned checkpoint",
                 origin_, "make a new mirror, and keep this one's folder: it may be evidence"};
  }
  published_ = {state.checkpoint, checkpoint.size};
  return {};
}

Result<TileSource::Published> MirroredLog::published() const {
  const std::shared_lock lock(mutex_);
  return published_;
}

Result<base::Bytes> MirroredLog::hashes(const ledger::TileName& name) const {
  const std::shared_lock lock(mutex_);
  return ledger::tile_bytes(tree_, name);
}

Result<void> MirroredLog::leaves(base::EntryIndex from, base::EntryIndex to,
                                 const ledger::EntryVisitor& visit) const {
  return store_.scan(origin_, from, to, visit);
}

}  // namespace truceline::app
