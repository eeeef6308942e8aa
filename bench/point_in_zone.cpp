// SPDX-License-Identifier: Apache-2.0
//
// Which zones hold this place? Every pair of place and zone is asked; the answer is how many
// pairs hold, edges included.
#include "boost_zones.hpp"
#include "geo/containment.hpp"
#include "paths.hpp"
#include "workload.hpp"

namespace truceline::bench {
namespace {

base::Result<void> measure_zones(const Options& options, const std::string& path,
                                 const std::vector<geo::MultiPolygon>& areas, std::size_t points,
                                 All& all) {
  if (!wanted(options, path)) return {};
  const std::vector<geo::Point> asked = places(options.seed + 1, points);
  const std::vector<geo::PreparedArea> prepared(areas.begin(), areas.end());
  const BoostZones boost(areas);
  const auto count = [&asked](const auto& zones, auto locate) {
    std::uint64_t found = 0;
    for (const geo::Point p : asked)
      for (const auto& zone : zones) found += locate(p, zone) != geo::Side::outside ? 1U : 0U;
    return found;
  };
  const std::vector<Way> ways = {
      {"geo::PreparedArea", Role::ours,
       [&] {
         return count(prepared,
                      [](geo::Point p, const geo::PreparedArea& zone) { return zone.locate(p); });
       }},
      {"geo::locate, every edge", Role::other,
       [&] {
         return count(areas, [](geo::Point p, const geo::MultiPolygon& zone) {
           return geo::locate(p, zone);
         });
       }},
      {"Boost.Geometry covered_by behind boxes", Role::other, [&] { return boost.count(asked); }}};
  TRY_ASSIGN(Measured measured, measure({path, "points", points}, ways, options.rounds));
  all.push_back(std::move(measured));
  return {};
}

}  // namespace

base::Result<void> measure_point_in_zone(const Options& options, All& all) {
  TRY(measure_zones(options, "point in zone, 15 zones of about 100 vertices",
                    zones(options.seed, 15), options.points, all));
  const geo::Box box = bounds();
  const geo::Point centre{.lon_e7 = box.low.lon_e7 / 2 + box.high.lon_e7 / 2,
                          .lat_e7 = box.low.lat_e7 / 2 + box.high.lat_e7 / 2};
  return measure_zones(options, "point in zone, 1 zone of 10,000 vertices",
                       {{outline(options.seed, 10'000, centre, 20'000'000)}}, options.points / 5,
                       all);
}

}  // namespace truceline::bench
