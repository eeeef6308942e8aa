// SPDX-License-Identifier: Apache-2.0
#include "ledger/checkpoint.hpp"

#include <algorithm>

#include "base/sha256.hpp"
#include "ledger/decimal.hpp"

namespace truceline::ledger {
namespace {

base::Result<base::Hash> parse_root(std::string_view text) {
  TRY_ASSIGN(const base::Bytes bytes, base::from_base64(text));
  base::Hash root{};
  if (bytes.size() != root.size()) return base::invalid("the checkpoint's root is not 32 bytes");
  std::copy(bytes.begin(), bytes.end(), root.begin());
  return root;
}

base::Error forbidden(std::string reason) {
  return {base::ErrorCode::forbidden, std::move(reason), {}, {}};
}

}  // namespace

std::string origin_hash(std::string_view origin) {
  return base::to_hex(base::sha256(base::bytes_of(origin)));
}

std::string format_checkpoint(const Checkpoint& checkpoint) {
  std::string text = checkpoint.origin + "\n" + std::to_string(checkpoint.size.value) + "\n" +
                     base::to_base64(checkpoint.root) + "\n";
  for (const std::string& line : checkpoint.extensions) text += line + "\n";
  return text;
}

base::Result<Checkpoint> parse_checkpoint(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos)
      return base::invalid("the checkpoint's last line does not end");
    if (end == 0) return base::invalid("the checkpoint holds an empty line");
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  if (lines.size() < 3) return base::invalid("a checkpoint has an origin, a size and a root line");
  Checkpoint checkpoint;
  checkpoint.origin = lines[0];
  TRY_ASSIGN(checkpoint.size.value, parse_decimal(lines[1], "the checkpoint's size"));
  TRY_ASSIGN(checkpoint.root, parse_root(lines[2]));
  checkpoint.extensions.assign(lines.begin() + 3, lines.end());
  return checkpoint;
}

base::Result<std::string> sign_checkpoint(const Checkpoint& checkpoint, const NoteSigner& signer) {
  if (signer.name != checkpoint.origin)
    return base::invalid("the log's key is named " + signer.name + ", the checkpoint's origin is " +
                         checkpoint.origin);
  return sign_note(format_checkpoint(checkpoint), signer);
}

base::Result<Checkpoint> open_checkpoint(std::string_view note, std::string_view origin,
                                         std::span<const VerifierKey> known) {
  TRY_ASSIGN(const OpenedNote opened, open_note(note, known));
  TRY_ASSIGN(Checkpoint checkpoint, parse_checkpoint(opened.text));
  if (checkpoint.origin != origin)
    return forbidden("the checkpoint is of the log " + checkpoint.origin + ", not of " +
                     std::string(origin));
  const bool by_log = std::any_of(opened.verified.begin(), opened.verified.end(),
                                  [&](const NoteSignature& line) { return line.name == origin; });
  if (!by_log) return forbidden("the checkpoint is not signed by the log's own key");
  return checkpoint;
}

}  // namespace truceline::ledger
