// SPDX-License-Identifier: Apache-2.0
#include "geo/disc.hpp"

#include <algorithm>
#include <cmath>

#include "base/invariant.hpp"
#include "geo/distance.hpp"
#include "geo/ellipsoid.hpp"

namespace truceline::geo {
namespace {

constexpr std::int64_t kTurnE7 = 2LL * kLonMaxE7;
constexpr double kHalfTurnE7 = kLonMaxE7;
/// No two places are further apart than half a meridian, 20,003,931 m.
constexpr std::int64_t kRadiusMaxM = 20'004'000;
/// The stated error of distance_to_edge_m, and far above the rounding of the brackets.
constexpr double kMarginM = 0.01;
/// The fewest metres a radian of latitude has: at the equator.
constexpr double kNorthLeastM = 6'335'439.0;

/// A disc, how far it can reach in degrees, and what a radian is worth at least and at most
/// within its latitudes. A path no longer than the radius stays within them, so distances by the
/// least metric are never too long for it, and by the greatest never too short.
struct Disc {
  Point centre;
  double radius_m = 0;
  std::int64_t lat_reach_e7 = 0;
  std::int64_t lon_reach_e7 = 0;
  double north_least_m = 0, north_most_m = 0;
  double east_least_m = 0, east_most_m = 0;
};

/// How far north and south the disc reaches. A path of r metres changes the latitude by no more
/// than r over the fewest metres a radian has; one unit more covers rounding.
std::int64_t lat_reach_e7(double radius_m) {
  return static_cast<std::int64_t>(radius_m / kNorthLeastM / kRadiansPerE7) + 2;
}

Disc disc_of(Point centre, double radius_m) {
  Disc disc{.centre = centre, .radius_m = radius_m, .lat_reach_e7 = lat_reach_e7(radius_m)};
  const std::int64_t low = centre.lat_e7 - disc.lat_reach_e7;
  const std::int64_t high = centre.lat_e7 + disc.lat_reach_e7;
  const std::int64_t far = std::min<std::int64_t>(std::max(-low, high), kLatMaxE7);
  const std::int64_t near = std::max<std::int64_t>({low, -high, 0});
  const double far_radians = static_cast<double>(far) * kRadiansPerE7;
  const double near_radians = static_cast<double>(near) * kRadiansPerE7;
  disc.north_least_m = north_m_per_radian(near_radians);
  disc.north_most_m = north_m_per_radian(far_radians);
  disc.east_most_m = east_m_per_radian(near_radians);
  disc.east_least_m = far == kLatMaxE7 ? 0.0 : east_m_per_radian(far_radians);
  const double reach =
      disc.east_least_m > 0.0 ? radius_m / disc.east_least_m / kRadiansPerE7 : kHalfTurnE7;
  if (reach >= kHalfTurnE7) disc.east_least_m = 0.0;  // it may go round: longitude tells nothing
  disc.lon_reach_e7 = static_cast<std::int64_t>(std::min(reach, kHalfTurnE7)) + 2;
  return disc;
}

/// The square of the least distance from the origin to a segment in a plane.
double plane_distance_squared(double from_x, double from_y, double to_x, double to_y) {
  const double x = to_x - from_x;
  const double y = to_y - from_y;
  const double squared = x * x + y * y;
  const double share =
      squared > 0.0 ? std::clamp(-(from_x * x + from_y * y) / squared, 0.0, 1.0) : 0.0;
  const double foot_x = from_x + share * x;
  const double foot_y = from_y + share * y;
  return foot_x * foot_x + foot_y * foot_y;
}

enum class Reach { no, in_doubt, yes };

/// Whether the edge comes within the radius of the centre, as far as the least and greatest metres
/// tell. `turn_e7` is 0 or a whole turn: where the centre is, seen across the antimeridian.
Reach bracket(const Disc& disc, const Segment& edge, std::int64_t turn_e7) {
  const auto east = [&](Point p) {
    return static_cast<double>(p.lon_e7 - (disc.centre.lon_e7 + turn_e7)) * kRadiansPerE7;
  };
  const auto north = [&](Point p) {
    return static_cast<double>(std::int64_t{p.lat_e7} - disc.centre.lat_e7) * kRadiansPerE7;
  };
  const double from_east = east(edge.from), from_north = north(edge.from);
  const double to_east = east(edge.to), to_north = north(edge.to);
  const double at_least =
      plane_distance_squared(from_east * disc.east_least_m, from_north * disc.north_least_m,
                             to_east * disc.east_least_m, to_north * disc.north_least_m);
  const double radius_m = disc.radius_m + kMarginM;
  if (at_least > radius_m * radius_m) return Reach::no;
  const double at_most =
      plane_distance_squared(from_east * disc.east_most_m, from_north * disc.north_most_m,
                             to_east * disc.east_most_m, to_north * disc.north_most_m);
  return at_most <= disc.radius_m * disc.radius_m ? Reach::yes : Reach::in_doubt;
}

/// True where the boundary comes within the disc. A disc over the antimeridian is looked up on
/// both sides of it.
bool boundary_reaches(const Disc& disc, const PreparedArea& area) {
  const auto clamp_lat = [](std::int64_t lat_e7) {
    return static_cast<std::int32_t>(std::clamp<std::int64_t>(lat_e7, -kLatMaxE7, kLatMaxE7));
  };
  const bool all_round = disc.east_least_m == 0.0;
  for (const std::int64_t turn : {std::int64_t{0}, -kTurnE7, kTurnE7}) {
    if (all_round && turn != 0) break;
    const std::int64_t middle = disc.centre.lon_e7 + turn;
    std::int64_t low = std::max<std::int64_t>(middle - disc.lon_reach_e7, -kLonMaxE7);
    std::int64_t high = std::min<std::int64_t>(middle + disc.lon_reach_e7, kLonMaxE7);
    if (all_round) {
      low = -kLonMaxE7;
      high = kLonMaxE7;
    }
    if (low > high) continue;
    const Box box = {.low = {.lon_e7 = static_cast<std::int32_t>(low),
                             .lat_e7 = clamp_lat(disc.centre.lat_e7 - disc.lat_reach_e7)},
                     .high = {.lon_e7 = static_cast<std::int32_t>(high),
                              .lat_e7 = clamp_lat(disc.centre.lat_e7 + disc.lat_reach_e7)}};
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
    const auto radius = static_cast<double>(std::min(radius_m, kRadiusMaxM));
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
