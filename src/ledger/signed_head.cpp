// SPDX-License-Identifier: Apache-2.0
#include "ledger/signed_head.hpp"

namespace truceline::ledger {
namespace {

base::Error corrupt(std::string reason) {
  return {base::ErrorCode::corrupt, std::move(reason), "the ledger's head",
          "stop writing and run truceline verify"};
}

/// Empty bytes are the empty tree: nothing was stored yet.
base::Result<Frontier> frontier_of(const base::Bytes& bytes) {
  if (bytes.empty()) return Frontier();
  auto frontier = Frontier::from_bytes(bytes);
  if (!frontier) return corrupt(frontier.error().reason);
  return frontier;
}

}  // namespace

base::Result<SignedHead> read_head(const Head& head, const VerifierKey& log) {
  SignedHead read;
  TRY_ASSIGN(read.stored, frontier_of(head.frontier));
  TRY_ASSIGN(read.signed_part, frontier_of(head.signed_frontier));
  if (read.stored.size() != head.size) return corrupt("the stored frontier is of another size");
  if (head.size < read.signed_part.size())
    return corrupt("the log has signed more entries than are stored");
  if (head.checkpoint.empty()) {
    if (read.signed_part.size().value != 0) return corrupt("the newest checkpoint is missing");
    return read;
  }
  TRY_ASSIGN(const Checkpoint checkpoint, open_checkpoint(head.checkpoint, log.name, {&log, 1}));
  if (checkpoint.size != read.signed_part.size() || checkpoint.root != read.signed_part.root())
    return corrupt("the newest checkpoint signs another tree than the stored one");
  if (checkpoint.size == head.size && read.stored != read.signed_part)
    return corrupt("the stored frontier is not the one that was signed");
  read.checkpoint = head.checkpoint;
  return read;
}

base::TreeSize signed_size(const Head& head) {
  const auto frontier = Frontier::from_bytes(head.signed_frontier);
  return frontier ? frontier->size() : base::TreeSize{};
}

}  // namespace truceline::ledger
