// SPDX-License-Identifier: Apache-2.0
//
// JSON for eyes: what fits on a line stands on one, the rest is broken up and indented. Same
// members, same order, same numbers; only the white space is ours.
#pragma once

#include <string>

#include "base/json.hpp"

namespace truceline::views {

/// `margin` blanks stand before each line but the first, which the caller has begun.
std::string indented_json(base::JsonValue value, std::size_t margin = 0);

}  // namespace truceline::views
