// SPDX-License-Identifier: Apache-2.0
//
// The body of `POST /add-checkpoint` (C2SP tlog-witness): what a log sends a witness or mirror,
// and the size line with which it is told that it spoke of another size. Form only: whether the
// note is signed and the proof is true is for the witness.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/strong.hpp"
#include "ledger/proof.hpp"

namespace truceline::ledger {

struct AddCheckpoint {
  base::TreeSize old_size;
  Proof proof;             ///< From old_size to the checkpoint; empty where old_size is 0.
  std::string checkpoint;  ///< The signed note, byte for byte.
  friend bool operator==(const AddCheckpoint&, const AddCheckpoint&) = default;
};

/// REQUIRES: at most 63 hashes; old_size < 2^63.
std::string format_add_checkpoint(const AddCheckpoint& request);
/// Takes the body apart; the checkpoint is a note by its form. Errors: invalid_input, too_large.
base::Result<AddCheckpoint> parse_add_checkpoint(std::string_view body);

/// The body of a 409: the size last cosigned, as kSizeType.
std::string format_size_line(base::TreeSize size);
base::Result<base::TreeSize> parse_size_line(std::string_view body);

}  // namespace truceline::ledger
