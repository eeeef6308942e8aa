// SPDX-License-Identifier: Apache-2.0
//
// Positions in, and out come the flags and the encounters that follow from them, held against what
// a mission watches. Tracks, Proximity, Meetings and WatchList put together; keeps nothing of the
// stream but each object's last places. A recording is taken whole; a live stream also calls
// release_quiet every few seconds, and watch when something new is said.
#pragma once

#include "engine/tracks.hpp"
#include "engine/watch_list.hpp"

namespace truceline::engine {

struct StreamNews {
  std::vector<TrackFlag> flags;
  std::vector<domain::Encounter> encounters;
  TrackCounts counts;
};

class PositionStream {
 public:
  /// Errors: those of Proximity::make.
  static base::Result<PositionStream> make(WatchList list, Hysteresis hysteresis = {},
                                           std::size_t objects_max = base::limits::kTrackedObjects);

  /// Errors, which change nothing: those of Proximity::watch.
  base::Result<void> watch(WatchList list);
  const WatchList& watched() const { return list_; }
  std::size_t objects() const { return tracks_.objects(); }

  // Each adds to `news` what follows. As in Tracks.
  void take(std::span<const domain::Position> batch, StreamNews& news,
            base::TimeMs latest = base::kTimeMax);
  void release_quiet(StreamNews& news);
  void finish(StreamNews& news);

 private:
  PositionStream(WatchList list, Proximity proximity, Hysteresis hysteresis,
                 std::size_t objects_max)
      : list_(std::move(list)),
        proximity_(std::move(proximity)),
        meetings_(list_.hostile, hysteresis),
        tracks_(objects_max) {}
  void tell(TrackNews&& tracked, StreamNews& news);

  WatchList list_;
  Proximity proximity_;
  Meetings meetings_;
  Tracks tracks_;
};

}  // namespace truceline::engine
