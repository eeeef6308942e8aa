// SPDX-License-Identifier: Apache-2.0
//
// What engine::Tracks and engine::Proximity must say, worked out slowly and plainly from all
// positions at once: sorted, object by object, watched thing by watched thing, edge by edge.
#pragma once

#include <vector>

#include "engine/proximity.hpp"

namespace truceline::engine {

struct SlowAnswer {
  std::vector<domain::Position> believed;  ///< Sorted, as all of it.
  std::vector<TrackFlag> flags;
  std::vector<ProximityEvent> events;
  friend bool operator==(const SlowAnswer&, const SlowAnswer&) = default;
};

/// REQUIRES: none comes late and none crowded; the watched things are checked.
SlowAnswer answer_slowly(const std::vector<domain::Position>& positions,
                         const std::vector<Watched>& watched, Hysteresis hysteresis);

}  // namespace truceline::engine
