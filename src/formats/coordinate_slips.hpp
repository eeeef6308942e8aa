// SPDX-License-Identifier: Apache-2.0
//
// The slips of the pen that put a place elsewhere, undone: what somebody may have meant who wrote
// latitude and longitude the wrong way round, lost a sign, or took minutes for decimals. They are
// only proposals; coordinate_checks says when one is worth telling. Internal to the module.
#pragma once

#include <vector>

#include "formats/coordinate.hpp"

namespace truceline::formats {

enum class Slip {
  swapped,              ///< Latitude and longitude the wrong way round.
  sign,                 ///< A sign or a letter of the compass wrong, or both.
  wrong_zone,           ///< The zone or the hemisphere of UTM.
  minutes_as_decimals,  ///< 36.1230 written for 36 degrees 12 minutes 30 seconds.
  decimals_as_minutes,  ///< 36 12 30 written for 36.1230 degrees.
};

struct Mended {
  Slip slip;
  geo::Point point;
};

/// What the reading would be without each slip, those that give a valid and another point. In the
/// order of Slip.
std::vector<Mended> mended(const CoordinateReading& reading);

}  // namespace truceline::formats
