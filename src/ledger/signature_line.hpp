// SPDX-License-Identifier: Apache-2.0
//
// The lines under a signed note, "— <name> <base64(id || signature)>": parts of a note, and also
// the whole answer of a witness or mirror. Nothing is verified here.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "ledger/vkey.hpp"

namespace truceline::ledger {

/// `signature` is 64 bytes for Ed25519, 8 bytes of time and 64 for a cosignature; other lengths
/// belong to keys we do not know and are kept.
struct NoteSignature {
  std::string name;
  KeyId id{};
  base::Bytes signature;
  friend bool operator==(const NoteSignature&, const NoteSignature&) = default;
};

/// One line, with its line feed. REQUIRES: is_key_name(line.name), a signature that is not empty.
std::string format_signature_line(const NoteSignature& line);

/// Reads 1 to kNoteSignatures lines, each with its line feed. Errors: invalid_input; too_large.
base::Result<std::vector<NoteSignature>> parse_signature_lines(std::string_view text);

}  // namespace truceline::ledger
