// SPDX-License-Identifier: Apache-2.0
//
// The benchmark measures the same work everywhere, and still runs.
#include <gtest/gtest.h>

#include "app/temporary_folder.hpp"
#include "base/json.hpp"
#include "base/sha256.hpp"
#include "geo/validity.hpp"
#include "geo_files.hpp"
#include "paths.hpp"
#include "report.hpp"
#include "signed_log.hpp"
#include "workload.hpp"

namespace truceline::bench {
namespace {

Options small() {
  Options options;
  options.rounds = 2;
  options.points = 50;
  options.csv_rows = 40;
  options.statements = 20;
  options.entries = 30;
  options.taken_in = 40;
  options.positions = 800;
  options.leaves = 1000;
  options.zones = 100;
  options.zone_places = 200;
  options.compared_places = 50;
  options.volumes = 100;
  options.volume_questions = 20;
  return options;
}

std::string digest(std::string_view text) {
  return base::to_hex(base::sha256(base::bytes_of(text)));
}

TEST(Workload, is_the_same_bytes_on_every_machine) {
  EXPECT_EQ(digest(ucdp_csv(1, 100)),
            "4d33957dcd51bc790fa8bc8645810427836299e978e52146939cac9b5263ace8");
  std::string drawn;
  for (const geo::MultiPolygon& zone : zones(1, 15))
    for (const geo::Point p : zone[0].outer)
      drawn += geo::to_decimal(p.lon_e7) + " " + geo::to_decimal(p.lat_e7) + "\n";
  EXPECT_EQ(digest(drawn), "b8abae0ff651dcd11793a5bd10ea047cf332255cd45743559fa3bc084e65b1c1");
}

TEST(Workload, the_same_seed_gives_the_same_ledger_and_another_another) {
  EXPECT_EQ(synthetic_records(1, 50), synthetic_records(1, 50));
  EXPECT_NE(synthetic_records(1, 50), synthetic_records(2, 50));
}

TEST(Workload, has_valid_zones_and_readable_rows) {
  for (const geo::MultiPolygon& zone : zones(7, 15)) EXPECT_TRUE(geo::flaws(zone).empty());
  EXPECT_EQ(bodies_of(ucdp_csv(7, 200)).value().size(), 200U);
}

TEST(Bench, every_path_runs_and_the_ways_agree) {
  All all;
  std::vector<std::string> inputs;
  const auto measured = measure_all(small(), inputs, all);
  ASSERT_TRUE(measured) << measured.error().to_string();
  EXPECT_EQ(all.size(), 43U);
  for (const Measured& one : all)
    for (const MeasuredWay& way : one.ways) EXPECT_EQ(way.runs.size(), 2U) << way.name;
  const std::string json = json_text({"machine", "build", inputs, 2}, all, {});
  EXPECT_TRUE(base::parse_json(json, {1'000'000, 16, 1000}));
}

TEST(Workload, of_zones_places_and_volumes_is_read_back_from_files_as_it_was) {
  const app::TemporaryFolder folder;
  const std::vector<TimedZone> some_zones = timed_zones(3, 40);
  const std::vector<PlacedMoment> places = places_near(4, 30, some_zones);
  const std::vector<geo::Volume> known = volumes(5, 40), asked = volumes(6, 10);
  ASSERT_TRUE(write_workload(folder.path(), some_zones, places, known, asked));
  const auto zones_read = read_zones(folder.path() / "zones.geojson");
  ASSERT_TRUE(zones_read) << zones_read.error().to_string();
  ASSERT_EQ(zones_read->size(), some_zones.size());
  for (std::size_t i = 0; i < some_zones.size(); ++i) {
    EXPECT_EQ((*zones_read)[i].area, some_zones[i].area);
    EXPECT_EQ((*zones_read)[i].window, some_zones[i].window);
    EXPECT_TRUE(geo::flaws(some_zones[i].area).empty());
  }
  const auto places_read = read_points(folder.path() / "points.csv");
  ASSERT_TRUE(places_read) << places_read.error().to_string();
  ASSERT_EQ(places_read->size(), places.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    EXPECT_EQ((*places_read)[i].at, places[i].at);
    EXPECT_EQ((*places_read)[i].time_ms, places[i].time_ms);
  }
  const auto known_read = read_volumes(folder.path() / "volumes.ndjson");
  ASSERT_TRUE(known_read) << known_read.error().to_string();
  EXPECT_EQ(*known_read, known);
  Options options = small();
  options.zones_file = folder.path() / "zones.geojson";
  options.points_file = folder.path() / "points.csv";
  options.volumes_file = folder.path() / "volumes.ndjson";
  options.queries_file = folder.path() / "queries.ndjson";
  All all;
  std::vector<std::string> inputs;
  const auto measured = measure_all(options, inputs, all);
  ASSERT_TRUE(measured) << measured.error().to_string();
  EXPECT_EQ(all.size(), 13U);
}

TEST(Bench, ways_that_disagree_are_refused) {
  const std::vector<Way> ways = {{"one", Role::ours, [] { return 1U; }},
                                 {"two", Role::other, [] { return 2U; }}};
  const auto measured = measure({"sum", "sums", 1}, ways, 1);
  ASSERT_FALSE(measured);
  EXPECT_EQ(measured.error().reason, "sum: 'two' answers 2, 'one' 1");
}

TEST(Bench, a_floor_may_answer_something_else) {
  const std::vector<Way> ways = {{"one", Role::ours, [] { return 1U; }},
                                 {"less", Role::floor, [] { return 2U; }}};
  EXPECT_TRUE(measure({"sum", "sums", 1}, ways, 1));
}

TEST(Bench, ratios_are_those_of_the_rounds) {
  const MeasuredWay ours{"ours", Role::ours, 1, {{1, 2}, {2, 4}, {1, 1}}, {}};
  const MeasuredWay other{"other", Role::other, 1, {{3, 2}, {6, 40}, {30, 5}}, {}};
  EXPECT_EQ(times_as_fast(ours, other, Work::Clock::wall), 3);
  EXPECT_EQ(times_as_fast(ours, other, Work::Clock::cpu), 5);
  EXPECT_EQ(seconds(other, Work::Clock::wall).median, 6);
}

TEST(Receipts, every_statement_gets_one_and_the_waits_are_told) {
  Options options = small();
  options.receipts = 10;
  options.only = "receipt, 4 witnesses 0 ms";
  const std::vector<Waits> waits = measure_receipts(options);
  ASSERT_EQ(waits.size(), 1U);
  EXPECT_EQ(waits[0].seconds.size(), 10U);
  EXPECT_NE(waits_table(waits).find("| receipt, 4 witnesses 0 ms away, 3 needed | 10 |"),
            std::string::npos);
}

}  // namespace
}  // namespace truceline::bench
