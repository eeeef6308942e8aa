// SPDX-License-Identifier: Apache-2.0
#include "ledger/signature_line.hpp"

#include <algorithm>

#include "base/limits.hpp"

namespace truceline::ledger {
namespace {

constexpr std::string_view kDash = "\u2014 ";

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

}  // namespace

std::string format_signature_line(const NoteSignature& line) {
  INVARIANT(is_key_name(line.name) && !line.signature.empty());
  base::Bytes blob(line.id.begin(), line.id.end());
  blob.insert(blob.end(), line.signature.begin(), line.signature.end());
  return std::string(kDash) + line.name + " " + base::to_base64(blob) + "\n";
}

base::Result<std::vector<NoteSignature>> parse_signature_lines(std::string_view text) {
  if (text.size() > base::limits::kNoteBytes)
    return base::Error{base::ErrorCode::too_large, "the signatures are over 64 KiB", {}, {}};
  if (!text.ends_with('\n'))
    return base::invalid("there is no signature, or the last line does not end");
  std::vector<NoteSignature> lines;
  while (!text.empty()) {
    if (lines.size() == base::limits::kNoteSignatures)
      return base::Error{base::ErrorCode::too_large, "there are over 64 signatures", {}, {}};
    const std::size_t end = text.find('\n');
    TRY_ASSIGN(NoteSignature line, parse_line(text.substr(0, end)));
    lines.push_back(std::move(line));
    text.remove_prefix(end + 1);
  }
  return lines;
}

}  // namespace truceline::ledger
