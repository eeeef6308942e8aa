// SPDX-License-Identifier: Apache-2.0
//
// The datum that a text names. A position on another datum is a real place a hundred metres or
// more away from where its numbers lie on WGS84; we say so and convert nothing, since a
// conversion needs to know the surveyor's parameters. Internal to the module.
#pragma once

#include <optional>
#include <string>

#include "formats/coordinate_text.hpp"

namespace truceline::formats {

/// Takes the name of a datum or an EPSG code out of the text (blanks stand in its place) and gives
/// it as we call it; empty where there is none. UTM by EPSG code becomes "37 north " at the
/// front of the text. Errors: unsupported for a code that is no degrees and no UTM on WGS84.
base::Result<std::string> take_datum(PlainText& plain);

}  // namespace truceline::formats
