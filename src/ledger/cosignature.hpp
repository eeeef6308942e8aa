// SPDX-License-Identifier: Apache-2.0
//
// Cosignatures (C2SP tlog-cosignature, type 0x04): a witness says that at this time this was the
// largest consistent tree it had seen of this log; a mirror adds that it holds all of it. The
// time is signed with the checkpoint's text, in seconds since 1970.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/ed25519.hpp"
#include "ledger/signature_line.hpp"
#include "ledger/vkey.hpp"

namespace truceline::ledger {

/// A name and the key it cosigns with. One key serves one cosigner: the message does not hold the
/// name, so a witness and a mirror of one operator need a key each.
struct Cosigner {
  std::string name;
  base::SigningKey key;
  VerifierKey verifier() const { return cosignature_verifier(name, key.public_key()); }
};

/// REQUIRES: `text` is a checkpoint's (its lines, each with its line feed) which the caller has
/// checked; is_key_name(cosigner.name); time_s < 2^63.
NoteSignature cosign(std::string_view text, const Cosigner& cosigner, std::uint64_t time_s);

/// The time inside a line by a key of type 0x04; nothing where it is not 72 bytes long or its
/// time is 2^63 or more. Says something only once the line was verified (open_note).
std::optional<std::uint64_t> cosigned_time_s(const NoteSignature& line);

/// True where `blob` (8 bytes of time, 64 of signature) is `key`'s cosignature on `text`.
/// REQUIRES: key.type is kTypeCosignature.
bool verifies_cosignature(const VerifierKey& key, std::string_view text, base::BytesView blob);

}  // namespace truceline::ledger
