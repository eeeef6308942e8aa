// SPDX-License-Identifier: Apache-2.0
#include "views/wire.hpp"

#include <gtest/gtest.h>

namespace truceline::views {
namespace {

geo::Point at(std::int32_t lon_e7, std::int32_t lat_e7) {
  return {.lon_e7 = lon_e7, .lat_e7 = lat_e7};
}

template <class Write>
std::string written(Write write) {
  base::JsonWriter out;
  write(out);
  return out.take();
}

TEST(Wire, coordinates_leave_exact_and_longitude_first) {
  EXPECT_EQ(written([](auto& out) { write_position(out, at(361'234'567, -1)); }),
            "[36.1234567,-0.0000001]");
}

TEST(Wire, rings_are_closed_and_wound_on_the_way_out) {
  // Drawn clockwise, with a hole drawn counter-clockwise.
  const geo::Polygon polygon{
      {at(0, 0), at(0, 50'000'000), at(50'000'000, 0)},
      {{at(10'000'000, 10'000'000), at(20'000'000, 10'000'000), at(10'000'000, 20'000'000)}}};
  EXPECT_EQ(written([&](auto& out) { write_area_geometry(out, {polygon}); }),
            R"({"type":"Polygon","coordinates":[[[0,0],[5,0],[0,5],[0,0]],)"
            R"([[1,1],[1,2],[2,1],[1,1]]]})");
  EXPECT_EQ(written([&](auto& out) { write_area_geometry(out, {}); }),
            R"({"type":"MultiPolygon","coordinates":[]})");
}

TEST(Wire, several_parts_are_a_multipolygon) {
  const geo::Polygon one{{at(0, 0), at(10'000'000, 0), at(0, 10'000'000)}, {}};
  EXPECT_EQ(written([&](auto& out) {
              write_area_geometry(out, {one, one});
            }),
            R"({"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[0,1],[0,0]]],)"
            R"([[[0,0],[1,0],[0,1],[0,0]]]]})");
}

TEST(Wire, nowhere_and_never_are_null) {
  EXPECT_EQ(written([](auto& out) { write_point_geometry(out, {}); }), "null");
  EXPECT_EQ(written([](auto& out) {
              write_interval(out, {{0}, base::kTimeMax}, base::TimeZone::utc(), Lang::en);
            }),
            R"({"from_ms":0,"to_ms":null,"text":"from 1 January 1970"})");
}

TEST(Wire, a_grade_is_written_as_people_say_it) {
  domain::Source source;
  source.publisher = "Lake Watch";
  source.grade = {"B", 2};
  EXPECT_EQ(written([&](auto& out) { write_source(out, source); }),
            R"({"publisher":"Lake Watch","id":"","certainty":"reported","grade":"B2"})");
}

}  // namespace
}  // namespace truceline::views
