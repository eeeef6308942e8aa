// SPDX-License-Identifier: Apache-2.0
//
// A party that a command names is one that can speak here: a typing mistake would make an account
// that sees nothing, or an endpoint that is never told of anything.
#pragma once

#include <filesystem>
#include <string>

#include "base/result.hpp"

namespace truceline::app {

/// No error for the mission's own party and those that have a root key in its ledger. Errors:
/// not_found, with the command that enrols one; those of opening and replaying the mission.
base::Result<void> check_known_party(const std::filesystem::path& folder, const std::string& party);

}  // namespace truceline::app
