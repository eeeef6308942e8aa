// SPDX-License-Identifier: Apache-2.0
//
// Two checkpoints that one log signed and that cannot both be true, in a file that anybody can
// check without the log, its host or a network. What it refuses: two checkpoints that may well be
// consistent, and a key that did not sign both.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "ledger/checkpoint.hpp"
#include "ledger/proof.hpp"

namespace truceline::ledger {

/// Where the sizes differ, `proof` shows what root the larger tree has over its first entries, as
/// many as the smaller one counts: `first_root`, which is not what the log signed for them.
struct ForkEvidence {
  VerifierKey log;          ///< The key that signed both.
  std::string smaller;      ///< The signed note of the smaller tree, or of the first of equal ones.
  std::string larger;       ///< That of the larger.
  base::Hash first_root{};  ///< Of the larger tree's first entries; at equal sizes its own root.
  Proof proof;              ///< Of consistency, from first_root to the larger root.
};

/// What a piece of evidence has been shown to prove.
struct ProvedFork {
  Checkpoint smaller;
  Checkpoint larger;
};

/// Checks both signatures and that the two contradict each other. Errors: those of
/// open_checkpoint; invalid_input where they do not contradict each other, or it is not shown.
base::Result<ProvedFork> verify_fork(const ForkEvidence& evidence);

/// A text: see docs/spec/ledger.md. Notes lose nothing but signature lines that are not the log's.
std::string format_fork(const ForkEvidence& evidence);
/// Takes the text apart; verifies nothing. Errors: invalid_input, too_large.
base::Result<ForkEvidence> parse_fork(std::string_view text);

}  // namespace truceline::ledger
