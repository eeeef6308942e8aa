// SPDX-License-Identifier: Apache-2.0
#include "formats/land_geojson.hpp"

#include <gtest/gtest.h>

#include "geo/containment.hpp"

namespace truceline::formats {
namespace {

constexpr std::string_view kSquare = "[[[36, 35], [37, 35], [37, 36], [36, 36], [36, 35]]]";

std::string feature(std::string_view type, std::string_view coordinates) {
  return R"({"type": "Feature", "properties": {}, "geometry": {"type": ")" + std::string(type) +
         R"(", "coordinates": )" + std::string(coordinates) + "}}";
}

TEST(LandGeoJson, features_together_are_the_land) {
  const auto land = read_land_geojson(
      R"({"type": "FeatureCollection", "features": [)" + feature("Polygon", kSquare) + ", " +
      feature("MultiPolygon", "[[[[38, 35], [39, 35], [39, 36], [38, 35]]]]") + "]}");
  ASSERT_TRUE(land) << land.error().to_string();
  EXPECT_EQ(land->size(), 2u);
  EXPECT_EQ(geo::locate({.lon_e7 = 365'000'000, .lat_e7 = 355'000'000}, *land), geo::Side::inside);
  EXPECT_EQ(geo::locate({.lon_e7 = 375'000'000, .lat_e7 = 355'000'000}, *land), geo::Side::outside);
}

TEST(LandGeoJson, no_features_are_no_land_and_a_line_is_none) {
  EXPECT_TRUE(read_land_geojson(R"({"type": "FeatureCollection", "features": []})")->empty());
  for (const std::string& text :
       {std::string("{"), std::string("[]"), std::string("{}"),
        feature("LineString", "[[36, 35], [37, 35]]"), feature("Polygon", "[[[36, 35], [37, 35]]]"),
        std::string(R"({"type": "FeatureCollection"})"), std::string(R"({"type": "Feature"})")})
    EXPECT_FALSE(read_land_geojson(text)) << text;
}

}  // namespace
}  // namespace truceline::formats
