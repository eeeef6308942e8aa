// SPDX-License-Identifier: Apache-2.0
//
// An erasure is two things: a signed entry that says so, and the destruction of the bytes. The
// entry comes first, so that nothing is ever missing without a reason; whoever reads the entry
// destroys what it names, this process or the next one after a crash, and every mirror.
#pragma once

#include <cstdint>

#include "engine/state.hpp"
#include "ledger/store.hpp"

namespace truceline::app {

/// Destroys the sealed bytes of every entry that an erasure at `from` or later took out of `state`.
/// May be repeated. Returns of how many there were bytes left. Cost: one erase each.
base::Result<std::uint64_t> destroy_erased(ledger::Store& store, const engine::State& state,
                                           base::EntryIndex from = {0});

/// May `party` erase the entry, as engine::State::apply judges it? Errors: forbidden, saying why.
base::Result<void> may_erase(const engine::State& state, base::EntryIndex index,
                             const std::string& party);

}  // namespace truceline::app
