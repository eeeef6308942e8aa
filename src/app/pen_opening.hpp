// SPDX-License-Identifier: Apache-2.0
//
// Takes the pen of a party without ever writing from a stale chain: between reading the ledger
// and holding the key's lock, another process may have written with the key.
#pragma once

#include <filesystem>
#include <string>

#include "app/mission.hpp"

namespace truceline::app {

/// `known` is what the caller has replayed; it is brought up to date. Errors: those of
/// Mission::pen; conflict where another process wrote with the key since `known` was read;
/// forbidden where the key does not speak for the party.
base::Result<Pen> open_pen(Mission& mission, Replayed& known, const std::string& party);

/// The same with any key file, a root's too.
base::Result<Pen> open_pen_of(Mission& mission, Replayed& known, const std::string& party,
                              const std::filesystem::path& key_file);

}  // namespace truceline::app
