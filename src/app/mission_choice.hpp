// SPDX-License-Identifier: Apache-2.0
//
// Which mission a command is about.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "base/result.hpp"

namespace truceline::app {

/// `option` (--mission) where it is given; else the environment's TRUCELINE_MISSION; else the
/// current folder where it has a mission.yaml. Empty where there is none of them.
std::optional<std::filesystem::path> chosen_mission(const std::string& option);

/// The same; not_found, with the three ways to choose, where there is none.
base::Result<std::filesystem::path> require_mission(const std::string& option);

/// True where `folder` has a mission.yaml.
bool is_mission_folder(const std::filesystem::path& folder);

}  // namespace truceline::app
