// SPDX-License-Identifier: Apache-2.0
#include "formats/positions.hpp"

#include <fstream>
#include <gtest/gtest.h>
#include <iterator>

#include "base/limits.hpp"
#include "formats/gunzip.hpp"

namespace truceline::formats {
namespace {

using domain::MoverKind;
using domain::Position;

constexpr domain::MoverKind kAnything = MoverKind::unknown;

const Position kTruck{.object = "truck-7",
                      .time = base::TimeMs{1533099600000},
                      .at = {.lon_e7 = 371'700'000, .lat_e7 = 362'000'001},
                      .height = domain::Height{41'250, geo::Datum::wgs84},
                      .kind = MoverKind::vehicle};

/// "line 3: column latitude ..." of every refused row.
std::string complaints(const PositionBatch& batch) {
  std::string text;
  for (const RefusedPosition& refused : batch.complaints)
    text += std::to_string(refused.line) + ": " + refused.error.to_string() + "\n";
  return text;
}

TEST(Positions, one_position_is_the_same_in_all_three_forms) {
  const auto ndjson = read_positions_ndjson(
      R"({"object":"truck-7","time_ms":1533099600000,"lon_e7":371700000,"lat_e7":362000001,)"
      R"("altitude_cm":41250,"datum":"wgs84","kind":"vehicle","battery":77})"
      "\n\n"
      R"({"object":"truck-7","time_ms":1533099600000,"lon":"37.17","lat":36.2000001,)"
      R"("altitude_m":412.5,"datum":"wgs84","kind":"vehicle"})",
      kAnything);
  ASSERT_TRUE(ndjson) << ndjson.error().to_string();
  EXPECT_EQ(ndjson->positions, std::vector({kTruck, kTruck})) << complaints(*ndjson);
  const auto csv = read_positions_csv(
      "kind,lng,lat,altitude_m,datum,object,time_ms\r\n"
      "vehicle,37.17,36.2000001,412.5,wgs84,truck-7,1533099600000\r\n",
      kAnything);
  ASSERT_TRUE(csv) << csv.error().to_string();
  EXPECT_EQ(csv->positions, std::vector({kTruck})) << complaints(*csv);
  const auto geojson = read_positions_geojson(
      R"({"type":"FeatureCollection","features":[{"type":"Feature",
          "properties":{"object":"truck-7","time_ms":1533099600000},
          "geometry":{"type":"Point","coordinates":[37.17,36.2000001,412.5]}}]})",
      MoverKind::vehicle);
  ASSERT_TRUE(geojson) << geojson.error().to_string();
  EXPECT_EQ(geojson->positions, std::vector({kTruck})) << complaints(*geojson);
}

TEST(Positions, what_aircraft_send_is_read_under_its_own_column_names) {
  const auto read = read_positions_csv(
      "timestamp_ms,icao24,callsign,latitude,longitude,altitude_ft,groundspeed_kt\n"
      "1533099600000,4067f2,TOM2XE,46.679232,10.202179,38000.0,438.08\n"
      "1533099600000,44093b,LDM150,47.7052,6.465797,,415.48\n",
      MoverKind::aeroplane);
  ASSERT_TRUE(read) << read.error().to_string();
  ASSERT_EQ(read->positions.size(), 2u) << complaints(*read);
  EXPECT_EQ(read->positions[0], (Position{"4067f2",
                                          base::TimeMs{1533099600000},
                                          {.lon_e7 = 102'021'790, .lat_e7 = 466'792'320},
                                          domain::Height{1'158'240, geo::Datum::amsl},
                                          MoverKind::aeroplane}));
  EXPECT_FALSE(read->positions[1].height);
}

