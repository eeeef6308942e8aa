// SPDX-License-Identifier: Apache-2.0
//
// A log that a witness or mirror serves: its origin and the keys it may sign with. Everything
// else is refused, so that a stranger cannot make us keep anything.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/sha256.hpp"
#include "ledger/vkey.hpp"

namespace truceline::ledger {

struct KnownLog {
  std::string origin;
  std::vector<VerifierKey> keys;  ///< Of type 0x01; a log that changes its key has two for a while.
};

/// Where a log's checkpoint is served: the lower-case hex of SHA256(origin).
inline std::string origin_hash_hex(std::string_view origin) {
  return base::to_hex(base::sha256(base::bytes_of(origin)));
}

/// nullptr where no log has this origin. REQUIRES: the answer is used while `logs` lives.
const KnownLog* find_log(std::span<const KnownLog> logs, std::string_view origin);
/// By origin_hash_hex(origin), exactly as written there.
const KnownLog* find_log_by_hash(std::span<const KnownLog> logs, std::string_view hash_hex);

/// Errors: invalid_input where an origin stands twice, is no key name, or has no key, or a key is
/// not named after the origin; too_large above kKnownLogs.
base::Result<void> check_known_logs(std::span<const KnownLog> logs);

}  // namespace truceline::ledger
