// SPDX-License-Identifier: Apache-2.0
//
// A comma may be a decimal point or stand between two numbers; a dash may be a minus or stand
// between. Each way of taking them is a mode: one list of tokens without commas in it.
// Internal to the module.
#pragma once

#include <vector>

#include "formats/coordinate_angle.hpp"

namespace truceline::formats {

struct TokenMode {
  CoordinateTokens tokens;  ///< Numbers, marks, letters, signs, labels, separators between.
  std::vector<Assumption> assumed;
  int strain = 0;                   ///< How much this way goes against custom.
  Axis first_axis = Axis::unknown;  ///< Where labels before both numbers say it: "lon, lat:".
  bool tells_best = false;          ///< Its error says more than that of the others.
};

/// At least one mode, the likeliest first. Errors: a word between or right at the numbers.
base::Result<std::vector<TokenMode>> token_modes(const PlainText& plain, CoordinateTokens tokens);

}  // namespace truceline::formats
