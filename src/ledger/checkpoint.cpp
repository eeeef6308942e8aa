// SPDX-License-Identifier: Apache-2.0
#include "ledger/checkpoint.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace truceline::ledger {
namespace {

/// Decimal digits, no sign, no leading zero, below 2^63.
base::Result<base::TreeSize> parse_size(std::string_view text) {
  std::uint64_t size = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, size);
  if (text.empty() || error != std::errc{} || stop != end || (size >> 63) != 0)
    return base::invalid("the checkpoint's size is not a decimal number below 2^63");
  if (text.size() > 1 && text[0] == '0')
    return base::invalid("the checkpoint's size has a leading zero");
  return base::TreeSize{size};
}

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
  TRY_ASSIGN(checkpoint.size, parse_size(lines[1]));
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
