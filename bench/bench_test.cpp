// SPDX-License-Identifier: Apache-2.0
//
// The benchmark measures the same work everywhere, and still runs.
#include <gtest/gtest.h>

#include "base/json.hpp"
#include "base/sha256.hpp"
#include "geo/validity.hpp"
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
  EXPECT_EQ(all.size(), 38U);
  for (const Measured& one : all)
    for (const MeasuredWay& way : one.ways) EXPECT_EQ(way.runs.size(), 2U) << way.name;
  const std::string json = json_text({"machine", "build", inputs, 2}, all, {});
  EXPECT_TRUE(base::parse_json(json, {1'000'000, 16, 1000}));
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
