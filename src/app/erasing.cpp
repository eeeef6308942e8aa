// SPDX-License-Identifier: Apache-2.0
#include "app/erasing.hpp"

namespace truceline::app {

using base::EntryIndex;
using base::Error;
using base::ErrorCode;
using base::Result;

Result<std::uint64_t> destroy_erased(ledger::Store& store, const engine::State& state,
                                     EntryIndex from) {
  std::uint64_t destroyed = 0;
  for (const auto& [index, by] : state.erased()) {
    if (by < from) continue;
    TRY_ASSIGN(const ledger::Record record, store.read(index));
    if (record.sealed.empty()) continue;
    TRY(store.erase(index));
    ++destroyed;
  }
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
