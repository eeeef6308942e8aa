// SPDX-License-Identifier: Apache-2.0
#include "ledger/compare_checkpoints.hpp"

#include "ledger/merkle_hash.hpp"

namespace truceline::ledger {

using base::Result;

Result<std::optional<ForkEvidence>> compare_checkpoints(const SeenCheckpoint& one,
                                                        const SeenCheckpoint& other,
                                                        const VerifierKey& log,
                                                        const FetchTile& tiles) {
  const bool in_order = one.checkpoint.size <= other.checkpoint.size;
  const SeenCheckpoint& smaller = in_order ? one : other;
  const SeenCheckpoint& larger = in_order ? other : one;
  ForkEvidence evidence{log, smaller.note, larger.note, larger.checkpoint.root, {}};
  const base::TreeSize size = smaller.checkpoint.size;
  if (size.value == 0 && larger.checkpoint.size.value > 0) {
    evidence.first_root = empty_root();
  } else if (size < larger.checkpoint.size) {
    TRY_ASSIGN(TileReader reader,
               TileReader::open(larger.checkpoint.size, larger.checkpoint.root, tiles));
    TRY_ASSIGN(evidence.first_root, reader.root_at(size));
    if (evidence.first_root != smaller.checkpoint.root) {
      TRY_ASSIGN(evidence.proof, reader.consistency_proof(size));
    }
  }
  if (evidence.first_root == smaller.checkpoint.root) return std::optional<ForkEvidence>{};
  return std::optional(std::move(evidence));
}

}  // namespace truceline::ledger
