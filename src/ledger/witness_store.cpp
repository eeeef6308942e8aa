// SPDX-License-Identifier: Apache-2.0
#include "ledger/witness_store.hpp"

namespace truceline::ledger {

base::Result<std::optional<std::string>> MemoryWitnessStore::latest(std::string_view origin) {
  const auto found = notes_.find(origin);
  if (found == notes_.end()) return std::optional<std::string>{};
  return std::optional(found->second);
}

base::Result<void> MemoryWitnessStore::replace(std::string_view origin, std::string_view expected,
                                               std::string_view note) {
  const auto found = notes_.find(origin);
  if ((found == notes_.end() ? std::string_view{} : found->second) != expected)
    return base::Error{base::ErrorCode::conflict, "another checkpoint was kept first", {}, {}};
  notes_.insert_or_assign(std::string(origin), std::string(note));
  return {};
}

}  // namespace truceline::ledger
