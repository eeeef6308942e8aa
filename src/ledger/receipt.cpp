// SPDX-License-Identifier: Apache-2.0
#include "ledger/receipt.hpp"

#include "base/limits.hpp"
#include "ledger/decimal.hpp"
#include "ledger/note.hpp"
#include "ledger/proof_lines.hpp"

namespace truceline::ledger {
namespace {

constexpr std::string_view kVersion = "c2sp.org/tlog-proof@v1";
constexpr std::string_view kFamily = "c2sp.org/tlog-proof@";
constexpr std::string_view kExtra = "extra ";
constexpr std::string_view kIndex = "index ";

base::Result<void> check_version(std::string_view line) {
  if (line == kVersion) return {};
  if (line.starts_with(kFamily))
    return base::Error{base::ErrorCode::unsupported, "this is a receipt of another version than v1",
                       "line 1", "read it with a newer program"};
  return base::invalid("a receipt begins with the line " + std::string(kVersion)).at("line 1");
}

base::Result<base::Bytes> parse_extra(std::string_view line) {
  TRY_ASSIGN(base::Bytes extra, base::from_base64(line.substr(kExtra.size())));
  if (extra.empty()) return base::invalid("an extra line without data is left out");
  if (extra.size() > base::limits::kReceiptExtraBytes)
    return base::Error{base::ErrorCode::too_large, "the extra data is over 64 KiB", {}, {}};
  return extra;
}

}  // namespace

std::string format_receipt(const Receipt& receipt) {
  INVARIANT(receipt.proof.size() <= base::limits::kProofHashes);
  INVARIANT(receipt.extra.size() <= base::limits::kReceiptExtraBytes);
  std::string text = std::string(kVersion) + "\n";
  if (!receipt.extra.empty()) text += std::string(kExtra) + base::to_base64(receipt.extra) + "\n";
  text += std::string(kIndex) + std::to_string(receipt.index.value) + "\n";
  return text + format_proof_lines(receipt.proof) + "\n" + receipt.checkpoint;
}

base::Result<Receipt> parse_receipt(std::string_view text) {
  if (text.size() > base::limits::kReceiptBytes)
    return base::Error{base::ErrorCode::too_large, "the receipt is over 192 KiB", {}, {}};
  TRY_ASSIGN(const std::string_view version, take_line(text));
  TRY(check_version(version));
  Receipt receipt;
  TRY_ASSIGN(std::string_view line, take_line(text));
  if (line.starts_with(kExtra)) {
    TRY_ASSIGN(receipt.extra, parse_extra(line));
    TRY_ASSIGN(line, take_line(text));
  }
  if (!line.starts_with(kIndex))
    return base::invalid("the receipt has no line \"index <number>\" where it belongs");
  line.remove_prefix(kIndex.size());
  TRY_ASSIGN(receipt.index.value, parse_decimal(line, "the receipt's index"));
  TRY_ASSIGN(receipt.proof, take_proof_lines(text));
  TRY(parse_note(text));
  receipt.checkpoint = text;
  return receipt;
}

base::Result<CosignedCheckpoint> verify_receipt(const Receipt& receipt, const base::Hash& leaf_hash,
                                                const Policy& policy) {
  TRY_ASSIGN(CosignedCheckpoint cosigned, open_cosigned(receipt.checkpoint, policy));
  TRY(require_quorum(cosigned, policy));
  TRY(verify_inclusion(receipt.index, cosigned.checkpoint.size, leaf_hash, receipt.proof,
                       cosigned.checkpoint.root));
  return cosigned;
}

}  // namespace truceline::ledger
