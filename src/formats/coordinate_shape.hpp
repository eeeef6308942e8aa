// SPDX-License-Identifier: Apache-2.0
//
// Shapes pasted as text where one place was asked for: WKT ("POINT (37.1 36.2)") and GeoJSON.
// Both write the longitude first, and both may hold many places. Internal to the module.
#pragma once

#include <optional>

#include "formats/coordinate.hpp"
#include "formats/coordinate_text.hpp"

namespace truceline::formats {

/// Empty where the text is neither. Errors: it is, and holds no places, too many, or one that is
/// none.
std::optional<base::Result<CoordinateText>> read_shape(std::string_view raw,
                                                       const PlainText& plain);

}  // namespace truceline::formats
