// SPDX-License-Identifier: Apache-2.0
//
// Grid references as people type them: MGRS with or without blanks, UTM with the zone before or
// after, with letters for band or hemisphere, with units and thousands separators.
// Internal to the module.
#pragma once

#include <optional>
#include <vector>

#include "formats/coordinate.hpp"
#include "formats/coordinate_text.hpp"

namespace truceline::formats {

using CoordinateReadings = std::vector<CoordinateReading>;

/// Empty where the text has not the shape of an MGRS reference. Errors: it has, and is none: a
/// zone is missing, halves of unequal length, letters that the grid does not use.
std::optional<base::Result<CoordinateReadings>> read_mgrs(const PlainText& plain);

/// Empty where the text has not the shape of UTM: a number of five digits or more and no marks of
/// degrees. "37S" is read both ways where both exist. Errors: no zone, no second number, metres
/// outside the zone.
std::optional<base::Result<CoordinateReadings>> read_utm(const PlainText& plain);

}  // namespace truceline::formats
