// SPDX-License-Identifier: Apache-2.0
#include "geo/disc.hpp"

#include <algorithm>
#include <cmath>

#include "base/invariant.hpp"
#include "geo/distance.hpp"
#include "geo/metre_bounds.hpp"

namespace truceline::geo {
namespace {

/// A disc, how far it can reach, and what a unit is worth within its latitudes.
struct Disc {
  Point centre;
  double radius_m = 0;
  std::int64_t lat_reach = 0;
  std::int64_t lon_reach = 0;
  MetreBounds bounds;
};

Disc disc_of(Point centre, double radius_m) {
  Disc disc{centre, radius_m, lat_reach_e7(radius_m), 0, {}};
  disc.bounds = metre_bounds(centre.lat_e7 - disc.lat_reach, centre.lat_e7 + disc.lat_reach);
  disc.lon_reach = lon_reach_e7(radius_m, disc.bounds);
  return disc;
}

/// Whether the edge comes within the radius of the centre, as far as the least and greatest metres
/// tell. `turn_e7` is 0 or a whole turn: where the centre is, seen across the antimeridian.
Reach bracket(const Disc& disc, const Segment& edge, std::int64_t turn_e7) {
  const auto seen = [&](Point p, double east_m, double north_m) {
    return PlaneVector{static_cast<double>(p.lon_e7 - (disc.centre.lon_e7 + turn_e7)) * east_m,
                       static_cast<double>(std::int64_t{p.lat_e7} - disc.centre.lat_e7) * north_m};
  };
  const auto distance_squared = [&](double east_m, double north_m) {
    return plane_distance_squared(seen(edge.from, east_m, north_m), seen(edge.to, east_m, north_m));
  };
  const MetreBounds& bounds = disc.bounds;
  const double radius_m = disc.radius_m + kMarginM;
  if (distance_squared(bounds.east_least_m, bounds.north_least_m) > radius_m * radius_m)
    return Reach::no;
  return distance_squared(bounds.east_most_m, bounds.north_most_m) <= disc.radius_m * disc.radius_m
             ? Reach::yes
             : Reach::in_doubt;
}

/// True where the boundary comes within the disc. A disc over the antimeridian is looked up on
/// both sides of it.
bool boundary_reaches(const Disc& disc, const PreparedArea& area) {
  const auto clamp_lat = [](std::int64_t lat_e7) {
    return static_cast<std::int32_t>(std::clamp<std::int64_t>(lat_e7, -kLatMaxE7, kLatMaxE7));
  };
  const bool all_round = disc.bounds.east_least_m == 0.0;
  for (const std::int64_t turn : {std::int64_t{0}, -kTurnE7, kTurnE7}) {
    if (all_round && turn != 0) break;
    const std::int64_t middle = disc.centre.lon_e7 + turn;
    std::int64_t low = std::max<std::int64_t>(middle - disc.lon_reach, -kLonMaxE7);
    std::int64_t high = std::min<std::int64_t>(middle + disc.lon_reach, kLonMaxE7);
    if (all_round) {
      low = -kLonMaxE7;
      high = kLonMaxE7;
    }
    if (low > high) continue;
    const Box box = {.low = {.lon_e7 = static_cast<std::int32_t>(low),
                             .lat_e7 = clamp_lat(disc.centre.lat_e7 - disc.lat_reach)},
                     .high = {.lon_e7 = static_cast<std::int32_t>(high),
                              .lat_e7 = clamp_lat(disc.centre.lat_e7 + disc.lat_reach)}};
    if (!meets(box, area.box())) continue;
    bool in_doubt = false;
    const auto surely = [&](const Segment& edge) {
      const Reach reach = bracket(disc, edge, turn);
      in_doubt = in_doubt || reach == Reach::in_doubt;
      return reach == Reach::yes;
    };
    // A geodesic costs a hundred brackets: none is asked while another edge may settle it.
    const auto measured = [&](const Segment& edge) {
      return bracket(disc, edge, turn) == Reach::in_doubt &&
             distance_to_edge_m(disc.centre, edge) <= disc.radius_m + kMarginM;
    };
    if (area.any_edge(box, surely) || (in_doubt && area.any_edge(box, measured))) return true;
  }
  return false;
}

}  // namespace

DiscRelation relate_disc(Point centre, std::int64_t radius_m, const PreparedArea& area) {
  INVARIANT(is_valid(centre) && radius_m >= 0);
  if (radius_m > 0) {
    const auto radius = static_cast<double>(std::min(radius_m, kMetresMax));
    // Most areas lie elsewhere: latitude alone says so, without a sine.
    const std::int64_t reach = lat_reach_e7(radius);
    if (is_empty(area.box()) || centre.lat_e7 - reach > area.box().high.lat_e7 ||
        centre.lat_e7 + reach < area.box().low.lat_e7)
      return DiscRelation::outside;
    if (boundary_reaches(disc_of(centre, radius), area)) return DiscRelation::may_touch;
  }
  const Side side = area.locate(centre);
  if (side == Side::boundary) return DiscRelation::may_touch;
  return side == Side::inside ? DiscRelation::inside : DiscRelation::outside;
}

}  // namespace truceline::geo
