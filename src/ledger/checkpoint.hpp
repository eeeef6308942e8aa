// SPDX-License-Identifier: Apache-2.0
//
// A checkpoint (C2SP tlog-checkpoint): "this log, at this size, has this root", as a signed note.
// We write no extension lines, but keep those of others: a signature covers them.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/strong.hpp"
#include "ledger/note.hpp"

namespace truceline::ledger {

struct Checkpoint {
  std::string origin;  ///< The log's name, a URL without its scheme; also the name of its key.
  base::TreeSize size;
  base::Hash root{};
  std::vector<std::string> extensions;  ///< Lines of others, opaque. Empty in what we write.
  friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

/// SHA-256 of the origin in hex: a log's folder at a witness ("/<origin hash>/checkpoint").
std::string origin_hash(std::string_view origin);

/// The three lines (and extensions) that are signed.
std::string format_checkpoint(const Checkpoint& checkpoint);
/// Strict: size without leading zeros and below 2^63, a root of 32 bytes, no empty line.
base::Result<Checkpoint> parse_checkpoint(std::string_view text);

/// The signed note. Errors: invalid_input where signer.name is not checkpoint.origin.
base::Result<std::string> sign_checkpoint(const Checkpoint& checkpoint, const NoteSigner& signer);
/// Verifies and reads. Errors: those of open_note and parse_checkpoint; forbidden where the
/// origin is not `origin`, or no good line is by a key of that name (a witness alone is no log).
base::Result<Checkpoint> open_checkpoint(std::string_view note, std::string_view origin,
                                         std::span<const VerifierKey> known);

}  // namespace truceline::ledger
