// SPDX-License-Identifier: Apache-2.0
//
// The mission's own page: who we are, what there is, and the disclaimer that goes with the map.
#pragma once

#include <string>

#include "views/mission_card.hpp"

namespace truceline::views {

/// The part of the answer that comes from the mission's folder, as one JSON object.
std::string card_json(const MissionCard& card);

}  // namespace truceline::views