TEST(Positions, bad_rows_of_a_table_are_listed_with_line_and_reason_and_the_good_ones_kept) {
  const auto read = read_positions_csv(
      "object,time_ms,latitude,longitude,altitude_m,datum,kind\n"
      "a,1000,36.2,37.1,,,\n"
      ",1000,36.2,37.1,,,\n"
      "a,soon,36.2,37.1,,,\n"
      "a,1000,137.1,36.2,,,\n"
      "a,1000,\"36,2\",37.1,,,\n"
      "a,1000,36.2,37.1,500,,\n"
      "a,1000,36.2,37.1,500,sealevel,\n"
      "a,1000,36.2,37.1,500000,amsl,\n"
      "a,1000,36.2,37.1,,,rocket\n"
      "a,1000,36.2\n"
      "b,1000,36.2,37.1,-12.345,amsl,\n",
      kAnything);
  ASSERT_TRUE(read) << read.error().to_string();
  EXPECT_EQ(complaints(*read),
            "3: object: is empty (every position is somebody's)\n"
            "4: time_ms: 'soon' is not a whole number (write digits only: 12)\n"
            "5: latitude: '137.1' is out of range: latitude and longitude look swapped (latitude "
            "is north-south, -90 to 90; put the two columns the right way round)\n"
            "6: latitude: '36,2' has a comma (write a decimal point, not a "
            "comma)\n"
            "7: datum: nothing says what the altitude is measured from (one of: amsl, wgs84, "
            "above-ground)\n"
            "8: datum: is not a datum we know (one of: amsl, wgs84, above-ground)\n"
            "9: altitude_m: is beyond the air (heights are from 10 km below to 100 km above; look "
            "at the unit)\n"
            "10: kind: is not a kind we know (one of: unknown, vehicle, vessel, helicopter, "
            "aeroplane, drone)\n"
            "11: the row has 3 fields, the header has 7 (put fields that hold commas in quotes)\n");
  ASSERT_EQ(read->positions.size(), 2u);
  EXPECT_EQ(read->positions[1].height->altitude_cm, -1'235);
  EXPECT_EQ(read->refused, 9u);
}

TEST(Positions, bad_lines_and_features_are_listed_too) {
  const auto ndjson = read_positions_ndjson(
      "{\"object\":\"a\",\"time_ms\":1,\"lon_e7\":1,\"lat_e7\":2}\n"
      "{\"object\":\n"
      "[1]\n"
      "{\"object\":\"a\",\"time_ms\":1,\"lon_e7\":1,\"lat_e7\":900000001}\n"
      "{\"object\":\"a\",\"time_ms\":1,\"lon_e7\":1,\"lat_e7\":2,\"lat\":1,\"lon\":1}\n"
      "{\"object\":\"a\",\"time_ms\":1,\"lon\":1,\"lng\":1,\"lat\":1}\n"
      "{\"object\":[],\"time_ms\":1}\n",
      kAnything);
  ASSERT_TRUE(ndjson) << ndjson.error().to_string();
  EXPECT_EQ(ndjson->positions.size(), 1u);
  EXPECT_EQ(ndjson->refused, 6u);
  ASSERT_EQ(ndjson->complaints.size(), 6u);
  EXPECT_EQ(ndjson->complaints[0].line, 2u);
  EXPECT_EQ(ndjson->complaints[0].error.place.substr(0, 7), "column ");
  EXPECT_EQ(ndjson->complaints[2].error.place, "lat_e7");
  EXPECT_EQ(ndjson->complaints[3].error.reason, "the place is given twice");
  EXPECT_EQ(ndjson->complaints[4].error.reason, "stands there under two names");

  const auto geojson = read_positions_geojson(
      "{\"type\":\"FeatureCollection\",\"features\":[\n"
      "{\"type\":\"Feature\",\"properties\":{\"object\":\"a\",\"time_ms\":1},"
      "\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2]}},\n"
      "{\"type\":\"Feature\",\"properties\":{\"object\":\"a\",\"time_ms\":1},"
      "\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[1,2],[2,3]]}}]}",
      kAnything);
  ASSERT_TRUE(geojson) << geojson.error().to_string();
  EXPECT_EQ(geojson->positions.size(), 1u);
  EXPECT_EQ(complaints(*geojson),
            "3: feature 2: geometry: is not a Point (each position is a Point)\n");
}

TEST(Positions, what_is_no_batch_at_all_is_an_error_of_the_whole) {
  EXPECT_FALSE(read_positions_csv("", kAnything));
  EXPECT_FALSE(read_positions_csv("object,time_ms,latitude\na,1,2\n", kAnything));
  EXPECT_FALSE(read_positions_csv("time_ms,latitude,longitude\n1,2,3\n", kAnything));
  EXPECT_FALSE(read_positions_csv("object,time_ms,lat,lon\n\"a,1,2,3\n", kAnything));
  EXPECT_FALSE(read_positions_geojson("[]", kAnything));
  const auto large =
      read_positions_ndjson(std::string(base::limits::kPositionsBytes + 1, '\n'), kAnything);
  ASSERT_FALSE(large);
  EXPECT_EQ(large.error().code, base::ErrorCode::too_large);
}

TEST(Positions, a_day_of_air_traffic_over_switzerland_is_read_to_the_last_row) {
  std::ifstream file(TRUCELINE_SOURCE_DIR "/../shared/data/adsb_switzerland_2018-08-01.csv.gz",
                     std::ios::binary);
  if (!file) GTEST_SKIP() << "../shared/data/adsb_switzerland_2018-08-01.csv.gz is not here";
  const std::string packed{std::istreambuf_iterator<char>(file), {}};
  std::string text;
  Gunzip gunzip([&](std::string_view bytes) -> base::Result<void> {
    text += bytes;
    return {};
  });
  ASSERT_TRUE(gunzip.feed(packed));
  ASSERT_TRUE(gunzip.finish());
  const auto read = read_positions_csv(text, MoverKind::aeroplane);
  ASSERT_TRUE(read) << read.error().to_string();
  EXPECT_EQ(read->positions.size(), 139'098u);
  EXPECT_EQ(complaints(*read), "");
}

}  // namespace
}  // namespace truceline::formats
