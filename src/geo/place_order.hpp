// SPDX-License-Identifier: Apache-2.0
//
// The order in which a batch of questions to an area index is answered: chunk by chunk, and in each
// cell by cell as they stand in it, so that memory is read once and forward.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geo/point.hpp"

namespace truceline::geo {

/// A place and a time, in the units of the windows.
struct PlaceAndTime {
  Point at;
  std::int64_t time = 0;
};

/// Puts the numbers of the questions into `order`. `space` is working space.
/// REQUIRES: all is_valid, fewer than 2^31.
void order_by_cell(std::span<const PlaceAndTime> questions, std::vector<std::uint64_t>& order,
                   std::vector<std::uint64_t>& space);

}  // namespace truceline::geo
