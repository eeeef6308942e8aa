// SPDX-License-Identifier: Apache-2.0
#include "ledger/add_checkpoint.hpp"

#include "base/limits.hpp"
#include "ledger/decimal.hpp"
#include "ledger/note.hpp"
#include "ledger/proof_lines.hpp"

namespace truceline::ledger {
namespace {
constexpr std::string_view kOld = "old ";
}  // namespace

std::string format_add_checkpoint(const AddCheckpoint& request) {
  INVARIANT(request.proof.size() <= base::limits::kProofHashes);
  return std::string(kOld) + format_size_line(request.old_size) +
         format_proof_lines(request.proof) + "\n" + request.checkpoint;
}

base::Result<AddCheckpoint> parse_add_checkpoint(std::string_view body) {
  if (body.size() > base::limits::kAddCheckpointBytes)
    return base::Error{base::ErrorCode::too_large, "the request is over 72 KiB", {}, {}};
  TRY_ASSIGN(std::string_view old_line, take_line(body));
  if (!old_line.starts_with(kOld))
    return base::invalid("the request does not begin with the line \"old <size>\"");
  old_line.remove_prefix(kOld.size());
  TRY_ASSIGN(const std::uint64_t old_size, parse_decimal(old_line, "the old size"));
  TRY_ASSIGN(Proof proof, take_proof_lines(body));
  TRY(parse_note(body));
  return AddCheckpoint{{old_size}, std::move(proof), std::string(body)};
}

std::string format_size_line(base::TreeSize size) {
  return std::to_string(size.value) + "\n";
}

base::Result<base::TreeSize> parse_size_line(std::string_view body) {
  TRY_ASSIGN(const std::string_view line, take_line(body));
  if (!body.empty()) return base::invalid("a size is one line");
  TRY_ASSIGN(const std::uint64_t size, parse_decimal(line, "the size"));
  return base::TreeSize{size};
}

}  // namespace truceline::ledger
