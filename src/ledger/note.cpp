// SPDX-License-Identifier: Apache-2.0
#include "ledger/note.hpp"

#include <algorithm>

#include "base/limits.hpp"
#include "ledger/cosignature.hpp"

namespace truceline::ledger {
namespace {

base::Result<void> check_text(std::string_view text) {
  if (text.size() > base::limits::kNoteBytes)
    return base::Error{base::ErrorCode::too_large, "the note is over 64 KiB", {}, {}};
  if (!base::is_utf8(text)) return base::invalid("the note is not UTF-8");
  for (const char c : text)
    if (static_cast<unsigned char>(c) < 0x20 && c != '\n')
      return base::invalid("the note holds a control character");
  return {};
}

bool same_key(const NoteSignature& line, const VerifierKey& key) {
  return line.name == key.name && line.id == key.id;
}

base::Result<void> check_unambiguous(std::span<const VerifierKey> known) {
  for (std::size_t i = 0; i < known.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (known[i].name == known[j].name && known[i].id == known[j].id && known[i] != known[j])
        return base::Error{base::ErrorCode::conflict,
                           "two known keys share the name " + known[i].name + " and their id",
                           {},
                           "remove one of them"};
  return {};
}

bool verifies(const VerifierKey& key, std::string_view text, base::BytesView blob) {
  if (key.type == kTypeCosignature) return verifies_cosignature(key, text, blob);
  base::PublicKey point{};
  base::Signature signature{};
  if (key.key.size() != point.size() || blob.size() != signature.size()) return false;
  std::copy(key.key.begin(), key.key.end(), point.begin());
  std::copy(blob.begin(), blob.end(), signature.begin());
  return base::verify(point, base::bytes_of(text), signature);
}

base::Error forbidden(std::string reason) {
  return {base::ErrorCode::forbidden, std::move(reason), {}, {}};
}

}  // namespace

base::Result<Note> parse_note(std::string_view note) {
  TRY(check_text(note));
  const std::size_t blank = note.rfind("\n\n");
  if (blank == std::string_view::npos)
    return base::invalid("the note has no blank line before its signatures");
  TRY_ASSIGN(std::vector<NoteSignature> lines, parse_signature_lines(note.substr(blank + 2)));
  return Note{std::string(note.substr(0, blank + 1)), std::move(lines)};
}

base::Result<OpenedNote> verify_note(Note note, std::span<const VerifierKey> known) {
  TRY(check_unambiguous(known));
  OpenedNote opened{std::move(note.text), {}, {}};
  for (NoteSignature& line : note.signatures) {
    const auto key = std::find_if(known.begin(), known.end(),
                                  [&](const VerifierKey& k) { return same_key(line, k); });
    if (key == known.end() || !is_verified_type(key->type)) {
      opened.unknown.push_back(std::move(line));
      continue;
    }
    if (!verifies(*key, opened.text, line.signature))
      return forbidden("the signature of " + line.name + " on the note is not valid");
    // A line given twice is one signature: a quorum counts keys.
    if (std::find(opened.verified.begin(), opened.verified.end(), line) == opened.verified.end())
      opened.verified.push_back(std::move(line));
  }
  if (opened.verified.empty()) return forbidden("no signature on the note is by a known key");
  return opened;
}

base::Result<OpenedNote> open_note(std::string_view note, std::span<const VerifierKey> known) {
  TRY_ASSIGN(Note parsed, parse_note(note));
  return verify_note(std::move(parsed), known);
}

base::Result<std::string> sign_note(std::string_view text, const NoteSigner& signer) {
  if (!is_key_name(signer.name)) return base::invalid("the signer's name is not allowed");
  const base::Signature signature = signer.key.sign(base::bytes_of(text));
  return format_note(
      {std::string(text),
       {{signer.name, signer.verifier().id, base::Bytes(signature.begin(), signature.end())}}});
}

base::Result<std::string> format_note(const Note& note) {
  TRY(check_text(note.text));
  if (!note.text.ends_with('\n')) return base::invalid("a note's text ends with a line feed");
  if (note.signatures.empty()) return base::invalid("a note has at least one signature");
  if (note.signatures.size() > base::limits::kNoteSignatures)
    return base::Error{base::ErrorCode::too_large, "the note has over 64 signatures", {}, {}};
  std::string text = note.text + "\n";
  for (const NoteSignature& line : note.signatures) text += format_signature_line(line);
  if (text.size() > base::limits::kNoteBytes)
    return base::Error{base::ErrorCode::too_large, "the signed note is over 64 KiB", {}, {}};
  return text;
}

}  // namespace truceline::ledger
