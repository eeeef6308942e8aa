// SPDX-License-Identifier: Apache-2.0
#include "geo/closest_approach.hpp"

#include <GeographicLib/Geodesic.hpp>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <tuple>

#include "base/invariant.hpp"
#include "geo/distance.hpp"
#include "geo/edge_contact.hpp"
#include "geo/ellipsoid.hpp"

namespace truceline::geo {
namespace {

constexpr double kDegreesPerE7 = 1e-7;

/// A place where the edges of both parts meet, or one part encloses the other.
std::optional<Point> shared_place(const VolumePart& a, const VolumePart& b) {
  if (!meets(a.box, b.box)) return std::nullopt;
  for (const Segment& edge : a.edges)
    for (const Segment& other : b.edges) {
      if (!edges_meet<false>(edge, other)) continue;
      if (edge.from == edge.to) return edge.from;
      if (other.from == other.to) return other.from;
      return meeting_of(edge, other).at;
    }
  const auto enclosed = [](const VolumePart& area, const VolumePart& part) {
    return area.is_area && enclose<false>(area.edges, part.edges.front().from);
  };
  if (enclosed(a, b)) return b.edges.front().from;
  if (enclosed(b, a)) return a.edges.front().from;
  return std::nullopt;
}

/// An edge as a ball around it: never further from anything than its ends say.
struct Ball {
  std::array<double, 3> end;
  double length_m;
};

Ball ball_of(const Segment& edge) {
  const double lat = edge.from.lat_e7 * kRadiansPerE7, lon = edge.from.lon_e7 * kRadiansPerE7;
  const double east = east_m_per_radian(lat);
  const double sine = std::sin(lat);
  const double up = kEquatorRadiusM * (1.0 - kEccentricitySquared) * sine /
                    std::sqrt(1.0 - kEccentricitySquared * sine * sine);
  const double to_lat = edge.to.lat_e7 * kRadiansPerE7;
  const bool over_equator = (edge.from.lat_e7 < 0) != (edge.to.lat_e7 < 0);
  const double near = over_equator ? 0.0 : std::min(std::abs(lat), std::abs(to_lat));
  const double far = std::max(std::abs(lat), std::abs(to_lat));
  return {{east * std::cos(lon), east * std::sin(lon), up},
          std::hypot(north_m_per_radian(far) * (to_lat - lat),
                     east_m_per_radian(near) * (edge.to.lon_e7 * kRadiansPerE7 - lon))};
}

/// Straight through the earth, so never longer than the way over it.
double chord_m(const Ball& a, const Ball& b) {
  const double x = a.end[0] - b.end[0], y = a.end[1] - b.end[1], z = a.end[2] - b.end[2];
  return std::sqrt(x * x + y * y + z * z);
}

/// The nearest places of the edges of both.
EdgeApproach nearest_edges(const VolumePart& a, const VolumePart& b) {
  std::vector<Ball> a_balls, b_balls;
  for (const Segment& edge : a.edges) a_balls.push_back(ball_of(edge));
  for (const Segment& edge : b.edges) b_balls.push_back(ball_of(edge));
  std::size_t first_i = 0, first_j = 0;
  double least_chord = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < a_balls.size(); ++i)
    for (std::size_t j = 0; j < b_balls.size(); ++j)
      if (const double chord = chord_m(a_balls[i], b_balls[j]); chord < least_chord)
        std::tie(least_chord, first_i, first_j) = std::tuple(chord, i, j);
  EdgeApproach best = approach_of(a.edges[first_i], b.edges[first_j]);
  for (std::size_t i = 0; i < a_balls.size(); ++i)
    for (std::size_t j = 0; j < b_balls.size(); ++j) {
      const double lengths_m = a_balls[i].length_m + b_balls[j].length_m;
      if (chord_m(a_balls[i], b_balls[j]) - lengths_m >= best.metres) continue;
      const EdgeApproach approach = approach_of(a.edges[i], b.edges[j]);
      if (approach.metres < best.metres) best = approach;
    }
  return best;
}

Point on_the_way(Point from, Point to, double metres) {
  if (from == to || metres <= 0.0) return from;
  const GeographicLib::Geodesic& wgs84 = GeographicLib::Geodesic::WGS84();
  double leaving = 0.0, arriving = 0.0, lat = 0.0, lon = 0.0;
  wgs84.Inverse(from.lat_e7 * kDegreesPerE7, from.lon_e7 * kDegreesPerE7, to.lat_e7 * kDegreesPerE7,
                to.lon_e7 * kDegreesPerE7, leaving, arriving);
  wgs84.Direct(from.lat_e7 * kDegreesPerE7, from.lon_e7 * kDegreesPerE7, leaving, metres, lat, lon);
  return {.lon_e7 = static_cast<std::int32_t>(std::lround(lon * 1e7)),
          .lat_e7 = static_cast<std::int32_t>(std::lround(lat * 1e7))};
}

/// The nearest places of what the parts hold, the metres around their edges counted.
EdgeApproach nearest_places(const VolumePart& a, const VolumePart& b) {
  if (const auto shared = shared_place(a, b)) return {0, *shared, *shared};
  const EdgeApproach edges = nearest_edges(a, b);
  const auto a_reach = static_cast<double>(a.reach_m);
  const auto b_reach = static_cast<double>(b.reach_m);
  const double between_m = edges.metres - a_reach - b_reach;
  if (between_m > 0.0)
    return {between_m, on_the_way(edges.on_a, edges.on_b, a_reach),
            on_the_way(edges.on_b, edges.on_a, b_reach)};
  const double share = a_reach + b_reach > 0.0 ? a_reach / (a_reach + b_reach) : 0.0;
  const Point shared = on_the_way(edges.on_a, edges.on_b, edges.metres * share);
  return {0, shared, shared};
}

/// 0 where the two share a moment.
std::int64_t time_between(const Window& a, const Window& b) {
  const std::int64_t until = std::min(a.until, b.until), from = std::max(a.from, b.from);
  return std::max<std::int64_t>(added_within_bounds(from, -until), 0);
}

}  // namespace

