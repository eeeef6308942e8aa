// SPDX-License-Identifier: Apache-2.0
//
// What a mission says of itself, beside its ledger, as every page shows it. Values only: the app
// reads the folder and the time-zone database and hands over this.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/time_zone.hpp"
#include "formats/mission_yaml.hpp"
#include "views/mission_places.hpp"

namespace truceline::views {

struct MissionCard {
  formats::MissionConfig config;
  base::TimeZone time_zone = base::TimeZone::utc();  ///< The one that config.time_zone names.
  std::shared_ptr<const MissionPlaces> places;       ///< Null where the mission brings none.
  std::string build;  ///< The program's version: answers may read differently in another one.
};

/// The last part of the layer's path: its name under /layers/.
std::string_view layer_name(const formats::MissionLayerConfig& layer);

/// The layer that GET /layers/{name} asks for; nullptr where there is none. Nothing but what the
/// mission lists is ever served from its folder.
const formats::MissionLayerConfig* find_layer(const MissionCard& card, std::string_view name);

}  // namespace truceline::views
