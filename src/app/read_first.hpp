// SPDX-License-Identifier: Apache-2.0
//
// Where an arrangement asks for it, a notification is taken in only with the key of what is there
// now (engine::Neighbourhood): its author has read it, and says so over its signature. A key that
// was handed out a moment ago counts, too, or a neighbourhood that changes all the time would let
// nobody in. What cannot wait, and what is taken back, needs none.
#pragma once

#include <deque>
#include <map>
#include <mutex>

#include "app/live_mission.hpp"

namespace truceline::app {

/// A key counts so long after it was handed out, whatever has changed since.
inline constexpr std::int64_t kReadKeyMs = 30 * base::kSecondMs;

/// Any thread.
class ReadFirst {
 public:
  /// REQUIRES: `live` outlives this.
  explicit ReadFirst(const LiveMission& live) : live_(live) {}

  /// Somebody was given this key, with what it stands for, at `at`. At most limits::kReadKeys are
  /// remembered.
  void handed_out(const base::Hash& key, base::TimeMs at);

  /// Errors: conflict, with the place "body.has_read", for a new notification that must have one
  /// and has none, or an old one: the entries that are missing are named. Cost: as
  /// engine::neighbourhood, for those kinds that must have one.
  base::Result<void> check(const domain::Statement& statement, base::TimeMs at) const;

 private:
  bool is_fresh(const base::Hash& key, base::TimeMs at) const;

  const LiveMission& live_;
  mutable std::mutex mutex_;  // guards the next two
  std::map<base::Hash, base::TimeMs> fresh_;
  std::deque<std::pair<base::TimeMs, base::Hash>> order_;  // as they were handed out
};

}  // namespace truceline::app
