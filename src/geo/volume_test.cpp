// SPDX-License-Identifier: Apache-2.0
#include "geo/volume.hpp"

#include <gtest/gtest.h>

#include "base/limits.hpp"
#include "geo/circle.hpp"
#include "geo/random_volumes.hpp"

namespace truceline::geo {
namespace {

constexpr Point at(std::int32_t lon, std::int32_t lat) {
  return {.lon_e7 = lon * 1'000'000, .lat_e7 = lat * 1'000'000};
}
const Circle kSite{at(370, 360), 500};

/// "place: reason (mend)" of the only flaw.
std::string flaw_of(const Volume& volume) {
  const std::vector<base::Error> found = flaws(volume);
  return found.size() == 1 ? found[0].to_string() : std::to_string(found.size()) + " flaws";
}

Corridor route(std::vector<Point> places) {
  Corridor corridor{{}, 250, 0};
  for (const Point place : places) corridor.route.push_back({place, {}});
  return corridor;
}

TEST(Volume, a_plain_one_of_each_kind_has_no_flaws) {
  const MultiPolygon triangle = {{{at(370, 360), at(371, 360), at(371, 361)}, {}}};
  for (const Footprint& footprint :
       {Footprint(kSite), Footprint(triangle), Footprint(route({at(370, 360), at(372, 361)}))})
    EXPECT_TRUE(flaws({footprint, {}, {}}).empty());
  const Corridor round_trip = route({at(370, 360), at(371, 360), at(371, 361), at(370, 360)});
  EXPECT_TRUE(flaws({round_trip, {}, {}}).empty());
}

TEST(Volume, an_interval_or_band_the_wrong_way_round_is_told) {
  EXPECT_EQ(flaw_of({kSite, {}, {2000, 1000}}),
            "time: it ends before it begins, or when it begins (give an end after the beginning)");
  EXPECT_NE(flaw_of({kSite, {}, {1000, 1000}}).find("time: "), std::string::npos);
  EXPECT_EQ(flaw_of({kSite, {3000, 1000, Datum::amsl}, {}}),
            "altitude: its floor of 3000 cm is above its ceiling of 1000 cm "
            "(give the lower height first)");
  EXPECT_NE(flaw_of({kSite, {0, kAltitudeHighestCm + 1, Datum::amsl}, {}}).find("altitude: "),
            std::string::npos);
}

TEST(Volume, a_circle_without_radius_and_a_corridor_without_width_are_told) {
  EXPECT_EQ(flaw_of({Circle{at(370, 360), 0}, {}, {}}),
            "footprint.radius_m: 0 m is no width (give at least 1 m)");
  EXPECT_NE(flaw_of({Circle{at(370, 360), kCircleRadiusMaxM + 1}, {}, {}}).find("is more than"),
            std::string::npos);
  Corridor corridor = route({at(370, 360), at(371, 360)});
  corridor.half_width_m = 0;
  EXPECT_EQ(flaw_of({corridor, {}, {}}),
            "footprint.half_width_m: 0 m is no width (give at least 1 m)");
  corridor.half_width_m = -5;
  EXPECT_EQ(flaw_of({corridor, {}, {}}),
            "footprint.half_width_m: -5 m is no width (give at least 1 m)");
}

TEST(Volume, a_route_that_crosses_or_runs_back_along_itself_is_told_with_the_place) {
  const Corridor crossing = route({at(370, 360), at(372, 362), at(372, 360), at(370, 362)});
  EXPECT_EQ(flaw_of({crossing, {}, {}}),
            "footprint.route[2]: the leg from it crosses the leg from waypoint 0 at 36.1 N 37.1 E "
            "(check the order of the waypoints; send a way back as a corridor of its own)");
  const Corridor back = route({at(370, 360), at(372, 360), at(371, 360)});
  EXPECT_NE(flaw_of({back, {}, {}}).find("footprint.route[1]: the leg from it runs back along"),
            std::string::npos);
  const Corridor still = route({at(370, 360), at(370, 360), at(371, 360)});
  EXPECT_NE(flaw_of({still, {}, {}}).find("is the same place as the waypoint before"),
            std::string::npos);
  const Corridor around = route({at(1790, 0), at(-1790, 0)});
  EXPECT_NE(flaw_of({around, {}, {}}).find("spans more than half the globe"), std::string::npos);
  EXPECT_NE(flaw_of({route({at(370, 360)}), {}, {}}).find("at least two waypoints"),
            std::string::npos);
}

TEST(Volume, times_out_of_order_or_outside_the_interval_are_told) {
  Corridor convoy = route({at(370, 360), at(371, 360), at(372, 360)});
  convoy.route[0].passage = {1000, 1500};
  convoy.route[2].passage = {3000, 3000};
  EXPECT_TRUE(flaws({convoy, {}, {1000, 3000}}).empty());
  EXPECT_EQ(flaw_of({convoy, {}, {1000, 2999}}),
            "footprint.route[2].passage: it is outside the interval of the whole "
            "(make the interval longer or mend the time)");
  convoy.route[1].passage = {1400, 2000};
  EXPECT_NE(flaw_of({convoy, {}, {1000, 3000}}).find("route[1].passage: it arrives before"),
            std::string::npos);
  convoy.route[1].passage = {2000, 1900};
  EXPECT_NE(flaw_of({convoy, {}, {1000, 3000}}).find("route[1].passage: it leaves before"),
            std::string::npos);
  convoy.route[1].passage.reset();
  convoy.tolerance_ms = -1;
  EXPECT_NE(flaw_of({convoy, {}, {1000, 3000}}).find("footprint.tolerance_ms: "),
            std::string::npos);
}

TEST(Volume, an_area_is_told_its_flaws_and_how_many_vertices_it_may_have) {
  const MultiPolygon bow = {{{at(370, 360), at(371, 361), at(371, 360), at(370, 361)}, {}}};
  EXPECT_NE(flaw_of({bow, {}, {}}).find("footprint.polygons[0].rings[0][0]: edge 0-1"),
            std::string::npos);
  EXPECT_NE(flaw_of({MultiPolygon{}, {}, {}}).find("there is no polygon"), std::string::npos);
  const auto many = [](std::size_t vertices) {
    Ring ring;
    for (std::size_t i = 0; i + 1 < vertices; ++i)
      ring.push_back({.lon_e7 = static_cast<std::int32_t>(i) * 100,
                      .lat_e7 = static_cast<std::int32_t>(i % 2)});
    ring.push_back({.lon_e7 = 0, .lat_e7 = 1'000'000});
    return Volume{MultiPolygon{{ring, {}}}, {}, {}};
  };
  EXPECT_TRUE(flaws(many(base::limits::kPolygonVertices)).empty());
  EXPECT_EQ(flaw_of(many(base::limits::kPolygonVertices + 1)),
            "footprint.polygons: 10001 vertices are more than 10000 (simplify the outline)");
}

TEST(Volume, what_the_tests_draw_at_random_is_mostly_valid) {
  RandomVolumes volumes(3, 38, 35, 1);
  int valid = 0;
  for (int i = 0; i < 200; ++i) valid += flaws(volumes.volume()).empty();
  EXPECT_GT(valid, 100);
}

}  // namespace
}  // namespace truceline::geo
