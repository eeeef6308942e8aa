// SPDX-License-Identifier: Apache-2.0
#include "ledger/fork_evidence.hpp"

#include <algorithm>
#include <array>

#include "base/limits.hpp"

namespace truceline::ledger {

using base::Result;

namespace {

constexpr std::string_view kTitle = "truceline-fork-evidence/1";
constexpr std::string_view kBlank = "\n\n";

/// Takes what stands before the next empty line; its last line keeps its line feed.
Result<std::string_view> take_part(std::string_view& text) {
  const std::size_t end = text.find(kBlank);
  if (end == std::string_view::npos)
    return base::invalid("fork evidence is a head and two signed notes, with empty lines between");
  const std::string_view part = text.substr(0, end + 1);
  text.remove_prefix(end + kBlank.size());
  return part;
}

Result<std::string_view> take_line(std::string_view& text, std::string_view begins) {
  const std::size_t end = text.find('\n');
  const std::string_view line = text.substr(0, end);
  if (end == std::string_view::npos || !line.starts_with(begins))
    return base::invalid("a line \"" + std::string(begins) + "...\" is missing in fork evidence");
  text.remove_prefix(end + 1);
  return line.substr(begins.size());
}

Result<base::Hash> parse_hash(std::string_view text) {
  TRY_ASSIGN(const base::Bytes bytes, base::from_base64(text));
  base::Hash hash{};
  if (bytes.size() != hash.size()) return base::invalid("a hash has 32 bytes");
  std::ranges::copy(bytes, hash.begin());
  return hash;
}

}  // namespace

Result<ProvedFork> verify_fork(const ForkEvidence& evidence) {
  const std::array known = {evidence.log};
  TRY_ASSIGN(const Checkpoint smaller, open_checkpoint(evidence.smaller, evidence.log.name, known));
  TRY_ASSIGN(const Checkpoint larger, open_checkpoint(evidence.larger, evidence.log.name, known));
  TRY(verify_consistency(smaller.size, evidence.first_root, larger.size, larger.root,
                         evidence.proof));
  if (evidence.first_root == smaller.root)
    return base::invalid("the two checkpoints are consistent: this is evidence of nothing");
  return ProvedFork{smaller, larger};
}

std::string format_fork(const ForkEvidence& evidence) {
  std::string text(kTitle);
  text += "\nlog " + format_vkey(evidence.log) + "\n";
  text += "first " + base::to_base64(evidence.first_root) + "\n";
  for (const base::Hash& hash : evidence.proof) text += base::to_base64(hash) + "\n";
  return text + "\n" + evidence.smaller + "\n" + evidence.larger;
}

Result<ForkEvidence> parse_fork(std::string_view text) {
  if (text.size() > base::limits::kForkEvidenceBytes)
    return base::Error{base::ErrorCode::too_large, "this is too long for fork evidence", {}, {}};
  ForkEvidence evidence;
  TRY_ASSIGN(std::string_view head, take_part(text));
  TRY_ASSIGN(const std::string_view rest_of_title, take_line(head, kTitle));
  if (!rest_of_title.empty())
    return base::Error{base::ErrorCode::unsupported,
                       "this is fork evidence of another version",
                       {},
                       "use a newer truceline"};
  TRY_ASSIGN(const std::string_view log, take_line(head, "log "));
  TRY_ASSIGN(evidence.log, parse_vkey(log));
  TRY_ASSIGN(const std::string_view first, take_line(head, "first "));
  TRY_ASSIGN(evidence.first_root, parse_hash(first));
  while (!head.empty()) {
    if (evidence.proof.size() == base::limits::kProofHashes)
      return base::Error{base::ErrorCode::too_large, "a proof has at most 63 hashes", {}, {}};
    TRY_ASSIGN(const std::string_view line, take_line(head, ""));
    TRY_ASSIGN(const base::Hash hash, parse_hash(line));
    evidence.proof.push_back(hash);
  }
  // A checkpoint holds no empty line, so a note holds exactly one.
  TRY_ASSIGN(const std::string_view smaller_text, take_part(text));
  TRY_ASSIGN(const std::string_view smaller_lines, take_part(text));
  evidence.smaller = std::string(smaller_text).append("\n").append(smaller_lines);
  evidence.larger = text;
  return evidence;
}

}  // namespace truceline::ledger
