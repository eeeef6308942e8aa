// SPDX-License-Identifier: Apache-2.0
#include "engine/meetings.hpp"

#include <algorithm>
#include <tuple>

#include "geo/distance.hpp"

namespace truceline::engine {

using domain::Encounter;
using domain::Fix;
using domain::Position;
using domain::ProximityKind;

namespace {

constexpr std::int64_t kDegreeLatitudeMinM = 110'500;  // at the equator; nowhere less

bool is_apart_in_height(const Fix& one, const Fix& other,
                        const std::optional<std::int64_t>& vertical_cm) {
  if (!vertical_cm || !one.height || !other.height) return false;
  if (one.height->datum != other.height->datum) return false;
  const std::int64_t apart_cm =
      std::int64_t{one.height->altitude_cm} - std::int64_t{other.height->altitude_cm};
  return std::max(apart_cm, -apart_cm) >= *vertical_cm;
}

bool is_fresh(const Fix& one, const Fix& other) {
  const std::int64_t apart_ms = one.time.value - other.time.value;
  return std::max(apart_ms, -apart_ms) <= Meetings::kFreshMs;
}

/// The last one at or before `time`; the end where there is none.
std::deque<Fix>::const_iterator last_until(const std::deque<Fix>& tail, base::TimeMs time) {
  const auto after = std::ranges::upper_bound(tail, time, {}, &Fix::time);
  return after == tail.begin() ? tail.end() : std::prev(after);
}

/// `fix` and, where it is fresh enough, the one before it.
std::vector<Fix> with_the_one_before(const std::deque<Fix>& tail, const Fix& fix) {
  std::vector<Fix> fixes;
  const auto at = std::ranges::lower_bound(tail, fix.time, {}, &Fix::time);
  if (at != tail.begin() && is_fresh(*std::prev(at), fix)) fixes.push_back(*std::prev(at));
  fixes.push_back(fix);
  return fixes;
}

}  // namespace

bool is_near(const Fix& one, const Fix& other, std::int64_t within_m,
             const std::optional<std::int64_t>& vertical_cm) {
  return !is_apart_in_height(one, other, vertical_cm) &&
         geo::distance_m(one.at, other.at) < static_cast<double>(within_m);
}

void Meetings::watch(HostileWatch watch) {
  const bool same_bands = watch.within_m == watch_.within_m;
  watch_ = std::move(watch);
  if (same_bands) return;
  bands_.clear();
  for (const auto& [number, track] : tracks_)
    for (const Fix& fix : track.tail) ++bands_[band_of(fix.at)][number];
}

void Meetings::take(const TrackNews& news, std::vector<Encounter>& encounters) {
  if (watch_.within_m > 0 && watch_.enmities.any())
    for (const BelievedPosition& believed : news.believed)
      if (!believed.position.sender.empty())
        take_one(believed.track, believed.position, encounters);
  for (const std::uint64_t number : news.ended) {
    const auto track = tracks_.find(number);
    if (track == tracks_.end()) continue;
    for (const std::uint64_t other : track->second.meets) {
      const Pair pair = pair_of(number, other);
      compare(pair, meetings_.at(pair), UpTo::either_known, encounters);
    }
    forget(number);
  }
}

void Meetings::release_quiet(std::vector<Encounter>& encounters) {
  for (auto& [pair, meeting] : meetings_) compare(pair, meeting, UpTo::either_known, encounters);
}

void Meetings::take_one(std::uint64_t number, const Position& position,
                        std::vector<Encounter>& encounters) {
  const auto [at, is_new] =
      tracks_.try_emplace(number, Track{position.object, position.sender, position.kind, {}, {}});
  const Fix fix{position.time, position.at, position.height};
  keep(number, at->second, fix);
  find_pairs(number, fix);
  const std::set<std::uint64_t> meets = at->second.meets;
  for (const std::uint64_t other : meets) {
    const Pair pair = pair_of(number, other);
    Meeting& meeting = meetings_.at(pair);
    compare(pair, meeting, UpTo::both_known, encounters);
    // Forgotten once none of those that were near is kept any more: sooner, it would begin anew.
    if (!meeting.is_near && meeting.last_near.value < meeting.done.value - kTailMs) part(pair);
  }
}

void Meetings::part(const Pair& pair) {
  tracks_.at(pair.first).meets.erase(pair.second);
  tracks_.at(pair.second).meets.erase(pair.first);
  meetings_.erase(pair);
}

std::int64_t Meetings::band_of(geo::Point at) const {
  const std::int64_t high_e7 =
      (watch_.within_m + hysteresis_.metres) * 10'000'000 / kDegreeLatitudeMinM + 1;
  return (std::int64_t{at.lat_e7} + geo::kLatMaxE7) / high_e7;
}

void Meetings::keep(std::uint64_t number, Track& track, const Fix& fix) {
  track.tail.push_back(fix);
  ++bands_[band_of(fix.at)][number];
  while (track.tail.size() > kTailPositions ||
         track.tail.front().time.value < fix.time.value - kTailMs) {
    const auto band = bands_.find(band_of(track.tail.front().at));
    if (--band->second[number] == 0) band->second.erase(number);
    if (band->second.empty()) bands_.erase(band);
    track.tail.pop_front();
  }
}

/// REQUIRES: it is known.
void Meetings::forget(std::uint64_t number) {
  const Track& track = tracks_.at(number);
  for (const Fix& fix : track.tail)
    if (const auto band = bands_.find(band_of(fix.at)); band != bands_.end()) {
      band->second.erase(number);
      if (band->second.empty()) bands_.erase(band);
    }
  const std::set<std::uint64_t> meets = track.meets;
  for (const std::uint64_t other : meets) part(pair_of(number, other));
  tracks_.erase(number);
}

/// Who of the two is named first does not depend on who came first.
Meetings::Pair Meetings::pair_of(std::uint64_t one, std::uint64_t other) const {
  const auto key = [&](std::uint64_t number) {
    const Track& track = tracks_.at(number);
    return std::tie(track.sender, track.object);
  };
  return key(one) < key(other) ? Pair{one, other} : Pair{other, one};
}

/// Begins a meeting with each that it is near to.
void Meetings::find_pairs(std::uint64_t number, const Fix& fix) {
  Track& own = tracks_.at(number);
  const std::int64_t band = band_of(fix.at);
  for (auto at = bands_.lower_bound(band - 1); at != bands_.end() && at->first <= band + 1; ++at)
    for (const auto& [other, count] : at->second) {
      Track& track = tracks_.at(other);
      if (track.sender == own.sender || own.meets.contains(other)) continue;
      const bool near = std::ranges::any_of(track.tail, [&](const Fix& there) {
        return is_fresh(fix, there) && is_near(fix, there, watch_.within_m, watch_.vertical_cm);
      });
      if (!near || !watch_.enmities.between(own.sender, track.sender, fix.time)) continue;
      meetings_[pair_of(number, other)].last_near = fix.time;
      own.meets.insert(other);
      track.meets.insert(number);
    }
}

/// Goes on in order of time.
void Meetings::compare(const Pair& pair, Meeting& meeting, UpTo up_to,
                       std::vector<Encounter>& encounters) {
  const std::deque<Fix>& one = tracks_.at(pair.first).tail;
  const std::deque<Fix>& other = tracks_.at(pair.second).tail;
  const auto [earlier, later] = std::minmax(one.back().time, other.back().time);
  const base::TimeMs until = up_to == UpTo::both_known ? earlier : later;
  auto a = std::ranges::upper_bound(one, meeting.done, {}, &Fix::time);
  auto b = std::ranges::upper_bound(other, meeting.done, {}, &Fix::time);
  while (true) {
    const bool more_a = a != one.end() && a->time <= until;
    const bool more_b = b != other.end() && b->time <= until;
    if (!more_a && !more_b) break;
    const bool of_a = more_a && (!more_b || a->time <= b->time);
    const Fix& fix = of_a ? *a++ : *b++;
    const std::deque<Fix>& there = of_a ? other : one;
    const auto partner = last_until(there, fix.time);
    if (partner == there.end() || !is_fresh(fix, *partner)) continue;
    judge(pair, meeting, of_a ? fix : *partner, of_a ? *partner : fix, encounters);
  }
  meeting.done = std::max(meeting.done, until);
}

void Meetings::judge(const Pair& pair, Meeting& meeting, const Fix& one, const Fix& other,
                     std::vector<Encounter>& encounters) {
  const base::TimeMs time = std::max(one.time, other.time);
  if (!meeting.is_near) {
    if (!is_near(one, other, watch_.within_m, watch_.vertical_cm)) return;
    meeting.last_near = std::max(meeting.last_near, time);
    const auto said = watch_.enmities.between(tracks_.at(pair.first).sender,
                                              tracks_.at(pair.second).sender, time);
    if (!said) return;
    meeting.said = *said;
    meeting.is_near = true;
    meeting.beyond.reset();
    encounters.push_back(encounter(ProximityKind::came_near, pair, meeting, one, other));
    return;
  }
  if (is_near(one, other, watch_.within_m + hysteresis_.metres, watch_.vertical_cm)) {
    meeting.last_near = std::max(meeting.last_near, time);
    meeting.beyond.reset();
    return;
  }
  if (!meeting.beyond) meeting.beyond = time;
  if (time.value - meeting.beyond->value < hysteresis_.dwell_ms) return;
  meeting.is_near = false;
  encounters.push_back(encounter(ProximityKind::went_away, pair, meeting, one, other));
}

Encounter Meetings::encounter(ProximityKind event, const Pair& pair, const Meeting& meeting,
                              const Fix& one, const Fix& other) const {
  const Track& first = tracks_.at(pair.first);
  const Track& second = tracks_.at(pair.second);
  Encounter told;
  told.event = event;
  told.object = first.object;
  told.kind = first.kind;
  told.sender = first.sender;
  told.positions = with_the_one_before(first.tail, one);
  told.watched = meeting.said;
  told.within_m = watch_.within_m;
  told.arrangement = watch_.arrangement;
  told.met = domain::Met{second.object, second.kind, second.sender,
                         with_the_one_before(second.tail, other)};
  return told;
}

}  // namespace truceline::engine
