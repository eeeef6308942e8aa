// SPDX-License-Identifier: Apache-2.0
//
// What a receipt proves to somebody with a trust file and a statement, and in words. It needs no
// network and no mission: that is what a receipt is for. Each claim printed was checked here;
// what could not be checked is said too.
#pragma once

#include <optional>
#include <string>

#include "ledger/receipt.hpp"

namespace truceline::app {

struct ReceiptReading {
  ledger::Receipt receipt;
  ledger::Checkpoint checkpoint;         ///< As written in it.
  std::optional<ledger::Policy> policy;  ///< Nothing: no signature was checked.
  std::optional<ledger::CosignedCheckpoint> cosigned;
  std::optional<base::Error> not_signed;    ///< Why there is no `cosigned` under the policy.
  std::optional<base::Hash> statement;      ///< Its id, which is its leaf hash.
  std::optional<base::Error> not_included;  ///< Why the proof does not hold for the statement.

  /// Success: whatever could be checked holds, and a quorum vouches for it. Errors: forbidden,
  /// invalid_input.
  base::Result<void> verdict() const;
};

/// Errors: those of parsing the checkpoint inside.
base::Result<ReceiptReading> read_receipt(ledger::Receipt receipt,
                                          std::optional<ledger::Policy> policy,
                                          std::optional<base::Hash> statement);

std::string receipt_text(const ReceiptReading& reading, bool colour);
std::string receipt_json(const ReceiptReading& reading);

}  // namespace truceline::app
