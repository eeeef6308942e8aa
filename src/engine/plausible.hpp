// SPDX-License-Identifier: Apache-2.0
//
// Can something of this kind have gone from one position to the other? The bounds are generous,
// above what the fastest of each kind do, so that what exceeds them is a fault of the device, of
// its clock, or a forgery.
#pragma once

#include <cstdint>

#include "domain/position.hpp"

namespace truceline::engine {

struct MotionBounds {
  std::int64_t speed_m_s = 0;
  std::int64_t climb_m_s = 0;
  /// For how long exactly the same place, to a centimetre, is believed: receivers tremble even
  /// where nothing moves, and an aeroplane never stands still in the air.
  std::int64_t same_place_ms = 0;
};

/// Of this kind; `unknown` has the widest.
MotionBounds motion_bounds(domain::MoverKind kind);

enum class Motion { plausible, too_fast, too_steep };

/// Whether `to` can follow `from`, by the bounds of the kind of `to`. Times count as right to a
/// second, places to kPlaceDoubtM, heights to kHeightDoubtM; heights are compared only where both
/// have one datum. REQUIRES: both places is_valid; from.time <= to.time, both in 0..2^53.
/// Cost: a geodesic.
Motion motion(const domain::Position& from, const domain::Position& to);

inline constexpr std::int64_t kPlaceDoubtM = 100;
inline constexpr std::int64_t kHeightDoubtM = 300;

}  // namespace truceline::engine
