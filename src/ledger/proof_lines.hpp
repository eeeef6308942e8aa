// SPDX-License-Identifier: Apache-2.0
//
// Proofs as text: one hash a line in base64. Receipts and add-checkpoint bodies hold such lines
// between their first lines and an empty line.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "ledger/proof.hpp"

namespace truceline::ledger {

std::string format_proof_lines(const Proof& proof);

/// Takes the next line, without its line feed, off the front of `text`. Errors: invalid_input
/// where no line feed is left.
base::Result<std::string_view> take_line(std::string_view& text);
/// Takes the lines of hashes up to and with the empty line off the front of `text`. Errors:
/// invalid_input for a line that is not 32 bytes in base64 or where there is no empty line;
/// too_large above kProofHashes.
base::Result<Proof> take_proof_lines(std::string_view& text);

}  // namespace truceline::ledger
