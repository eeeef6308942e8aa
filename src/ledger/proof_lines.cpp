// SPDX-License-Identifier: Apache-2.0
#include "ledger/proof_lines.hpp"

#include <algorithm>

#include "base/limits.hpp"

namespace truceline::ledger {

std::string format_proof_lines(const Proof& proof) {
  std::string lines;
  for (const base::Hash& hash : proof) lines += base::to_base64(hash) + "\n";
  return lines;
}

base::Result<std::string_view> take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos) return base::invalid("a line is missing or does not end");
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

base::Result<Proof> take_proof_lines(std::string_view& text) {
  Proof proof;
  while (true) {
    TRY_ASSIGN(const std::string_view line, take_line(text));
    if (line.empty()) return proof;
    if (proof.size() == base::limits::kProofHashes)
      return base::Error{base::ErrorCode::too_large, "a proof has at most 63 hashes", {}, {}};
    TRY_ASSIGN(const base::Bytes bytes, base::from_base64(line));
    base::Hash hash{};
    if (bytes.size() != hash.size()) return base::invalid("a proof's hash is not 32 bytes");
    std::copy(bytes.begin(), bytes.end(), hash.begin());
    proof.push_back(hash);
  }
}

}  // namespace truceline::ledger
