// SPDX-License-Identifier: Apache-2.0
//
// Positions as they arrive, in batches of any size, become one track for each object. Each is held
// until its object is heard of more than a second later, so that what arrives in disorder within a
// second comes out in order; what comes after its turn is flagged. The same positions give the same
// news however they are cut into batches and shuffled within a second, below the limits.
// Memory is bounded: beyond the limit the object heard of longest ago is forgotten, and counted.
#pragma once

#include <map>
#include <set>
#include <span>
#include <string>

#include "base/limits.hpp"
#include "engine/belief.hpp"

namespace truceline::engine {

class Tracks {
 public:
  /// REQUIRES: objects_max > 0.
  explicit Tracks(std::size_t objects_max = base::limits::kTrackedObjects)
      : objects_max_(objects_max) {}

  /// Takes a batch and adds what follows from it to `news`. What is later than `latest` is flagged:
  /// for a live stream, whose caller has a clock; a recording has no such bound. Cost: a look into
  /// a tree of the objects and at most two geodesics a position.
  void take(std::span<const domain::Position> batch, TrackNews& news,
            base::TimeMs latest = base::kTimeMax);

  /// Lets go what is held of the objects of which nothing has come since the last call, without
  /// waiting for later positions: for a live stream, whose caller calls it every few seconds. Looks
  /// at no object's clock. What comes out of turn after that is late. Cost: a look at each object.
  void release_quiet(TrackNews& news);

  /// The stream ends: lets go all that is held, and forgets everything.
  void finish(TrackNews& news);

  std::size_t objects() const { return tracks_.size(); }

  static constexpr std::int64_t kDisorderMs = base::kSecondMs;
  static constexpr std::int64_t kBackwardsMs = base::kMinuteMs;
  static constexpr int kBackwardsTillReset = 3;

 private:
  struct Track {
    std::uint64_t number = 0;
    std::int64_t newest_ms = 0;
    std::int64_t floor_ms = 0;             // whose turn has passed
    std::set<domain::Position> held = {};  // none before floor_ms
    int backwards = 0;                     // in a row
    bool quiet = false;                    // since the last release_quiet
    Belief belief = {};
  };
  using Place = std::map<std::string, Track, std::less<>>::iterator;

  void take_one(const domain::Position& position, base::TimeMs latest, TrackNews& news);
  void hold(Place place, const domain::Position& position, TrackNews& news);
  void out_of_turn(Place place, const domain::Position& position, TrackNews& news);
  Place track_of(const domain::Position& position, TrackNews& news);
  void forget_oldest(TrackNews& news);
  static void release(Track& track, std::int64_t before_ms, TrackNews& news);
  static std::string name_of(const domain::Position& position);

  std::size_t objects_max_;
  std::uint64_t next_number_ = 0;
  std::map<std::string, Track, std::less<>> tracks_;
  std::set<std::pair<std::int64_t, std::string>> by_age_;  // newest_ms and name of each
};

}  // namespace truceline::engine
