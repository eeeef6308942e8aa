// SPDX-License-Identifier: Apache-2.0
//
// The gazetteer and the land that mission.yaml names, read from the mission folder. A mission works
// without them: what cannot be read is a warning, and fewer checks are made.
#pragma once

#include <filesystem>
#include <memory>

#include "base/diagnostic.hpp"
#include "formats/mission_yaml.hpp"
#include "views/mission_places.hpp"

namespace truceline::app {

struct PlacesReading {
  std::shared_ptr<const views::MissionPlaces> places;  ///< Null where the mission names neither.
  /// Warnings: no-such-file (a gazetteer; land that is not there is no fault), bad-gazetteer,
  /// bad-place, bad-land.
  base::Diagnostics remarks;
};

PlacesReading read_mission_places(const std::filesystem::path& folder,
                                  const formats::MissionConfig& config);

}  // namespace truceline::app
