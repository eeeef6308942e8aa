// SPDX-License-Identifier: Apache-2.0
//
// Whom a verifier believes: a policy file, or what a mission folder says of its own log.
#pragma once

#include <filesystem>
#include <string>

#include "app/mission.hpp"
#include "app/verify.hpp"

namespace truceline::app {

/// Reads the text of a policy: what read_trust does, without a file.
base::Result<Trust> trust_in(std::string_view text);

/// Reads a policy. "quorum none" means that witnesses are not judged; any other quorum must stand
/// one bad witness (ledger/quorum.hpp). Errors name the file and line.
base::Result<Trust> read_trust(const std::filesystem::path& file);

/// From `file` where it is given; else from the mission's `policy`; else its log's key alone.
base::Result<Trust> trust_of_mission(const Mission& mission, const std::string& file);

}  // namespace truceline::app
