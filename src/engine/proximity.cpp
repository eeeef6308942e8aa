// SPDX-License-Identifier: Apache-2.0
#include "engine/proximity.hpp"

#include <algorithm>
#include <cmath>

namespace truceline::engine {

using domain::Position;

base::Result<Proximity> Proximity::make(std::vector<Watched> watched, Hysteresis hysteresis) {
  TRY(check_watched(watched));
  if (hysteresis.metres < 0 || hysteresis.metres > kWatchedWithinMaxM || hysteresis.dwell_ms < 0 ||
      hysteresis.dwell_ms > base::kDayMs)
    return base::invalid("the hysteresis is out of range", "up to 1,000 km and a day");
  Proximity made;
  made.hysteresis_ = hysteresis;
  std::vector<geo::MultiPolygon> rectangles(watched.size());
  std::vector<geo::AreaIndex::Shape> shapes;
  for (std::uint32_t i = 0; i < watched.size(); ++i) {
    const PreparedFootprint& footprint = made.footprints_.emplace_back(watched[i].footprint);
    if (watched[i].keeps_in) {
      made.keeping_[*watched[i].keeps_in].push_back(i);
      continue;
    }
    rectangles[i] = footprint.around(watched[i].within_m + hysteresis.metres);
    shapes.push_back({i, &rectangles[i], watched[i].active});
  }
  TRY_ASSIGN(const geo::AreaIndex index, geo::AreaIndex::build(shapes));
  made.around_ = index.snapshot();
  made.watched_ = std::move(watched);
  return made;
}

base::Result<void> Proximity::watch(std::vector<Watched> watched) {
  TRY_ASSIGN(Proximity next, make(std::move(watched), hysteresis_));
  Versions versions;
  for (std::uint32_t i = 0; i < next.watched_.size(); ++i)
    if (!next.watched_[i].thing.empty()) versions.emplace(next.watched_[i].thing, i);
  for (auto& [track, memory] : memories_) {
    Memory& carried = next.memories_[track];
    for (auto& [ring, latch] : memory.latches)
      if (const auto same = same_ring(ring, memory, next, versions))
        carried.latches.try_emplace(*same, std::move(latch));
    carried.previous = std::move(memory.previous);
  }
  *this = std::move(next);
  return {};
}

/// The ring of `next` that an object is in where it was in `ring`.
std::optional<Proximity::Ring> Proximity::same_ring(Ring ring, const Memory& memory,
                                                    const Proximity& next,
                                                    const Versions& versions) const {
  const Watched& before = watched_[ring.watched];
  const auto [from, to] = versions.equal_range(before.thing);
  for (auto version = from; version != to; ++version) {
    const Watched& after = next.watched_[version->second];
    const bool has_ring = after.keeps_in || !ring.is_near || after.within_m > 0;
    if (after.keeps_in == before.keeps_in && has_ring && memory.previous &&
        geo::holds(after.active, memory.previous->time.value))
      return Ring{version->second, ring.is_near};
  }
  return std::nullopt;
}

/// Is the object of `position` held against it?
bool Proximity::is_asked(const Watched& watched, const Position& position) const {
  if (watched.owner.empty() || position.sender.empty()) return true;
  return (watched.owner == position.sender) == watched.keeps_in.has_value();
}

void Proximity::take(const TrackNews& news, Events& events) {
  std::vector<geo::PlaceAndTime> questions;
  questions.reserve(news.believed.size());
  for (const BelievedPosition& believed : news.believed)
    questions.push_back({believed.position.at, believed.position.time.value});
  geo::AreaHits hits;
  around_.holding(questions, geo::When::at_its_time, hits);
  std::vector<geo::AreaHit> near;
  for (std::size_t i = 0; i < news.believed.size(); ++i) {
    near.assign(hits.of(i).begin(), hits.of(i).end());
    std::ranges::sort(near);
    take_one(news.believed[i].position, near, memories_[news.believed[i].track], events);
  }
  for (const std::uint64_t track : news.ended) memories_.erase(track);
}

void Proximity::take_one(const Position& position, std::span<const geo::AreaHit> near,
                         Memory& memory, Events& events) {
  std::erase_if(memory.latches, [&](const auto& latch) {
    return !geo::holds(watched_[latch.first.watched].active, position.time.value);
  });
  // Whatever the place may be near to, and whatever the object was in.
  std::vector<std::uint32_t> asked;
  for (const geo::AreaHit& hit : near)
    if (is_asked(watched_[hit.id], position)) asked.push_back(hit.id);
  for (const auto& [ring, latch] : memory.latches) asked.push_back(ring.watched);
  if (const auto keeping = keeping_.find(position.object); keeping != keeping_.end())
    for (const std::uint32_t watched : keeping->second)
      if (geo::holds(watched_[watched].active, position.time.value) &&
          is_asked(watched_[watched], position)) {
        memory.latches.try_emplace(Ring{watched, true});
        asked.push_back(watched);
      }
  std::ranges::sort(asked);
  asked.erase(std::ranges::unique(asked).begin(), asked.end());
  for (const std::uint32_t i : asked) {
    const double metres = footprints_[i].distance_m(position.at);
    const Watched& watched = watched_[i];
    if (watched.keeps_in || watched.within_m > 0)
      judge({i, true}, watched.within_m, metres, position, memory, events);
    if (!watched.keeps_in) judge({i, false}, 0, metres, position, memory, events);
  }
  memory.previous = position;
}

void Proximity::judge(Ring ring, std::int64_t radius_m, double metres, const Position& position,
                      Memory& memory, Events& events) {
  const auto found = memory.latches.find(ring);
  if (found == memory.latches.end() || !found->second.is_in) {
    if (metres <= static_cast<double>(radius_m)) come_in(ring, metres, position, memory, events);
    return;
  }
  Latch& latch = found->second;
  if (metres <= static_cast<double>(radius_m + hysteresis_.metres)) {
    latch.within = position;
    latch.beyond.reset();
    return;
  }
  if (!is_out(latch, position)) return;
  ProximityEvent event{kind_of(ring, false),
                       watched_[ring.watched].id,
                       static_cast<std::int64_t>(std::floor(metres)),
                       {}};
  if (latch.within) event.positions.push_back(*latch.within);
  event.positions.push_back(*latch.beyond);
  if (*latch.beyond != position) event.positions.push_back(position);
  events.push_back(std::move(event));
  if (watched_[ring.watched].keeps_in)
    latch = {.is_in = false};
  else
    memory.latches.erase(found);
}

bool Proximity::is_out(Latch& latch, const Position& position) const {
  if (!latch.beyond) latch.beyond = position;
  return position.time.value - latch.beyond->time.value >= hysteresis_.dwell_ms;
}

void Proximity::come_in(Ring ring, double metres, const Position& position, Memory& memory,
                        Events& events) {
  ProximityEvent event{kind_of(ring, true),
                       watched_[ring.watched].id,
                       static_cast<std::int64_t>(std::floor(metres)),
                       {}};
  if (memory.previous) event.positions.push_back(*memory.previous);
  event.positions.push_back(position);
  events.push_back(std::move(event));
  memory.latches.insert_or_assign(ring, Latch{.is_in = true, .within = position});
}

ProximityKind Proximity::kind_of(Ring ring, bool comes_in) const {
  if (watched_[ring.watched].keeps_in)
    return comes_in ? ProximityKind::back_in_corridor : ProximityKind::left_corridor;
  if (ring.is_near) return comes_in ? ProximityKind::came_near : ProximityKind::went_away;
  return comes_in ? ProximityKind::entered : ProximityKind::left;
}

}  // namespace truceline::engine
