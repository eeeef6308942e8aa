// SPDX-License-Identifier: Apache-2.0
#include "scenario_positions.hpp"

#include <algorithm>

#include "engine/position_stream.hpp"
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
  const auto beside = std::ranges::find(words, "beside");
  TRY_ASSIGN(std::vector<domain::Position> positions,
             positions_of({words.begin(), beside}, landmarks));
  if (beside != words.end()) {
    TRY_ASSIGN(const auto others, positions_of({beside, words.end()}, landmarks));
    positions.insert(positions.end(), others.begin(), others.end());
    std::ranges::stable_sort(positions, {}, &domain::Position::time);
  }
  TRY_ASSIGN(engine::PositionStream stream,
             engine::PositionStream::make(engine::watch_list(state)));
  engine::StreamNews news;
  stream.take(positions, news);
  stream.finish(news);
  if (!news.flags.empty())
    return invalid("a position is not believed: " +
                   std::string(domain::word(news.flags.front().kind)));
  return std::move(news.encounters);
}

}  // namespace truceline::tests
