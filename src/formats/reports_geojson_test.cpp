// SPDX-License-Identifier: Apache-2.0
#include "formats/reports_geojson.hpp"

#include <gtest/gtest.h>

#include "formats/import_testing.hpp"
#include "formats/reports_csv.hpp"

namespace truceline::formats {
namespace {

Import geojson(std::string_view text, std::size_t chunk = 1 << 20) {
  return import_text(make_reports_geojson_reader, text, {}, chunk);
}

const std::string kGood = R"({"type": "FeatureCollection", "features": [
  {"type": "Feature",
   "geometry": {"type": "Point", "coordinates": [36.6339300, 35.930615, 500]},
   "properties": {"id": 7, "event": "shelling", "date_from": "2017-05-06", "source": "Post 3",
                  "deaths_best": 2, "directed": true, "precision": "settlement", "colour": "red"}},
  {"type": "Feature", "id": "b", "geometry": null,
   "properties": {"event": "protest", "date_from": "2017-05-07", "source": "Post 3", "text": null}}
]})";

TEST(ReportsGeoJson, says_the_same_as_the_table) {
  const Import import = geojson(kGood);
  ASSERT_EQ(import.accepted.size(), 2U) << import.error;
  const Import table =
      import_text(make_reports_csv_reader,
                  "id,event,date_from,source,deaths_best,directed,precision,longitude,latitude\n"
                  "7,shelling,2017-05-06,Post 3,2,yes,settlement,36.6339300,35.930615\n");
  EXPECT_EQ(import.accepted[0].report, table.only());
  EXPECT_EQ(import.accepted[0].line, 2U);
  EXPECT_EQ(import.accepted[1].line, 6U);
  EXPECT_EQ(import.accepted[1].report.source.id, "b");
  EXPECT_FALSE(import.accepted[1].report.place.point);
  EXPECT_EQ(geojson(kGood, 3).counts, import.counts);
}

TEST(ReportsGeoJson, bad_features_are_refused_by_number_and_line) {
  const Import import = geojson(R"({"type": "FeatureCollection", "features": [
  {"type": "Feature", "geometry": {"type": "Point", "coordinates": [1, 2]},
   "properties": {"id": "a", "event": "shelling", "date_from": "2017-05-06", "source": "P"}},
  {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": []},
   "properties": {"id": "b"}},
  {"type": "Feature", "geometry": {"type": "Point", "coordinates": ["1", "2"]},
   "properties": {"id": "c"}},
  {"type": "Feature", "geometry": {"type": "Point", "coordinates": [35.9, 136.6]},
   "properties": {"id": "d", "event": "shelling", "date_from": "2017-05-06", "source": "P"}},
  {"type": "Feature", "properties": {"id": "e", "counts": [1]}},
  {"type": "Feature"}, 5]})");
  EXPECT_EQ(import.error, "");
  EXPECT_EQ(import.accepted.size(), 1U);
  ASSERT_EQ(import.rejected.size(), 6U);
  EXPECT_EQ(import.rejected[0].reason, "feature 2: geometry: is not a Point");
  EXPECT_EQ(import.rejected[0].line, 4U);
  EXPECT_EQ(import.rejected[0].id, "b");
  EXPECT_TRUE(import.rejected[0].raw.starts_with("{\"type\": \"Feature\", \"geometry\""));
  EXPECT_EQ(import.rejected[1].reason, "feature 3: coordinates: is not [longitude, latitude]");
  EXPECT_NE(import.rejected[2].reason.find("latitude and longitude look swapped"),
            std::string::npos);
  EXPECT_EQ(import.rejected[3].reason,
            "feature 5: counts: is a list or an object, not a text or "
            "number");
  EXPECT_EQ(import.rejected[4].reason, "feature 6: has no properties");
  EXPECT_EQ(import.rejected[5].reason, "feature 7: is not a GeoJSON Feature");
  EXPECT_EQ(import.rejected[5].line, 11U);
}

TEST(ReportsGeoJson, what_is_no_collection_is_refused_whole) {
  for (const char* bad :
       {"", "[]", "{}", R"({"type": "Feature"})", R"({"type":"FeatureCollection"})",
        R"({"type": "FeatureCollection", "features": 5})", "{\"type\": \"Feat"})
    EXPECT_NE(geojson(bad).error, "") << bad;
}

}  // namespace
}  // namespace truceline::formats
