// SPDX-License-Identifier: Apache-2.0
#include "app/mission_choice.hpp"

#include <cstdlib>

namespace truceline::app {

namespace fs = std::filesystem;

bool is_mission_folder(const fs::path& folder) {
  std::error_code ignored;
  return fs::is_regular_file(folder / "mission.yaml", ignored);
}

std::optional<fs::path> chosen_mission(const std::string& option) {
  if (!option.empty()) return fs::path(option);
  const char* const environment = std::getenv("TRUCELINE_MISSION");
  if (environment != nullptr && *environment != '\0') return fs::path(environment);
  if (is_mission_folder(".")) return fs::path(".");
  return std::nullopt;
}

base::Result<fs::path> require_mission(const std::string& option) {
  if (auto chosen = chosen_mission(option)) return *std::move(chosen);
  return base::Error{base::ErrorCode::not_found,
                     "no mission is chosen, and this folder is none",
                     {},
                     "add --mission FOLDER, set TRUCELINE_MISSION, or go into a mission folder"};
}

}  // namespace truceline::app
