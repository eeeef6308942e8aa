// SPDX-License-Identifier: Apache-2.0
#include "ledger/note.hpp"

#include <algorithm>

#include "base/limits.hpp"

namespace truceline::ledger {
namespace {

constexpr std::string_view kDash = "\u2014 ";

base::Result<void> check_text(std::string_view text) {
  if (text.size() > base::limits::kNoteBytes)
    return base::Error{base::ErrorCode::too_large, "the note is over 64 KiB", {}, {}};
  if (!base::is_utf8(text)) return base::invalid("the note is not UTF-8");
  for (const char c : text)
    if (static_cast<unsigned char>(c) < 0x20 && c != '\n')
      return base::invalid("the note holds a control character");
  return {};
}

/// Reads "— <name> <base64>" without its line feed.
base::Result<NoteSignature> parse_line(std::string_view line) {
  if (!line.starts_with(kDash))
    return base::invalid("a signature line starts with an em dash and a space");
  line.remove_prefix(kDash.size());
  const std::size_t space = line.find(' ');
  if (space == std::string_view::npos) return base::invalid("a signature line has two parts");
  NoteSignature signature;
  signature.name = line.substr(0, space);
  if (!is_key_name(signature.name)) return base::invalid("a signature's name is not allowed");
  TRY_ASSIGN(const base::Bytes blob, base::from_base64(line.substr(space + 1)));
  const auto id_size = static_cast<std::ptrdiff_t>(signature.id.size());
  if (blob.size() <= signature.id.size())
    return base::invalid("a signature is shorter than its key id");
  std::copy_n(blob.begin(), id_size, signature.id.begin());
  signature.signature.assign(blob.begin() + id_size, blob.end());
  return signature;
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
  Note parsed;
  parsed.text = note.substr(0, blank + 1);
  std::string_view rest = note.substr(blank + 2);
  if (!rest.ends_with('\n'))
    return base::invalid("the note has no signature, or its last line does not end");
  while (!rest.empty()) {
    if (parsed.signatures.size() == base::limits::kNoteSignatures)
      return base::Error{base::ErrorCode::too_large, "the note has over 64 signatures", {}, {}};
    const std::size_t end = rest.find('\n');
    TRY_ASSIGN(NoteSignature line, parse_line(rest.substr(0, end)));
    parsed.signatures.push_back(std::move(line));
    rest.remove_prefix(end + 1);
  }
  return parsed;
}

base::Result<OpenedNote> open_note(std::string_view note, std::span<const VerifierKey> known) {
  TRY(check_unambiguous(known));
  TRY_ASSIGN(Note parsed, parse_note(note));
  OpenedNote opened{std::move(parsed.text), {}, {}};
  for (NoteSignature& line : parsed.signatures) {
    const auto key = std::find_if(known.begin(), known.end(),
                                  [&](const VerifierKey& k) { return same_key(line, k); });
    if (key == known.end() || key->type != kTypeEd25519) {
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

base::Result<std::string> sign_note(std::string_view text, const NoteSigner& signer) {
  TRY(check_text(text));
  if (!text.ends_with('\n')) return base::invalid("a note's text ends with a line feed");
  if (!is_key_name(signer.name)) return base::invalid("the signer's name is not allowed");
  const KeyId id = signer.verifier().id;
  const base::Signature signature = signer.key.sign(base::bytes_of(text));
  base::Bytes blob(id.begin(), id.end());
  blob.insert(blob.end(), signature.begin(), signature.end());
  std::string note(text);
  note += '\n';
  note += kDash;
  note += signer.name + " " + base::to_base64(blob) + "\n";
  if (note.size() > base::limits::kNoteBytes)
    return base::Error{base::ErrorCode::too_large, "the signed note is over 64 KiB", {}, {}};
  return note;
}

}  // namespace truceline::ledger
