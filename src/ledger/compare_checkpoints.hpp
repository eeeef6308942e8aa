// SPDX-License-Identifier: Apache-2.0
//
// Are two checkpoints of one log views of one history? Decided with the larger one's own tiles,
// which are worth no more than they hash to. What it refuses to do: call a log false because its
// tiles are missing.
#pragma once

#include <optional>
#include <string>

#include "base/result.hpp"
#include "ledger/checkpoint.hpp"
#include "ledger/fork_evidence.hpp"
#include "ledger/tile_reader.hpp"

namespace truceline::ledger {

/// A checkpoint that was opened, with the note it stands in.
struct SeenCheckpoint {
  std::string note;
  Checkpoint checkpoint;
};

/// Nothing where the smaller tree is the beginning of the larger one; else the evidence against
/// the log whose key `log` signed both. `tiles` are those of the larger tree; none are fetched
/// where the sizes are equal or one is 0. Errors, which say nothing about the log: those of
/// TileReader. REQUIRES: both were opened with `log`. Cost: at most 8 tiles for each hash of a
/// consistency proof, few in practice.
base::Result<std::optional<ForkEvidence>> compare_checkpoints(const SeenCheckpoint& one,
                                                              const SeenCheckpoint& other,
                                                              const VerifierKey& log,
                                                              const FetchTile& tiles);

}  // namespace truceline::ledger
