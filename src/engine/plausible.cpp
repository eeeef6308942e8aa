// SPDX-License-Identifier: Apache-2.0
#include "engine/plausible.hpp"

#include <algorithm>

#include "base/invariant.hpp"
#include "geo/distance.hpp"
#include "geo/metre_bounds.hpp"

namespace truceline::engine {

using base::kMinuteMs;
using base::kSecondMs;
using domain::MoverKind;

MotionBounds motion_bounds(MoverKind kind) {
  switch (kind) {
    case MoverKind::vehicle:
      return {.speed_m_s = 70, .climb_m_s = 20, .same_place_ms = 30 * kMinuteMs};
    case MoverKind::vessel:
      return {.speed_m_s = 40, .climb_m_s = 10, .same_place_ms = 30 * kMinuteMs};
    case MoverKind::helicopter:
      return {.speed_m_s = 120, .climb_m_s = 50, .same_place_ms = 30 * kMinuteMs};
    case MoverKind::aeroplane:
      return {.speed_m_s = 1'000, .climb_m_s = 400, .same_place_ms = kMinuteMs};
    case MoverKind::drone:
      return {.speed_m_s = 300, .climb_m_s = 100, .same_place_ms = 30 * kMinuteMs};
    case MoverKind::unknown:
      break;
  }
  return {.speed_m_s = 1'000, .climb_m_s = 400, .same_place_ms = 30 * kMinuteMs};
}

Motion motion(const domain::Position& from, const domain::Position& to) {
  INVARIANT(from.time <= to.time);
  constexpr std::int64_t kLongMs = 1'000'000'000;  // by then anything can be anywhere
  const MotionBounds bounds = motion_bounds(to.kind);
  const std::int64_t ms = std::min(to.time.value - from.time.value, kLongMs) + kSecondMs;
  if (from.height && to.height && from.height->datum == to.height->datum) {
    const std::int64_t from_cm = from.height->altitude_cm, to_cm = to.height->altitude_cm;
    const std::int64_t apart_cm = std::max(from_cm, to_cm) - std::min(from_cm, to_cm);
    if (apart_cm * kSecondMs > 100 * (bounds.climb_m_s * ms + kHeightDoubtM * kSecondMs))
      return Motion::too_steep;
  }
  const std::int64_t most_mm = bounds.speed_m_s * ms + kPlaceDoubtM * 1'000;
  if (most_mm >= geo::kMetresMax * 1'000) return Motion::plausible;
  const bool is_too_fast = geo::distance_m(from.at, to.at) * 1'000 > static_cast<double>(most_mm);
  return is_too_fast ? Motion::too_fast : Motion::plausible;
}

}  // namespace truceline::engine
