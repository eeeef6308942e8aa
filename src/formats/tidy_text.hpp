// SPDX-License-Identifier: Apache-2.0
//
// Foreign text made fit for a statement, which holds no control characters but line feed and tab:
// CRLF and CR become LF, every other control character a blank. Letters are never changed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/actor.hpp"

namespace truceline::formats {

/// REQUIRES: well-formed UTF-8.
std::string tidy_text(std::string_view text);

/// A list of actors as one field writes it: "Ahrar al-Sham, HTS" split at ", ".
std::vector<domain::ActorMention> mentions(std::string_view field, std::string_view separator);

}  // namespace truceline::formats
