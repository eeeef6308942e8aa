// SPDX-License-Identifier: Apache-2.0
#include "engine/tracks.hpp"

#include <limits>
#include <utility>

#include "base/invariant.hpp"

namespace truceline::engine {

using domain::Position;
namespace limits = base::limits;

namespace {

/// Devices without a fix say 0 north 0 east; no mission lies in the Gulf of Guinea.
bool is_possible(const Position& position) {
  return geo::is_valid(position.at) && position.at != geo::Point{} && position.time.value >= 0 &&
         position.time.value <= limits::kIntegerMax;
}

void refuse(TrackFlagKind kind, const Position& position, TrackNews& news) {
  news.flags.push_back({kind, {position}});
  ++news.counts.not_believed;
}

}  // namespace

void Tracks::take(std::span<const Position> batch, TrackNews& news, base::TimeMs latest) {
  for (const Position& position : batch) take_one(position, latest, news);
}

void Tracks::take_one(const Position& position, base::TimeMs latest, TrackNews& news) {
  ++news.counts.taken;
  if (!is_possible(position)) return refuse(TrackFlagKind::impossible, position, news);
  if (position.time > latest) return refuse(TrackFlagKind::future, position, news);
  const Place place = track_of(position, news);
  if (position.time.value < place->second.floor_ms) return out_of_turn(place, position, news);
  hold(place, position, news);
}

/// Of what moves: by object and sender. No object's name holds a line feed.
std::string Tracks::name_of(const Position& position) {
  return position.sender.empty() ? position.object : position.object + '\n' + position.sender;
}

Tracks::Place Tracks::track_of(const Position& position, TrackNews& news) {
  std::string name = name_of(position);
  if (const Place known = tracks_.find(name); known != tracks_.end()) return known;
  if (tracks_.size() >= objects_max_) forget_oldest(news);
  const std::int64_t time_ms = position.time.value;
  by_age_.emplace(time_ms, name);
  return tracks_.emplace(std::move(name), Track{next_number_++, time_ms, time_ms - kDisorderMs})
      .first;
}

void Tracks::hold(Place place, const Position& position, TrackNews& news) {
  Track& track = place->second;
  track.backwards = 0;
  track.quiet = false;
  const std::int64_t time_ms = position.time.value;
  if (time_ms > track.newest_ms) {
    by_age_.erase({track.newest_ms, place->first});
    by_age_.emplace(time_ms, place->first);
    track.newest_ms = time_ms;
    track.floor_ms = std::max(track.floor_ms, time_ms - kDisorderMs);
    release(track, track.floor_ms, news);
  }
  if (track.held.contains(position)) {
    ++news.counts.duplicates;
  } else if (track.held.size() >= limits::kUnorderedPositions) {
    refuse(TrackFlagKind::crowded, position, news);
  } else {
    track.held.insert(position);
  }
}

void Tracks::out_of_turn(Place place, const Position& position, TrackNews& news) {
  Track& track = place->second;
  if (track.floor_ms - position.time.value <= kBackwardsMs)
    return refuse(TrackFlagKind::late, position, news);
  if (++track.backwards < kBackwardsTillReset)
    return refuse(TrackFlagKind::backwards, position, news);
  // One wrong clock must not silence an object for ever.
  news.flags.push_back({TrackFlagKind::clock_reset, {position}});
  release(track, std::numeric_limits<std::int64_t>::max(), news);
  news.ended.push_back(track.number);
  by_age_.erase({track.newest_ms, place->first});
  tracks_.erase(place);
  hold(track_of(position, news), position, news);
}

void Tracks::forget_oldest(TrackNews& news) {
  INVARIANT(!by_age_.empty());
  const Place oldest = tracks_.find(by_age_.begin()->second);
  release(oldest->second, std::numeric_limits<std::int64_t>::max(), news);
  news.ended.push_back(oldest->second.number);
  ++news.counts.forgotten;
  tracks_.erase(oldest);
  by_age_.erase(by_age_.begin());
}

void Tracks::release(Track& track, std::int64_t before_ms, TrackNews& news) {
  auto at = track.held.begin();
  for (; at != track.held.end() && at->time.value < before_ms; ++at) {
    track.belief.take(track.number, *at, news);
    track.floor_ms = std::max(track.floor_ms, at->time.value + 1);
  }
  track.held.erase(track.held.begin(), at);
}

void Tracks::release_quiet(TrackNews& news) {
  for (auto& [name, track] : tracks_)
    if (std::exchange(track.quiet, true))
      release(track, std::numeric_limits<std::int64_t>::max(), news);
}

void Tracks::finish(TrackNews& news) {
  for (auto& [name, track] : tracks_) {
    release(track, std::numeric_limits<std::int64_t>::max(), news);
    news.ended.push_back(track.number);
  }
  tracks_.clear();
  by_age_.clear();
}

}  // namespace truceline::engine
