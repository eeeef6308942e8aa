// SPDX-License-Identifier: Apache-2.0
//
// Who comes in, near, out and away. Believed positions are held against what is watched. Coming in
// counts at once; going out only a little further away and for a while, so that an object that
// trembles on an edge says one thing and not a hundred. Only positions are judged: what an object
// did between two of them is not concluded.
#pragma once

#include <map>
#include <memory>
#include <span>

#include "domain/encounter.hpp"
#include "engine/track_news.hpp"
#include "engine/watched.hpp"
#include "geo/area_index.hpp"

namespace truceline::engine {

using domain::ProximityKind;

struct ProximityEvent {
  ProximityKind kind = ProximityKind::entered;
  std::string watched;
  std::int64_t distance_m = 0;  ///< At the last of the positions; whole metres, rounded down.
  /// The few it rests on, of one object, in order of time. In: the one before, where there is one,
  /// and the one inside. Out: the last within, where there is one, the first beyond, and the one
  /// that settled it, where that is another.
  std::vector<domain::Position> positions;
  friend auto operator<=>(const ProximityEvent&, const ProximityEvent&) = default;
};

/// Out is further than `metres` beyond the edge, from one position to another at least `dwell_ms`
/// later with none in between that is not.
struct Hysteresis {
  std::int64_t metres = 100;
  std::int64_t dwell_ms = base::kMinuteMs;
};

class Proximity {
 public:
  /// Errors: as check_watched; invalid_input where the hysteresis is below 0 or above
  /// kWatchedWithinMaxM or a day; as geo::AreaIndex::build.
  static base::Result<Proximity> make(std::vector<Watched> watched, Hysteresis hysteresis);

  /// Watches these from now on. Whoever was in something stays in the version of the same thing
  /// that counts at the time of its last position, without an event; what is watched no more is
  /// forgotten. Errors, which change nothing: those of make. Cost: as making it anew.
  base::Result<void> watch(std::vector<Watched> watched);

  /// Adds the events that follow from the next positions, each track's in order of time, and
  /// forgets the tracks that ended. When a window of time closes, what was in is forgotten without
  /// an event. Cost: a question to the index, and a distance for each watched thing whose
  /// rectangle holds the place.
  void take(const TrackNews& news, std::vector<ProximityEvent>& events);

 private:
  struct Ring {  // one edge: that of the footprint, or within_m around it
    std::uint32_t watched = 0;
    bool is_near = false;
    friend auto operator<=>(const Ring&, const Ring&) = default;
  };
  struct Latch {
    bool is_in = true;
    std::optional<domain::Position> within = std::nullopt;  // the last
    std::optional<domain::Position> beyond = std::nullopt;  // the first since
  };
  struct Memory {  // of one track
    std::optional<domain::Position> previous = std::nullopt;
    std::map<Ring, Latch> latches = {};
  };
  using Events = std::vector<ProximityEvent>;
  using Versions = std::multimap<std::string_view, std::uint32_t>;  // by thing

  Proximity() = default;
  bool is_asked(const Watched& watched, const domain::Position& position) const;
  std::optional<Ring> same_ring(Ring ring, const Memory& memory, const Proximity& next,
                                const Versions& versions) const;
  void take_one(const domain::Position& position, std::span<const geo::AreaHit> near,
                Memory& memory, Events& events);
  void judge(Ring ring, std::int64_t radius_m, double metres, const domain::Position& position,
             Memory& memory, Events& events);
  void come_in(Ring ring, double metres, const domain::Position& position, Memory& memory,
               Events& events);
  bool is_out(Latch& latch, const domain::Position& position) const;
  ProximityKind kind_of(Ring ring, bool comes_in) const;

  std::vector<Watched> watched_;
  std::vector<PreparedFootprint> footprints_;
  Hysteresis hysteresis_;
  geo::AreaSnapshot around_;  // rectangles of those that everybody is held against
  std::map<std::string, std::vector<std::uint32_t>, std::less<>> keeping_;  // by object
  std::map<std::uint64_t, Memory> memories_;                                // by track
};

}  // namespace truceline::engine
