// SPDX-License-Identifier: Apache-2.0
#include "geo/area_within.hpp"

#include <algorithm>
#include <gtest/gtest.h>

#include "geo/containment.hpp"
#include "geo/distance.hpp"
#include "geo/random_volumes.hpp"

namespace truceline::geo {
namespace {

double obvious_distance_m(Point p, const MultiPolygon& area) {
  return locate(p, area) != Side::outside ? 0 : distance_to_boundary_m(p, area);
}

struct Spot {
  double lon, lat, size_deg;
};

TEST(AreaWithin, agrees_with_measuring_the_distance_to_each_area_everywhere_on_the_globe) {
  constexpr Spot kSpots[] = {{38, 35, 0.02},     {38, 35, 0.3},    {38, -35, 3},
                             {179.99, -17, 0.3}, {-179.99, 10, 1}, {12, 89.7, 0.3},
                             {100, -89.9, 0.5},  {0, 0, 20}};
  std::size_t found = 0, asked = 0;
  for (const Spot& spot : kSpots) {
    RandomVolumes shapes(static_cast<std::uint64_t>(spot.lon + 200), spot.lon, spot.lat,
                         spot.size_deg);
    std::vector<MultiPolygon> areas;
    for (int i = 0; i < 25; ++i) {
      areas.push_back({shapes.star()});
      if (shapes.one_in(4)) areas.back().push_back(shapes.star());
    }
    std::vector<AreaIndex::Shape> given;
    for (std::uint32_t id = 0; id < areas.size(); ++id)
      given.push_back({id * 7, &areas[id], {id, 100}});
    const auto index = AreaIndex::build(given);
    ASSERT_TRUE(index) << index.error().to_string();
    AreaWithin within;
    for (const double share : {0.0, 0.0001, 0.01, 0.1, 1.0}) {
      const auto metres = static_cast<std::int64_t>(share * spot.size_deg * 111'000);
      std::vector<PlaceAndTime> questions;
      for (int i = 0; i < 12; ++i) questions.push_back({shapes.somewhere(), shapes.whole(0, 30)});
      for (const When when : {When::at_its_time, When::at_any_time}) {
        within.ask(index->snapshot(), questions, metres, when);
        ASSERT_EQ(within.size(), questions.size());
        for (std::size_t i = 0; i < questions.size(); ++i) {
          const std::span<const std::uint32_t> ids = within.of(i);
          std::vector<std::uint32_t> sorted(ids.begin(), ids.end());
          std::ranges::sort(sorted);
          ASSERT_EQ(std::ranges::adjacent_find(sorted), sorted.end());
          for (const AreaIndex::Shape& shape : given) {
            const double distance_m = obvious_distance_m(questions[i].at, *shape.area);
            // Too near the limit to say; a pole may be written at any longitude.
            if (std::abs(distance_m - static_cast<double>(metres)) < 0.02 &&
                locate(questions[i].at, *shape.area) == Side::outside)
              continue;
            const bool counts = when == When::at_any_time || holds(shape.window, questions[i].time);
            const bool expected = counts && distance_m <= static_cast<double>(metres);
            ASSERT_EQ(std::ranges::binary_search(sorted, shape.id), expected)
                << "spot " << spot.lon << ' ' << spot.lat << ", " << metres << " m, " << distance_m
                << " m from " << shape.id;
            found += expected;
            ++asked;
          }
        }
      }
    }
  }
  EXPECT_GT(found, asked / 50);
}

TEST(AreaWithin, finds_a_zone_to_the_metre) {
  const MultiPolygon zone = {{{RandomVolumes::point(37, 36), RandomVolumes::point(37.1, 36),
                               RandomVolumes::point(37.1, 36.1), RandomVolumes::point(37, 36.1)},
                              {}}};
  const auto index = AreaIndex::build(std::vector<AreaIndex::Shape>{{1, &zone, {}}});
  ASSERT_TRUE(index);
  AreaWithin within;
  const Point south = RandomVolumes::point(37.05, 35.95);
  const auto metres = static_cast<std::int64_t>(distance_to_boundary_m(south, zone));
  const auto finds = [&](std::int64_t reach_m) {
    const PlaceAndTime question{south, 0};
    within.ask(index->snapshot(), {&question, 1}, reach_m, When::at_any_time);
    return within.total() == 1;
  };
  EXPECT_FALSE(finds(0));
  EXPECT_FALSE(finds(metres - 1));
  EXPECT_TRUE(finds(metres + 1));
  EXPECT_TRUE(finds(1'000'000));
  EXPECT_TRUE(finds(30'000'000));
}

}  // namespace
}  // namespace truceline::geo
