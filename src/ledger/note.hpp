// SPDX-License-Identifier: Apache-2.0
//
// C2SP signed notes: a text that people can read, a blank line, and signature lines under it.
// This is how the log signs its checkpoints and witnesses cosign them; statements use another
// envelope. What it refuses: a note in which any line by a known key fails, even if another line
// by a known key is good.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/ed25519.hpp"
#include "base/result.hpp"
#include "ledger/signature_line.hpp"
#include "ledger/vkey.hpp"

namespace truceline::ledger {

/// A note taken apart, nothing verified. `text` ends with a line feed.
struct Note {
  std::string text;
  std::vector<NoteSignature> signatures;
};

/// A note with at least one line by a known key, all of which are good.
struct OpenedNote {
  std::string text;
  std::vector<NoteSignature> verified;
  std::vector<NoteSignature> unknown;  ///< By keys that were not given: says nothing.
};

/// A name and the key it signs with.
struct NoteSigner {
  std::string name;
  base::SigningKey key;
  VerifierKey verifier() const { return ed25519_verifier(name, key.public_key()); }
};

/// Errors: invalid_input for a bad form, too_large above kNoteBytes or kNoteSignatures.
base::Result<Note> parse_note(std::string_view note);

/// Errors: forbidden where a line by a known key fails or no line is by a known key; conflict
/// where two known keys share name and id. A line given twice is kept once. What a witness
/// answers is checked so: Note{the checkpoint's text, parse_signature_lines(the answer)}.
base::Result<OpenedNote> verify_note(Note note, std::span<const VerifierKey> known);

/// parse_note, then verify_note.
base::Result<OpenedNote> open_note(std::string_view note, std::span<const VerifierKey> known);

/// `text` with one signature line. Errors: invalid_input where `text` does not end with a line
/// feed or holds control characters, or the signer's name is no key name; too_large.
base::Result<std::string> sign_note(std::string_view text, const NoteSigner& signer);

/// The text, the blank line and the lines, in their order. Errors: invalid_input and too_large as
/// parse_note has them, so that what is written can be read.
base::Result<std::string> format_note(const Note& note);

}  // namespace truceline::ledger
