// SPDX-License-Identifier: Apache-2.0
//
// What the checks of a coordinate say, in whole sentences to be read by whoever typed it.
#pragma once

#include <string>

#include "formats/coordinate_checks.hpp"
#include "views/language.hpp"

namespace truceline::views {

/// What was seen and what would mend it. In Arabic, coordinates stand in isolates (U+2066):
/// without them a right-to-left line shows latitude and longitude exchanged.
std::string concern_sentence(const formats::Concern& concern, Lang lang);

std::string_view assumption_sentence(formats::Assumption assumption, Lang lang);
std::string_view notation_label(formats::CoordinateNotation notation, Lang lang);
std::string_view weight_label(formats::ConcernWeight weight, Lang lang);
std::string_view match_label(formats::MatchKind kind, Lang lang);

/// "about 11 m", "about 1.1 km": what the digits leave open.
std::string precision_text(std::int64_t precision_mm, Lang lang);
/// "640 m", "4.2 km", "103 km".
std::string length_text(std::int64_t metres, Lang lang);
/// "36.2021, 37.1343", in an isolate in Arabic.
std::string point_text(geo::Point point, Lang lang);

}  // namespace truceline::views
