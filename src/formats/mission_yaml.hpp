// SPDX-License-Identifier: Apache-2.0
//
// mission.yaml: what makes a folder a mission. Everything that is particular to a country stands
// in here and in the files it names, never in the code. Keys: docs/guides/mission.md.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "domain/actor.hpp"
#include "geo/box.hpp"

namespace truceline::formats {

/// The version of the mission folder that this program reads and makes.
inline constexpr int kMissionFormat = 1;

/// A map layer that the mission brings, because a map of borders and names takes sides.
struct MissionLayer {
  std::string id;
  domain::Names title;
  std::string kind;  ///< "boundary", "town", "line" or "area": how it is drawn.
  std::string file;  ///< Below the mission folder: "layers/towns.geojson".
  std::string source;
  std::string disclaimer;
};

struct MissionConfig {
  std::string id;
  domain::Names title;
  std::string origin;  ///< The log's name: a URL without its scheme.
  std::string party;   ///< The mission's own party, which enrols the others.
  std::string time_zone;
  std::vector<std::string> languages;
  std::optional<geo::Box> bounds;  ///< Where it works; for the map and for checks.
  domain::Names disclaimer;
  std::vector<MissionLayer> layers;
};

/// `config` is empty exactly where `diagnostics` holds an error.
struct MissionReading {
  std::optional<MissionConfig> config;
  base::Diagnostics diagnostics;
};

/// Reads mission.yaml. A file of a newer format gets one error, code "newer-format", and is read
/// no further. Other codes: those of yaml_tree and yaml_fields, bad-bounds, bad-path, bad-origin.
MissionReading read_mission(std::string_view file, std::string_view text);

}  // namespace truceline::formats
