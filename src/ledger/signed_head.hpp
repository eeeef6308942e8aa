// SPDX-License-Identifier: Apache-2.0
//
// A store's head, read and held against itself: frontier and size, checkpoint and the frontier it
// covers, the log's signature. What it cannot tell is whether the entries are those of the
// frontier; for that they must be hashed again (checkpoint_signer.hpp, app/replay.hpp).
#pragma once

#include <optional>
#include <string_view>

#include "ledger/checkpoint.hpp"
#include "ledger/frontier.hpp"
#include "ledger/store.hpp"

namespace truceline::ledger {

/// A head whose parts agree with each other.
struct SignedHead {
  Frontier stored;         ///< Of all entries: unsigned beyond `signed_part`.
  Frontier signed_part;    ///< Of what the checkpoint covers; its root is the signed one.
  std::string checkpoint;  ///< Empty before the first signature.
};

/// Errors: corrupt where the parts contradict each other; forbidden where the checkpoint is by
/// another log or key. One signature check, where there is a checkpoint.
base::Result<SignedHead> read_head(const Head& head, const VerifierKey& log);

/// How many entries the head's checkpoint covers, as stored beside it; 0 before the first.
base::TreeSize signed_size(const Head& head);

}  // namespace truceline::ledger
