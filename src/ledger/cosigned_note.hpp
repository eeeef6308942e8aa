// SPDX-License-Identifier: Apache-2.0
//
// A note that a cosigner kept: the log's checkpoint with the cosigner's own line under it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/strong.hpp"
#include "ledger/vkey.hpp"

namespace truceline::ledger {

struct CosignedNote {
  std::string note;
  base::TreeSize size;
  base::Hash root{};
  std::uint64_t time_s = 0;  ///< When `own` cosigned it.
  friend bool operator==(const CosignedNote&, const CosignedNote&) = default;
};

/// Reads back what we wrote. Errors: corrupt where it is not a checkpoint of `origin` that `own`
/// cosigned: the store is damaged, or belongs to another key.
base::Result<CosignedNote> open_own_note(std::string_view note, std::string_view origin,
                                         const VerifierKey& own);

}  // namespace truceline::ledger
