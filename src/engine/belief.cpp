// SPDX-License-Identifier: Apache-2.0
#include "engine/belief.hpp"

#include "engine/plausible.hpp"

namespace truceline::engine {

using domain::Position;

void Belief::take(std::uint64_t track, const Position& position, TrackNews& news) {
  if (!last_) return believe(track, position, news);
  const Motion moved = motion(*last_, position);
  if (moved != Motion::plausible)
    return doubt(track, position,
                 moved == Motion::too_fast ? TrackFlagKind::implausible_speed
                                           : TrackFlagKind::implausible_climb,
                 news);
  if (jump_) news.flags.push_back({TrackFlagKind::jump_returned, {*last_, jump_->first, position}});
  jump_.reset();
  const bool is_same_place = position.at == last_->at && position.height == last_->height;
  if (!is_same_place) return believe(track, position, news);
  const std::int64_t same_ms = position.time.value - same_place_->time.value;
  if (same_ms <= motion_bounds(position.kind).same_place_ms) return believe(track, position, news);
  if (!is_frozen_) news.flags.push_back({TrackFlagKind::frozen, {*same_place_, position}});
  is_frozen_ = true;
  ++news.counts.not_believed;
}

void Belief::believe(std::uint64_t track, const Position& position, TrackNews& news) {
  if (!last_ || position.at != last_->at || position.height != last_->height) {
    same_place_ = position;
    is_frozen_ = false;
  }
  last_ = position;
  jump_.reset();
  ++news.counts.believed;
  news.believed.push_back({track, position});
}

void Belief::doubt(std::uint64_t track, const Position& position, TrackFlagKind why,
                   TrackNews& news) {
  news.flags.push_back({why, {*last_, position}});
  if (!jump_ || motion(jump_->last, position) != Motion::plausible) {
    jump_ = Jump{position, position};
  } else {
    jump_->last = position;
    ++jump_->positions;
  }
  const std::int64_t stays_ms = position.time.value - jump_->first.time.value;
  if (jump_->positions < kJumpStaysPositions || stays_ms < kJumpStaysMs) {
    ++news.counts.not_believed;
    return;
  }
  news.flags.push_back({TrackFlagKind::jump_stayed, {*last_, jump_->first, position}});
  believe(track, position, news);
}

}  // namespace truceline::engine
