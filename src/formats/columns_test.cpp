// SPDX-License-Identifier: Apache-2.0
#include "formats/columns.hpp"

#include <gtest/gtest.h>

namespace truceline::formats {
namespace {

constexpr ColumnSpec kSpecs[] = {{"id", true}, {"latitude|lat", true}, {"best|best_est"}};

base::Result<ColumnMap> map_of(std::vector<std::string_view> header) {
  return ColumnMap::make(kSpecs, header, "UCDP GED");
}
std::string error_of(std::vector<std::string_view> header) {
  return map_of(std::move(header)).error().to_string();
}

TEST(Columns, are_found_by_name_in_any_order_case_and_spelling) {
  const auto map = map_of({"Best Est", "extra", " LAT", "Id"});
  ASSERT_TRUE(map);
  EXPECT_EQ(map->position(0), 3U);
  EXPECT_EQ(map->position(1), 2U);
  EXPECT_EQ(map->position(2), 0U);
  EXPECT_EQ(map->width(), 4U);
  EXPECT_FALSE(map_of({"id", "lat"})->has(2));
}

TEST(Columns, a_missing_one_is_named_with_what_may_be_meant) {
  EXPECT_EQ(error_of({"id", "lattitude"}),
            "line 1: UCDP GED: the header lacks the column latitude (did you mean the column "
            "lattitude? rename it to latitude)");
  EXPECT_EQ(error_of({"lat", "id2x"}),
            "line 1: UCDP GED: the header lacks the column id (add it, or check that the first "
            "line of the file names the columns)");
  EXPECT_NE(error_of({"id", "north"}).find("also accepted: lat"), std::string::npos);
  EXPECT_NE(error_of({"event_type", "actor1"}).find("use import acled"), std::string::npos);
}

TEST(Columns, the_same_column_twice_is_refused) {
  EXPECT_NE(error_of({"id", "lat", "latitude"}).find("lat and latitude both say latitude"),
            std::string::npos);
}

TEST(Columns, other_separators_are_told_apart) {
  EXPECT_NE(error_of({"id;latitude"}).find("semicolons"), std::string::npos);
  EXPECT_NE(error_of({"id\tlatitude"}).find("tabs"), std::string::npos);
  EXPECT_NE(error_of({"id", "lat\r1", "2"}).find("carriage returns"), std::string::npos);
}

}  // namespace
}  // namespace truceline::formats
