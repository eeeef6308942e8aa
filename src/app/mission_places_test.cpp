// SPDX-License-Identifier: Apache-2.0
#include "app/mission_places.hpp"

#include <gtest/gtest.h>

#include "app/files.hpp"
#include "app/temporary_folder.hpp"

namespace truceline::app {
namespace {

void write(const std::filesystem::path& path, std::string_view text) {
  ASSERT_TRUE(write_file(path, text, FileMode::shared));
}

TEST(MissionPlaces, are_read_from_the_folder_and_their_faults_are_warnings) {
  TemporaryFolder folder;
  write(folder.path() / "places.csv", "name,lat,lon\nGood,36.2,37.1\nBad,136.2,37.1\n");
  write(folder.path() / "land.geojson",
        R"({"type": "Polygon", "coordinates": [[[36, 35], [37, 35], [37, 36], [36, 35]]]})");
  formats::MissionConfig config;
  config.gazetteer = {"places.csv", "own list"};
  config.land = {"land.geojson", "own drawing"};
  const PlacesReading read = read_mission_places(folder.path(), config);
  ASSERT_NE(read.places, nullptr);
  EXPECT_EQ(read.places->gazetteer.places().size(), 1u);
  EXPECT_TRUE(read.places->land);
  ASSERT_EQ(read.remarks.size(), 1u);
  EXPECT_EQ(read.remarks[0].line, 3u);
  EXPECT_EQ(read.remarks[0].code, "bad-place");
  EXPECT_FALSE(base::has_error(read.remarks));
}

TEST(MissionPlaces, a_mission_without_the_files_goes_on_without_them) {
  TemporaryFolder folder;
  formats::MissionConfig config;
  EXPECT_EQ(read_mission_places(folder.path(), config).places, nullptr);
  config.gazetteer = {"places.csv", "own list"};
  write(folder.path() / "land.geojson", "{");
  config.land = {"land.geojson", "own drawing"};
  const PlacesReading read = read_mission_places(folder.path(), config);
  ASSERT_EQ(read.remarks.size(), 2u);
  EXPECT_EQ(read.remarks[0].code, "no-such-file");
  EXPECT_EQ(read.remarks[1].code, "bad-land");
  EXPECT_TRUE(read.places->gazetteer.empty());
  EXPECT_FALSE(read.places->land);
  config.land = {"not-made-yet.geojson", "own drawing"};
  EXPECT_EQ(read_mission_places(folder.path(), config).remarks.size(), 1u);
}

}  // namespace
}  // namespace truceline::app
