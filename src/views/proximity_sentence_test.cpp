// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "views/sample_mission.hpp"
#include "views/sentences.hpp"

namespace truceline::views {
namespace {

using domain::Rule;

class ProximitySentences : public testing::Test {
 protected:
  static domain::Finding finding(Rule rule) {
    domain::Finding made;
    made.rule = rule;
    made.when = base::Interval{{1'588'334'400'000}, base::kTimeMax};
    made.point = geo::Point{.lon_e7 = 386'180'149, .lat_e7 = 335'060'051};
    for (const auto& [name, value] :
         std::initializer_list<std::pair<const char*, const char*>>{{"object", "truck-7"},
                                                                    {"mover", "vehicle"},
                                                                    {"sender", "relief"},
                                                                    {"name_a", "Tanf area"},
                                                                    {"name_a_ar", "منطقة التنف"},
                                                                    {"kind_a", "exclusion"},
                                                                    {"metres", "412"},
                                                                    {"required_metres", "5000"},
                                                                    {"grid", "37SFS5027108451"}})
      made.facts.set(name, value);
    made.agreement = "rules";
    return made;
  }
  std::string said(const domain::Finding& finding, Lang lang = Lang::en) const {
    return sentence(finding, Naming(*snapshot, lang));
  }
  SampleMission mission;
  std::shared_ptr<const Snapshot> snapshot = mission.snapshot();
};

TEST_F(ProximitySentences, say_what_moved_where_and_when_in_degrees_and_on_the_grid) {
  domain::Finding entered = finding(Rule::proximity_entered);
  EXPECT_EQ(said(entered),
            "Vehicle truck-7 (relief) entered Tanf area (exclusion zone) on 1 May 2020, 15:00 "
            "(+03:00) at latitude 33.50601, longitude 38.61801 (grid 37SFS5027108451). Nothing "
            "shows yet that it went away.");
  entered.when->to = {entered.when->from.value + 600'000};
  entered.facts.set("height", "712");
  entered.facts.set("datum", "wgs84");
  entered.facts.set("said_by", "north");
  EXPECT_EQ(said(entered),
            "Vehicle truck-7 (relief) entered Tanf area (exclusion zone) on 1 May 2020, 15:00 "
            "(+03:00) at latitude 33.50601, longitude 38.61801 (grid 37SFS5027108451), 712 m "
            "above the WGS 84 ellipsoid. It was out again on 1 May 2020, 15:10 (+03:00). Not "
            "settled: north says so, who did not send the positions.");
}

TEST_F(ProximitySentences, say_how_near_and_how_far_outside) {
  EXPECT_NE(said(finding(Rule::proximity_near)).find("came to within 412 m of Tanf area"),
            std::string::npos);
  EXPECT_NE(said(finding(Rule::proximity_near)).find("rules asks for 5000 m."), std::string::npos);
  EXPECT_NE(said(finding(Rule::proximity_corridor))
                .find("left Tanf area (exclusion zone), in which it was to stay, and was 412 m "
                      "outside on 1 May 2020"),
            std::string::npos);
}

TEST_F(ProximitySentences, are_said_in_arabic_too) {
  EXPECT_EQ(said(finding(Rule::proximity_entered), Lang::ar),
            "دخل truck-7 (مركبة، relief) منطقة التنف (منطقة محظورة) في 1 أيار/مايو 2020، 15:00 "
            "(+03:00) عند خط العرض 33.50601 وخط الطول 38.61801 (الشبكة 37SFS5027108451). ولا شيء "
            "يدل بعد على أنه غادر.");
}

}  // namespace
}  // namespace truceline::views
