// SPDX-License-Identifier: Apache-2.0
//
// A checkpoint under a policy: signed by one of its logs, cosigned by some of its witnesses. Who
// cosigned and when is returned rather than a verdict, since a monitor asks for more witnesses
// than a receipt does and looks at times.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "ledger/checkpoint.hpp"
#include "ledger/policy.hpp"

namespace truceline::ledger {

struct CosignedBy {
  std::size_t witness = 0;   ///< Its place in policy.witnesses.
  std::uint64_t time_s = 0;  ///< When it cosigned, by its own clock; the newest of its lines.
  friend bool operator==(const CosignedBy&, const CosignedBy&) = default;
};

struct CosignedCheckpoint {
  Checkpoint checkpoint;
  std::size_t log = 0;               ///< Its place in policy.logs.
  std::vector<CosignedBy> cosigned;  ///< In the policy's order, each witness at most once.
  bool quorum = false;               ///< Whether these satisfy the policy.
};

/// Opens a note under `policy`. A quorum is not asked for: see `quorum`, or require_quorum.
/// Errors: those of open_note and parse_checkpoint; forbidden where no log of the policy with the
/// checkpoint's origin as its name signed it.
base::Result<CosignedCheckpoint> open_cosigned(std::string_view note, const Policy& policy);

/// Errors: forbidden where the witnesses are no quorum, with who cosigned and what is asked for.
base::Result<void> require_quorum(const CosignedCheckpoint& cosigned, const Policy& policy);

}  // namespace truceline::ledger
