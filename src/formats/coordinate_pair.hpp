// SPDX-License-Identifier: Apache-2.0
//
// The fourth step of reading a coordinate in degrees: which tokens are the one half and which the
// other, and which half is the latitude. Every way that gives a place is kept.
// Internal to the module.
#pragma once

#include <vector>

#include "formats/coordinate.hpp"
#include "formats/coordinate_text.hpp"

namespace truceline::formats {

/// All readings of `plain` as two angles, the likeliest first, each another point. Errors: those
/// of coordinate_tokens and read_angle; no number or only one; words between the numbers.
base::Result<std::vector<CoordinateReading>> read_angle_pair(const PlainText& plain);

}  // namespace truceline::formats
