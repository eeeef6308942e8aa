// SPDX-License-Identifier: Apache-2.0
#include "scenario_positions.hpp"

#include "engine/tracks.hpp"
#include "engine/watch_list.hpp"
#include "scenario_words.hpp"

namespace truceline::tests {
namespace {

using base::invalid;
using base::Result;

std::int32_t between(std::int32_t from, std::int32_t to, std::int64_t part, std::int64_t whole) {
  return from + static_cast<std::int32_t>((std::int64_t{to} - from) * part / whole);
}

Result<std::vector<domain::Position>> positions_of(const std::vector<std::string>& words,
                                                   const Landmarks& landmarks) {
  if (words.size() < 3) return invalid("\"positions\" wants an object and its kind");
  TRY_ASSIGN(const Clauses line, Clauses::read(words, 3, {"of", "along", "passing"}));
  domain::Position now;
  now.object = words[1];
  TRY_ASSIGN(now.kind, word_of<domain::MoverKind>(words[2]));
  now.sender = line.one("of");
  const auto places = line.list("along");
  const auto times = line.list("passing");
  if (places.size() < 2 || places.size() != times.size())
    return invalid("\"positions\" wants two places or more, and a time for each");
  std::vector<domain::Position> positions;
  std::optional<geo::Point> from;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto found = landmarks.find(places[i]);
    if (found == landmarks.end()) return invalid("\"" + places[i] + "\" is not on the map");
    TRY_ASSIGN(const domain::When when, when_of(times[i]));
    const std::int64_t minutes = (when.interval.from.value - now.time.value) / base::kMinuteMs;
    if (from && minutes <= 0) return invalid("\"passing\" wants later and later times");
    const std::int64_t begin_ms = from ? now.time.value : when.interval.from.value;
    for (std::int64_t minute = from ? 1 : 0; minute <= (from ? minutes : 0); ++minute) {
      now.time = {begin_ms + minute * base::kMinuteMs};
      now.at =
          from ? geo::Point{.lon_e7 = between(from->lon_e7, found->second.lon_e7, minute, minutes),
                            .lat_e7 = between(from->lat_e7, found->second.lat_e7, minute, minutes)}
               : found->second;
      positions.push_back(now);
    }
    from = found->second;
  }
  return positions;
}

}  // namespace

Result<std::vector<domain::Encounter>> encounters_of(const std::vector<std::string>& words,
                                                     const Landmarks& landmarks,
                                                     const engine::State& state) {
  TRY_ASSIGN(const std::vector<domain::Position> positions, positions_of(words, landmarks));
  const engine::WatchList list = engine::watch_list(state);
  TRY_ASSIGN(engine::Proximity proximity, engine::Proximity::make(list.watched, {}));
  engine::Tracks tracks;
  engine::TrackNews news;
  tracks.take(positions, news);
  tracks.finish(news);
  if (!news.flags.empty())
    return invalid("a position is not believed: " +
                   std::string(domain::word(news.flags.front().kind)));
  std::vector<engine::ProximityEvent> events;
  proximity.take(news, events);
  std::vector<domain::Encounter> encounters;
  for (const engine::ProximityEvent& event : events)
    if (auto encounter = list.encounter_of(event)) encounters.push_back(*std::move(encounter));
  return encounters;
}

}  // namespace truceline::tests