ClosestApproach closest_approach(const PreparedVolume& a, const PreparedVolume& b,
                                 const Separation& within) {
  INVARIANT(!a.parts.empty() && !b.parts.empty());
  std::int64_t least_gap = std::numeric_limits<std::int64_t>::max();
  bool any_in_time = false;
  for (const VolumePart& one : a.parts)
    for (const VolumePart& other : b.parts) {
      least_gap = std::min(least_gap, time_between(one.window, other.window));
      any_in_time |= meets(widened(one.window, within.time_ms), other.window);
    }
  ClosestApproach closest;
  closest.horizontal_m = std::numeric_limits<double>::infinity();
  for (const VolumePart& one : a.parts)
    for (const VolumePart& other : b.parts) {
      const std::int64_t gap = time_between(one.window, other.window);
      if (any_in_time ? !meets(widened(one.window, within.time_ms), other.window)
                      : gap != least_gap)
        continue;
      const EdgeApproach places = nearest_places(one, other);
      Window when{std::max(one.window.from, other.window.from),
                  std::min(one.window.until, other.window.until)};
      if (when.from > when.until) std::swap(when.from, when.until);
      if (std::tie(places.metres, when.from) >= std::tie(closest.horizontal_m, closest.when.from))
        continue;
      closest.horizontal_m = places.metres;
      closest.on_a = places.on_a;
      closest.on_b = places.on_b;
      closest.when = when;
      closest.time_gap_ms = gap;
    }
  closest.vertical_gap_cm = vertical_gap_cm(a.altitude, b.altitude);
  closest.vertical_is_exact = a.altitude.datum == b.altitude.datum;
  return closest;
}

}  // namespace truceline::geo
