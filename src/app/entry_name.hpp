// SPDX-License-Identifier: Apache-2.0
//
// How people name an entry or a finding on the command line: its number, its id, or the first
// digits of its id where nothing else begins so.
#pragma once

#include <string_view>
#include <variant>

#include "base/result.hpp"
#include "base/strong.hpp"
#include "domain/finding.hpp"
#include "engine/queries.hpp"
#include "engine/state.hpp"

namespace truceline::app {

/// An entry by "#12", "12", its id or the beginning of its id (4 hex digits at least).
/// Errors: not_found; conflict where several begin so.
base::Result<base::EntryIndex> find_entry(const engine::State& state, std::string_view name);

using Named = std::variant<base::EntryIndex, const domain::Finding*>;

/// The same, among entries and `findings`.
base::Result<Named> find_named(const engine::State& state, const engine::FindingList& findings,
                               std::string_view name);

}  // namespace truceline::app
