// SPDX-License-Identifier: Apache-2.0
#include "slow_positions.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>

#include "engine/plausible.hpp"
#include "geo/distance.hpp"

namespace truceline::engine {
namespace {

using domain::Position;

bool is_possible(const Position& p) {
  return geo::is_valid(p.at) && !(p.at.lon_e7 == 0 && p.at.lat_e7 == 0) && p.time.value >= 0;
}

Motion slow_motion(const Position& from, const Position& to) {
  const MotionBounds bounds = motion_bounds(to.kind);
  const double seconds = static_cast<double>(to.time.value - from.time.value) / 1000 + 1;
  if (from.height && to.height && from.height->datum == to.height->datum &&
      std::abs(from.height->altitude_cm - to.height->altitude_cm) / 100.0 >
          static_cast<double>(bounds.climb_m_s) * seconds + 300)
    return Motion::too_steep;
  if (geo::distance_m(from.at, to.at) > static_cast<double>(bounds.speed_m_s) * seconds + 100)
    return Motion::too_fast;
  return Motion::plausible;
}

bool same_place(const Position& a, const Position& b) {
  return a.at == b.at && a.height == b.height;
}

/// Looks back over all that was said, each time anew.
std::vector<Position> believe_slowly(const std::vector<Position>& all,
                                     std::vector<TrackFlag>& flags) {
  std::vector<Position> believed, doubted;  // doubted: since the last believed
  bool was_frozen = false;
  for (const Position& p : all) {
    const Motion moved = believed.empty() ? Motion::plausible : slow_motion(believed.back(), p);
    if (moved != Motion::plausible) {
      flags.push_back({moved == Motion::too_fast ? TrackFlagKind::implausible_speed
                                                 : TrackFlagKind::implausible_climb,
                       {believed.back(), p}});
      doubted.push_back(p);
    }
    std::size_t first = doubted.empty() ? 0 : doubted.size() - 1;  // of the last that hang together
    while (first > 0 && slow_motion(doubted[first - 1], doubted[first]) == Motion::plausible)
      --first;
    if (moved != Motion::plausible) {
      if (doubted.size() - first < 3 || p.time.value - doubted[first].time.value < 60'000) continue;
      flags.push_back({TrackFlagKind::jump_stayed, {believed.back(), doubted[first], p}});
    } else if (!doubted.empty()) {
      flags.push_back({TrackFlagKind::jump_returned, {believed.back(), doubted[first], p}});
    }
    doubted.clear();
    if (believed.empty() || !same_place(believed.back(), p)) was_frozen = false;
    std::size_t since = believed.size();
    while (since > 0 && same_place(believed[since - 1], p)) --since;
    if (moved == Motion::plausible && since < believed.size() &&
        p.time.value - believed[since].time.value > motion_bounds(p.kind).same_place_ms) {
      if (!was_frozen) flags.push_back({TrackFlagKind::frozen, {believed[since], p}});
      was_frozen = true;
      continue;
    }
    believed.push_back(p);
  }
  return believed;
}

double edges_m(geo::Point p, const geo::Ring& ring) {
  double nearest = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < ring.size(); ++i)
    nearest = std::min(nearest, geo::distance_to_edge_m(p, {ring[i], ring[(i + 1) % ring.size()]}));
  return nearest;
}

double slow_distance_m(geo::Point p, const geo::Footprint& footprint) {
  double nearest = std::numeric_limits<double>::infinity();
  if (const auto* circle = std::get_if<geo::Circle>(&footprint)) {
    nearest = geo::distance_m(p, circle->centre) - static_cast<double>(circle->radius_m);
  } else if (const auto* corridor = std::get_if<geo::Corridor>(&footprint)) {
    for (std::size_t i = 1; i < corridor->route.size(); ++i)
      nearest = std::min(
          nearest, geo::distance_to_edge_m(p, {corridor->route[i - 1].at, corridor->route[i].at}));
    nearest -= static_cast<double>(corridor->half_width_m);
  } else {
    const auto& area = std::get<geo::MultiPolygon>(footprint);
    if (geo::locate(p, area) != geo::Side::outside) return 0;
    for (const geo::Polygon& polygon : area) {
      nearest = std::min(nearest, edges_m(p, polygon.outer));
      for (const geo::Ring& hole : polygon.holes) nearest = std::min(nearest, edges_m(p, hole));
    }
  }
  return std::max(nearest, 0.0);
}

/// One edge of one watched thing and all that one object did.
struct Ring {
  const Watched* watched;
  double radius_m;
  ProximityKind in, out;
};

void judge_slowly(const Ring& ring, const std::vector<Position>& all, Hysteresis hysteresis,
                  std::vector<ProximityEvent>& events) {
  const Watched& watched = *ring.watched;
  const double out_m = ring.radius_m + static_cast<double>(hysteresis.metres);
  std::vector<double> metres;
  for (const Position& p : all) metres.push_back(slow_distance_m(p.at, watched.footprint));
  const auto is_active = [&](std::size_t i) {
    return watched.active.from <= all[i].time.value && all[i].time.value < watched.active.until;
  };
  const auto tell = [&](ProximityKind kind, std::set<std::size_t> which) {
    ProximityEvent event{kind, watched.id, static_cast<std::int64_t>(metres[*which.rbegin()]), {}};
    for (const std::size_t i : which) event.positions.push_back(all[i]);
    events.push_back(std::move(event));
  };
  bool is_in = watched.keeps_in.has_value();
  std::size_t begin = 0;  // of what counts for going out
  while (begin < all.size() && !is_active(begin)) ++begin;
  const std::size_t first = begin;
  for (std::size_t i = first; i < all.size() && is_active(i); ++i) {
    if (!is_in) {
      if (metres[i] > ring.radius_m) continue;
      tell(ring.in, i > 0 ? std::set{i - 1, i} : std::set{i});
      is_in = true;
      begin = i;
      continue;
    }
    std::size_t beyond = i + 1;  // the first of those beyond, up to this one
    while (beyond > begin && metres[beyond - 1] > out_m) --beyond;
    if (beyond > i || all[i].time.value - all[beyond].time.value < hysteresis.dwell_ms) continue;
    std::set<std::size_t> which{beyond, i};
    if (beyond > begin) which.insert(beyond - 1);
    tell(ring.out, which);
    is_in = false;
  }
}

}  // namespace

SlowAnswer answer_slowly(const std::vector<Position>& positions,
                         const std::vector<Watched>& watched, Hysteresis hysteresis) {
  SlowAnswer answer;
  std::map<std::string, std::set<Position>> objects;
  for (const Position& p : positions) {
    if (is_possible(p))
      objects[p.object].insert(p);
    else
      answer.flags.push_back({TrackFlagKind::impossible, {p}});
  }
  using enum ProximityKind;
  for (const auto& [object, all] : objects) {
    const auto believed = believe_slowly({all.begin(), all.end()}, answer.flags);
    answer.believed.insert(answer.believed.end(), believed.begin(), believed.end());
    for (const Watched& one : watched) {
      const auto near_m = static_cast<double>(one.within_m);
      if (one.keeps_in) {
        if (*one.keeps_in == object)
          judge_slowly({&one, near_m, back_in_corridor, left_corridor}, believed, hysteresis,
                       answer.events);
        continue;
      }
      if (one.within_m > 0)
        judge_slowly({&one, near_m, came_near, went_away}, believed, hysteresis, answer.events);
      judge_slowly({&one, 0, entered, left}, believed, hysteresis, answer.events);
    }
  }
  std::ranges::sort(answer.believed);
  std::ranges::sort(answer.flags);
  std::ranges::sort(answer.events);
  return answer;
}

}  // namespace truceline::engine
