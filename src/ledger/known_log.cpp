// SPDX-License-Identifier: Apache-2.0
#include "ledger/known_log.hpp"

#include <algorithm>

#include "base/limits.hpp"

namespace truceline::ledger {

const KnownLog* find_log(std::span<const KnownLog> logs, std::string_view origin) {
  const auto found = std::find_if(logs.begin(), logs.end(),
                                  [&](const KnownLog& log) { return log.origin == origin; });
  return found == logs.end() ? nullptr : &*found;
}

const KnownLog* find_log_by_hash(std::span<const KnownLog> logs, std::string_view hash_hex) {
  const auto found = std::find_if(logs.begin(), logs.end(), [&](const KnownLog& log) {
    return origin_hash_hex(log.origin) == hash_hex;
  });
  return found == logs.end() ? nullptr : &*found;
}

base::Result<void> check_known_logs(std::span<const KnownLog> logs) {
  if (logs.size() > base::limits::kKnownLogs)
    return base::Error{base::ErrorCode::too_large, "over 256 logs are named", {}, {}};
  for (const KnownLog& log : logs) {
    if (!is_key_name(log.origin))
      return base::invalid("the origin '" + log.origin + "' is not allowed as a name");
    if (find_log(logs, log.origin) != &log)
      return base::invalid("the log " + log.origin + " is named twice",
                           "give all its keys in one place");
    if (log.keys.empty()) return base::invalid("the log " + log.origin + " has no key");
    for (const VerifierKey& key : log.keys)
      if (key.name != log.origin || key.type != kTypeEd25519)
        return base::invalid("a key of the log " + log.origin + " is not named after it",
                             "a log's key has type 1 and its origin as its name");
  }
  return {};
}

}  // namespace truceline::ledger
