// SPDX-License-Identifier: Apache-2.0
#include "engine/position_stream.hpp"

#include <iterator>

namespace truceline::engine {

base::Result<PositionStream> PositionStream::make(WatchList list, Hysteresis hysteresis,
                                                  std::size_t objects_max) {
  TRY_ASSIGN(Proximity proximity, Proximity::make(list.watched, hysteresis));
  return PositionStream(std::move(list), std::move(proximity), hysteresis, objects_max);
}

base::Result<void> PositionStream::watch(WatchList list) {
  TRY(proximity_.watch(list.watched));
  list_ = std::move(list);
  meetings_.watch(list_.hostile);
  return {};
}

void PositionStream::take(std::span<const domain::Position> batch, StreamNews& news,
                          base::TimeMs latest) {
  TrackNews tracked;
  tracks_.take(batch, tracked, latest);
  tell(std::move(tracked), news);
}

void PositionStream::release_quiet(StreamNews& news) {
  TrackNews tracked;
  tracks_.release_quiet(tracked);
  tell(std::move(tracked), news);
  meetings_.release_quiet(news.encounters);
}

void PositionStream::finish(StreamNews& news) {
  TrackNews tracked;
  tracks_.finish(tracked);
  tell(std::move(tracked), news);
}

void PositionStream::tell(TrackNews&& tracked, StreamNews& news) {
  std::vector<ProximityEvent> events;
  proximity_.take(tracked, events);
  for (const ProximityEvent& event : events)
    if (auto encounter = list_.encounter_of(event))
      news.encounters.push_back(*std::move(encounter));
  meetings_.take(tracked, news.encounters);
  std::ranges::move(tracked.flags, std::back_inserter(news.flags));
  news.counts.taken += tracked.counts.taken;
  news.counts.believed += tracked.counts.believed;
  news.counts.duplicates += tracked.counts.duplicates;
  news.counts.not_believed += tracked.counts.not_believed;
  news.counts.forgotten += tracked.counts.forgotten;
}

}  // namespace truceline::engine
