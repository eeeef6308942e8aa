// SPDX-License-Identifier: Apache-2.0
//
// What moves of parties that are hostile to each other, and comes near. Each believed position is
// held against the other's last one, where that is no older than kFreshMs: what either did since is
// not concluded. Two tracks are compared in order of time, and only as far as both are known, so
// that the same positions give the same news in whatever order the tracks arrive.
//
// Near counts at once; far only a little further away and for a while, as in Proximity. A height
// that is not known, or measured from something else, sets nobody apart.
#pragma once

#include <deque>
#include <map>
#include <set>
#include <vector>

#include "domain/encounter.hpp"
#include "engine/enmities.hpp"
#include "engine/proximity.hpp"
#include "engine/track_news.hpp"

namespace truceline::engine {

/// How near is near for two that are hostile to each other, and who is.
struct HostileWatch {
  Enmities enmities;
  std::int64_t within_m = 0;  ///< 0: nothing is watched.
  std::optional<std::int64_t> vertical_cm = {};
  base::Hash arrangement{};  ///< Entry id of what asks for it.
};

/// Near: nearer than `within_m`, and not `vertical_cm` or more apart in height.
bool is_near(const domain::Fix& one, const domain::Fix& other, std::int64_t within_m,
             const std::optional<std::int64_t>& vertical_cm);

class Meetings {
 public:
  /// REQUIRES: within_m is at most kWatchedWithinMaxM.
  Meetings(HostileWatch watch, Hysteresis hysteresis)
      : watch_(std::move(watch)), hysteresis_(hysteresis) {}

  /// Watches for these from now on; who is near somebody stays so.
  void watch(HostileWatch watch);

  /// Adds the encounters that follow from the next positions, each track's in order of time, and
  /// those of the tracks that ended, which it then forgets, without an event. Cost: a look at each
  /// other track of a sender hostile to it in the same band of latitude, and some geodesics for
  /// those that are near.
  void take(const TrackNews& news, std::vector<domain::Encounter>& encounters);

  /// Goes on without waiting for those that are silent: for a live stream, as Tracks'.
  void release_quiet(std::vector<domain::Encounter>& encounters);

  /// A position counts so long for what its object is near to.
  static constexpr std::int64_t kFreshMs = 30 * base::kSecondMs;
  /// So much of each track is kept: who reports less often may be missed.
  static constexpr std::int64_t kTailMs = 5 * base::kMinuteMs;
  static constexpr std::size_t kTailPositions = 300;

 private:
  struct Track {
    std::string object;
    std::string sender;
    domain::MoverKind kind = domain::MoverKind::unknown;
    std::deque<domain::Fix> tail = {};   // in order of time
    std::set<std::uint64_t> meets = {};  // has a meeting with these
  };
  using Pair = std::pair<std::uint64_t, std::uint64_t>;  // of tracks, by sender and object
  struct Meeting {
    base::TimeMs done = base::kTimeMin;  // compared up to and with
    base::TimeMs last_near = base::kTimeMin;
    bool is_near = false;
    std::optional<base::TimeMs> beyond = {};  // since when
    base::Hash said{};                        // what makes them hostile
  };

  void take_one(std::uint64_t number, const domain::Position& position,
                std::vector<domain::Encounter>& encounters);
  void keep(std::uint64_t number, Track& track, const domain::Fix& fix);
  void forget(std::uint64_t number);
  void part(const Pair& pair);
  std::int64_t band_of(geo::Point at) const;
  void find_pairs(std::uint64_t number, const domain::Fix& fix);
  Pair pair_of(std::uint64_t one, std::uint64_t other) const;
  enum class UpTo { both_known, either_known };
  void compare(const Pair& pair, Meeting& meeting, UpTo up_to,
               std::vector<domain::Encounter>& encounters);
  void judge(const Pair& pair, Meeting& meeting, const domain::Fix& one, const domain::Fix& other,
             std::vector<domain::Encounter>& encounters);
  domain::Encounter encounter(domain::ProximityKind event, const Pair& pair, const Meeting& meeting,
                              const domain::Fix& one, const domain::Fix& other) const;

  HostileWatch watch_;
  Hysteresis hysteresis_;
  std::map<std::uint64_t, Track> tracks_;
  std::map<std::int64_t, std::map<std::uint64_t, int>> bands_;  // tails' positions, by latitude
  std::map<Pair, Meeting> meetings_;
};

}  // namespace truceline::engine
