// SPDX-License-Identifier: Apache-2.0
//
// mission.yaml: what a mission says of itself. Countries live here and nowhere in the code.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/time_zone.hpp"
#include "domain/actor.hpp"
#include "geo/box.hpp"

namespace truceline::formats {

/// The version of mission folders that this program reads and makes.
inline constexpr std::string_view kMissionFormat = "truceline-mission/1";

/// A map layer that the mission brings: names and boundaries take sides, so each says whose it is.
struct MissionLayerConfig {
  std::string id;
  domain::Names title;
  std::string kind;  ///< boundary, town, line or area.
  std::string file;  ///< Path in the mission folder: "layers/towns.geojson". Never leads out of it.
  std::string source;
  domain::Names disclaimer;
};

/// A file of the mission folder that the checks of coordinates rest on, and whose it is.
struct MissionFileConfig {
  std::string file;  ///< Path in the mission folder. Never leads out of it.
  std::string source;
};

struct MissionConfig {
  std::string id;
  domain::Names title;
  std::string origin;  ///< The ledger's name, as checkpoints carry it: "truceline.org/syria-2017".
  std::string time_zone;
  std::vector<std::string> languages;
  std::optional<geo::Box> bounds;
  domain::Names disclaimer;
  std::string party;  ///< In whose name the mission itself signs.
  std::vector<MissionLayerConfig> layers;
  std::optional<MissionFileConfig> gazetteer;  ///< A table of places: formats/gazetteer_csv.hpp.
  std::optional<MissionFileConfig> land;       ///< Land as GeoJSON areas; what is not in it is sea.
  std::vector<std::string> mirrors;  ///< Witnesses of the trust file that keep every entry.
  /// Which of them is whose own, by party. In a list a mirror that is called like a party is its.
  std::map<std::string, std::string> mirror_of;
};

/// `value` is empty exactly where `diagnostics` holds an error.
struct MissionReading {
  std::optional<MissionConfig> value;
  base::Diagnostics diagnostics;
};

/// Reads the text of a mission.yaml. A folder of a newer version is refused by its format line
/// before anything else is looked at (code newer-format).
/// Codes besides those of yaml_fields: newer-format, unknown-format, unknown-time-zone, bad-origin,
/// bad-bounds, bad-path, unknown-word, duplicate-id, no-disclaimer (warning).
MissionReading read_mission(std::string_view file, std::string_view text,
                            const base::TimeZoneLookup& time_zone);

}  // namespace truceline::formats
