// SPDX-License-Identifier: Apache-2.0
#include "formats/zone_geojson.hpp"

#include <gtest/gtest.h>

namespace truceline::formats {
namespace {

constexpr geo::Box kSyria{.low = {.lon_e7 = 355'000'000, .lat_e7 = 322'000'000},
                          .high = {.lon_e7 = 425'000'000, .lat_e7 = 374'000'000}};

ZoneFile read(std::string_view text) {
  return read_zone_geojson("z.geojson", text, kSyria);
}

std::string polygon(std::string_view positions) {
  return "{\"type\": \"Polygon\", \"coordinates\": [[" + std::string(positions) + "]]}";
}

/// The first remark as "line:column code".
std::string first_remark(std::string_view text) {
  const ZoneFile file = read(text);
  if (file.diagnostics.empty()) return "none";
  const base::Diagnostic& d = file.diagnostics.front();
  return std::to_string(d.line) + ":" + std::to_string(d.column) + " " + d.code;
}

TEST(ZoneGeoJson, a_feature_gives_area_names_and_the_standing_of_its_line) {
  const ZoneFile file = read(R"({"type": "Feature",
    "properties": {"name": "Idlib", "name:ar": "إدلب", "kind": "de-escalation",
                   "line": "illustrative", "note": "not an agreed line", "source": "own"},
    "geometry": {"type": "Polygon",
      "coordinates": [[[36.1, 35.5], [36.1, 36.0], [36.9, 36.0], [36.9, 35.5], [36.1, 35.5]]]}})");
  ASSERT_TRUE(file.drawing);
  EXPECT_TRUE(file.diagnostics.empty());
  EXPECT_EQ(file.drawing->names.at("ar"), "إدلب");
  EXPECT_EQ(file.drawing->kind, "de-escalation");
  EXPECT_EQ(file.drawing->note, "not an agreed line");
  ASSERT_EQ(file.drawing->area.size(), 1U);
  // Drawn clockwise, kept counter-clockwise, not closed.
  ASSERT_EQ(file.drawing->area[0].outer.size(), 4U);
  EXPECT_EQ(file.drawing->area[0].outer[1],
            (geo::Point{.lon_e7 = 369'000'000, .lat_e7 = 355'000'000}));
}

TEST(ZoneGeoJson, features_of_a_collection_together_are_the_area) {
  const std::string square = polygon("[36,35],[37,35],[37,36],[36,35]");
  const ZoneFile file =
      read("{\"type\": \"FeatureCollection\", \"features\": [" +
           ("{\"type\": \"Feature\", \"properties\": null, \"geometry\": " + square + "},") +
           "{\"type\": \"Feature\", \"properties\": {}, \"geometry\": " + square + "}]}");
  ASSERT_TRUE(file.drawing);
  EXPECT_EQ(file.drawing->area.size(), 2U);
}

TEST(ZoneGeoJson, edges_that_cross_are_shown_where_the_first_begins) {
  const ZoneFile file =
      read(polygon("[36.0, 35.0],\n[37.0, 36.0],\n[37.0, 35.0],\n[36.0, 36.0],\n"
                   "[36.0, 35.0]"));
  EXPECT_FALSE(file.drawing);
  ASSERT_FALSE(file.diagnostics.empty());
  EXPECT_EQ(file.diagnostics[0].code, "self-intersection");
  EXPECT_NE(file.diagnostics[0].reason.find("36.5"), std::string::npos);
  EXPECT_EQ(file.diagnostics[0].column, file.diagnostics[0].line == 1 ? 39U : 2U);
}

TEST(ZoneGeoJson, rings_that_do_not_close_are_refused) {
  EXPECT_EQ(first_remark(polygon("[36,35],[37,35],[37,36],[36,36]")), "1:63 open-ring");
  EXPECT_EQ(first_remark(polygon("[36,35],[37,35],[36,35]")), "1:55 open-ring");
}

TEST(ZoneGeoJson, swapped_coordinates_are_suspected) {
  EXPECT_EQ(first_remark(polygon("[35,120],[35,121],[36,121],[35,120]")),
            "1:42 swapped-coordinates");
  EXPECT_FALSE(read(polygon("[35,36],[35,37],[35.4,37],[35,36]")).drawing);
  EXPECT_TRUE(read(polygon("[35,36],[35,37],[36,37],[35,36]")).drawing);
  EXPECT_EQ(first_remark(polygon("[35,36],[35,37],[35.4,37],[35,36]")), "1:39 swapped-coordinates");
  EXPECT_EQ(first_remark(polygon("[35,36],[35,37],[36,37],[35,36]")), "1:39 swapped-coordinates");
}

TEST(ZoneGeoJson, a_zone_beyond_the_missions_bounds_is_a_warning) {
  const ZoneFile file = read(polygon("[36,35],[43,35],[43,36],[36,35]"));
  EXPECT_TRUE(file.drawing);
  EXPECT_EQ(file.diagnostics.at(0).code, "outside-mission");
}

TEST(ZoneGeoJson, heights_are_passed_over_with_a_warning) {
  const ZoneFile file = read(polygon("[36,35,900],[37,35],[37,36],[36,35]"));
  EXPECT_TRUE(file.drawing);
  EXPECT_EQ(file.diagnostics.at(0).code, "altitude-ignored");
}

TEST(ZoneGeoJson, only_the_coordinate_system_of_geojson_is_read) {
  const auto with_crs = [](std::string_view name) {
    return "{\"type\":\"Polygon\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"" +
           std::string(name) + "\"}},\"coordinates\":[[[36,35],[37,35],[37,36],[36,35]]]}";
  };
  EXPECT_EQ(first_remark(with_crs("urn:ogc:def:crs:OGC:1.3:CRS84")), "none");
  EXPECT_EQ(first_remark(with_crs("urn:ogc:def:crs:EPSG::4326")), "1:1 foreign-crs");
}

TEST(ZoneGeoJson, what_is_no_area_is_named) {
  EXPECT_EQ(first_remark("{\"type\": \"Point\", \"coordinates\": [36, 35]}"), "1:1 not-an-area");
  EXPECT_EQ(first_remark("{\"type\": \"FeatureCollection\", \"features\": []}"), "1:1 not-an-area");
  EXPECT_EQ(first_remark("{\"type\": \"Feature\", \"properties\": {}, \"geometry\": null}"),
            "1:1 not-an-area");
  EXPECT_EQ(first_remark("{\"type\": \"Feature\"}"), "1:1 not-an-area");
  EXPECT_EQ(first_remark("[]"), "1:1 not-geojson");
  EXPECT_EQ(first_remark("{\"a\": 1}"), "1:1 not-geojson");
  EXPECT_EQ(first_remark(polygon("[\"36\",35]")), "1:1 not-geojson");
  EXPECT_EQ(first_remark("{\"type\":\n oops}"), "2:2 json-syntax");
}

}  // namespace
}  // namespace truceline::formats
