// SPDX-License-Identifier: Apache-2.0
//
// Receipts (C2SP tlog-proof): that an entry is in the log at an index, under a checkpoint that
// witnesses cosigned. Checked offline with a policy and the entry alone. `extra` is carried for
// whoever wants it and is NOT authenticated: nothing may be believed because it stands there.
#pragma once

#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/strong.hpp"
#include "ledger/cosigned.hpp"
#include "ledger/policy.hpp"
#include "ledger/proof.hpp"

namespace truceline::ledger {

struct Receipt {
  base::EntryIndex index;
  Proof proof;             ///< From the leaf's sibling up.
  std::string checkpoint;  ///< The signed note, byte for byte.
  base::Bytes extra;       ///< Anyone may have written this. Empty: no such line.
  friend bool operator==(const Receipt&, const Receipt&) = default;
};

/// The bytes of a .tlog-proof file. REQUIRES: at most 63 hashes and kReceiptExtraBytes of extra.
std::string format_receipt(const Receipt& receipt);
/// Form only; the checkpoint is a note by its form. One receipt has one spelling. Errors:
/// invalid_input, too_large; unsupported for another version of the format.
base::Result<Receipt> parse_receipt(std::string_view text);

/// Success means: a log of `policy` signed, a quorum of its witnesses cosigned, and the tree holds
/// `leaf_hash` at receipt.index. Says nothing about receipt.extra. Errors: forbidden for
/// signatures and quorum; invalid_input for form and proof.
base::Result<CosignedCheckpoint> verify_receipt(const Receipt& receipt, const base::Hash& leaf_hash,
                                                const Policy& policy);

}  // namespace truceline::ledger
