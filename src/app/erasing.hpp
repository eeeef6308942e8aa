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

/// Destroys the sealed bytes of every entry that an erasure took out of `state`, in every file of
/// the store. To be repeated where it fails: unavailable where somebody reads what is to be
/// overwritten. Returns of how many there were bytes left. Cost: reads each, one erase for each
/// with bytes and one more.
base::Result<std::uint64_t> destroy_erased(ledger::Store& store, const engine::State& state);

/// May `party` erase the entry, as engine::State::apply judges it? Errors: forbidden, saying why.
base::Result<void> may_erase(const engine::State& state, base::EntryIndex index,
                             const std::string& party);

}  // namespace truceline::app
