// SPDX-License-Identifier: Apache-2.0
//
// What one reader is shown of a live mission: a state folded from what that reader may read, kept
// up to date by the thread that follows the ledger. As long as nothing is hidden from the reader
// it is the whole state, and costs nothing.
#pragma once

#include <memory>
#include <optional>
#include <set>

#include "app/published.hpp"
#include "domain/reader.hpp"
#include "engine/conflicts.hpp"
#include "engine/hidden_conflicts.hpp"
#include "ledger/store.hpp"
#include "views/snapshot.hpp"

namespace truceline::app {

/// A state, made ready to answer from.
struct View {
  std::shared_ptr<const engine::State> state;
  std::shared_ptr<const views::Snapshot> snapshot;
  ledger::Head head;
  /// The keeper's, of its findings: what others hear of what they may not see.
  std::shared_ptr<const engine::HiddenConflicts> hidden{};
};

/// The follower's, but for `newest`.
struct ReaderView {
  explicit ReaderView(domain::Reader one) : reader(std::move(one)), newest(nullptr) {}

  const domain::Reader reader;
  /// Of its own from the first entry on that it may not read; empty: the whole state.
  std::optional<engine::State> state;
  engine::FindingMemory memory;
  std::set<base::Hash> told;  ///< Ids of findings.
  Published<View> newest;

  /// Before `whole` takes in this statement.
  void begin(const domain::Statement& statement, const engine::State& whole) {
    if (!state && !reader.may_read(statement.header)) state = whole;
  }
  /// Once `whole` has taken it in.
  void take(const domain::Statement& statement, const engine::State& whole) {
    if (state) state->apply(domain::as_read_by(reader, statement), &whole);
  }
};

/// May this reader read everything in it?
inline bool reads_all(const domain::Reader& reader, const engine::State& state) {
  for (base::EntryIndex i; i.value < state.size().value; ++i.value)
    if (!reader.may_read(state.audience_of(i), state.party_of(i))) return false;
  return true;
}

}  // namespace truceline::app
