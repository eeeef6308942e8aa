// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "app/draft.hpp"
#include "engine/state.hpp"

namespace truceline::app {

/// That `account` of `party` opened the body of `entry`, for that party and whoever said it to
/// read. REQUIRES: entry.value < state.size().value.
Draft read_draft(const engine::State& state, base::EntryIndex entry, const std::string& party,
                 const std::string& account, base::TimeMs at);

}  // namespace truceline::app
