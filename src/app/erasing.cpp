// SPDX-License-Identifier: Apache-2.0
#include "app/erasing.hpp"

#include <optional>

namespace truceline::app {

using base::EntryIndex;
using base::Error;
using base::ErrorCode;
using base::Result;

Result<std::uint64_t> destroy_erased(ledger::Store& store, const engine::State& state) {
  std::uint64_t destroyed = 0;
  std::optional<EntryIndex> last;
  for (const auto& [index, by] : state.erased()) {
    last = index;
    TRY_ASSIGN(const ledger::Record record, store.read(index));
    if (record.sealed.empty()) continue;
    ++destroyed;
    // Somebody reads: gone from the ledger, not yet from its write-ahead log.
    const auto gone = store.erase(index);
    if (!gone && gone.error().code != ErrorCode::unavailable) return gone.error();
  }
  if (last) TRY(store.erase(*last));  // what an earlier one left in that log goes with the last
  return destroyed;
}

Result<void> may_erase(const engine::State& state, EntryIndex index, const std::string& party) {
  const std::string place = "#" + std::to_string(index.value);
  const domain::StatementKind kind = state.kind_of(index);
  if (kind == domain::StatementKind::key || kind == domain::StatementKind::erasure)
    return Error{ErrorCode::forbidden,
                 "a statement of the kind " + std::string(domain::word(kind)) + " is never erased",
                 place, "without it nobody could tell who may speak, or why a body is missing"};
  const std::string& author = state.party_of(index);
  if (party == author || party == state.mission_party()) return {};
  return Error{ErrorCode::forbidden, "'" + party + "' cannot erase what '" + author + "' said",
               place, "'" + author + "' itself or the mission signs it"};
}

}  // namespace truceline::app
