// SPDX-License-Identifier: Apache-2.0
#include "ledger/mirror_store.hpp"

namespace truceline::ledger {
namespace {

base::Error conflict() {
  return {base::ErrorCode::conflict, "somebody else wrote to this mirror first", {}, {}};
}

}  // namespace

base::Result<MirrorState> MemoryMirrorStore::state(std::string_view origin) {
  const auto found = logs_.find(origin);
  return found == logs_.end() ? MirrorState{} : found->second.state;
}

base::Result<void> MemoryMirrorStore::replace_pending(std::string_view origin,
                                                      std::string_view expected,
                                                      std::span<const std::string> pending) {
  MirrorState& state = logs_[std::string(origin)].state;
  if ((state.pending.empty() ? std::string_view{} : state.pending.back()) != expected)
    return conflict();
  state.pending.assign(pending.begin(), pending.end());
  return {};
}

base::Result<void> MemoryMirrorStore::append(std::string_view origin, base::TreeSize at,
                                             std::span<const base::BytesView> entries) {
  Held& held = logs_[std::string(origin)];
  if (held.state.entries != at) return conflict();
  for (const base::BytesView entry : entries) held.entries.emplace_back(entry.begin(), entry.end());
  held.state.entries = {held.entries.size()};
  return {};
}

base::Result<void> MemoryMirrorStore::scan(std::string_view origin, base::EntryIndex from,
                                           base::EntryIndex to, const EntryVisitor& visit) {
  const Held& held = logs_[std::string(origin)];
  if (to.value > held.entries.size())
    return base::Error{base::ErrorCode::not_found,
                       "this mirror does not hold entry " + std::to_string(to.value - 1),
                       {},
                       {}};
  for (base::EntryIndex index = from; index < to; ++index.value)
    TRY(visit(index, held.entries[index.value]));
  return {};
}

base::Result<void> MemoryMirrorStore::publish(std::string_view origin, std::string_view expected,
                                              std::string_view note, base::BytesView frontier) {
  MirrorState& state = logs_[std::string(origin)].state;
  if (state.checkpoint != expected) return conflict();
  state.checkpoint = note;
  state.frontier.assign(frontier.begin(), frontier.end());
  return {};
}

}  // namespace truceline::ledger
