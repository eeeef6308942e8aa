// SPDX-License-Identifier: Apache-2.0
#include "engine/gazetteer.hpp"

#include <gtest/gtest.h>

namespace truceline::engine {
namespace {

TEST(Gazetteer, FindsByPcodeFirstThenAllThatBearTheName) {
  const Gazetteer gazetteer(
      std::vector<KnownPlace>{{"SY1", {"Saraqib", "Saraqeb"}, {.lon_e7 = 1, .lat_e7 = 1}, 0, {}},
                              {"SY2", {"SARAQIB"}, {.lon_e7 = 2, .lat_e7 = 2}, 0, {}}});
  domain::Place place;
  EXPECT_TRUE(gazetteer.find(place).empty());
  place.name = "saraqib";
  EXPECT_EQ(gazetteer.find(place).size(), 2u);
  place.pcode = "SY2";
  ASSERT_EQ(gazetteer.find(place).size(), 1u);
  EXPECT_EQ(gazetteer.find(place)[0]->pcode, "SY2");
  place.pcode = "unknown to us";
  place.name = "Saraqeb";
  ASSERT_EQ(gazetteer.find(place).size(), 1u);
  EXPECT_EQ(gazetteer.find(place)[0]->pcode, "SY1");
}

}  // namespace
}  // namespace truceline::engine
