// SPDX-License-Identifier: Apache-2.0
//
// Where does the one half end and the other begin? Letters, marks, a separator, a sign or mere
// symmetry say it; every place to cut is tried and the best are kept. Internal to the module.
#pragma once

#include <vector>

#include "formats/coordinate_angle.hpp"

namespace truceline::formats {

struct HalfPair {
  WrittenAngle one;  ///< In the order written.
  WrittenAngle other;
};

/// The cuts that give two angles and go least against what stands there; several only where they
/// are equal. A third number after two separators is left out as a height. Errors: fewer than two
/// numbers; what is wrong with the most plausible cut.
base::Result<std::vector<HalfPair>> split_in_halves(const PlainText& plain,
                                                    const CoordinateTokens& tokens);

}  // namespace truceline::formats
