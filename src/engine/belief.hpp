// SPDX-License-Identifier: Apache-2.0
//
// Which of one object's positions to believe. It is given them in order of time. What cannot have
// followed the last believed one is set aside: when the next is plausible again, the jump looks
// forged; when it stays there for a minute, the first place may have been the wrong one, and
// the track goes on from there, flagged.
#pragma once

#include <optional>

#include "engine/track_news.hpp"

namespace truceline::engine {

class Belief {
 public:
  /// Adds the position to the believed ones, or says why not. REQUIRES: its place is_valid; its
  /// time is not before those given earlier. Cost: at most two geodesics.
  void take(std::uint64_t track, const domain::Position& position, TrackNews& news);

  static constexpr std::int64_t kJumpStaysMs = base::kMinuteMs;
  static constexpr int kJumpStaysPositions = 3;

 private:
  void believe(std::uint64_t track, const domain::Position& position, TrackNews& news);
  void doubt(std::uint64_t track, const domain::Position& position, TrackFlagKind why,
             TrackNews& news);

  struct Jump {  // what was set aside since the last believed position, as far as it hangs together
    domain::Position first;
    domain::Position last;
    int positions = 1;
  };
  std::optional<domain::Position> last_;        // believed
  std::optional<domain::Position> same_place_;  // the first believed one where last_ is
  bool is_frozen_ = false;
  std::optional<Jump> jump_;
};

}  // namespace truceline::engine
