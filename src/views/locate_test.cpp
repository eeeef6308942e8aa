// SPDX-License-Identifier: Apache-2.0
#include "views/locate.hpp"

#include <gtest/gtest.h>

#include "views/locate_sentences.hpp"
#include "views/sample_mission.hpp"

namespace truceline::views {
namespace {

using formats::ConcernCode;
using formats::ConcernWeight;

class Locate : public testing::Test {
 protected:
  base::Result<Located> ask(LocateQuestion question) {
    return locate(question, ground_of(*snapshot, Lang::en));
  }
  SampleMission mission;
  std::shared_ptr<const Snapshot> snapshot = mission.snapshot();
};

TEST_F(Locate, a_good_coordinate_is_held_against_all_there_is) {
  const auto located = ask({"36.1000 N, 37.1000 E", "Lakeside", {}, {}});
  ASSERT_TRUE(located) << located.error().to_string();
  EXPECT_EQ(located->weight(), ConcernWeight::note);
  EXPECT_EQ(located->held_against,
            (std::vector<std::string_view>{"bounds", "land", "gazetteer", "sites"}));
  EXPECT_EQ(located->places[0].checked.candidates.size(), 1u);
}

TEST_F(Locate, a_post_s_own_place_is_its_version_before_and_no_duplicate) {
  const LocateGround ground = ground_of(*snapshot, Lang::en);
  ASSERT_FALSE(ground.sites.empty());
  const formats::KnownSite& site = ground.sites[0];
  const std::string text =
      geo::to_decimal(site.point.lat_e7) + "000 N, " + geo::to_decimal(site.point.lon_e7) + "000 E";
  const auto other = ask({text, {}, {}, {}});
  ASSERT_TRUE(other) << other.error().to_string();
  ASSERT_FALSE(other->places[0].checked.concerns.empty());
  EXPECT_EQ(other->places[0].checked.concerns[0].code, ConcernCode::duplicate);
  const auto own = ask({text, {}, {}, site.id});
  ASSERT_TRUE(own);
  for (const formats::Concern& concern : own->places[0].checked.concerns)
    EXPECT_NE(concern.code, ConcernCode::duplicate);
  const auto moved = ask({"36.1234 N, 37.3456 E", {}, {}, site.id});
  ASSERT_TRUE(moved);
  EXPECT_EQ(moved->places[0].checked.concerns[0].code, ConcernCode::moved);
  EXPECT_EQ(ask({text, {}, {}, "no-such-post"}).error().code, base::ErrorCode::not_found);
}

TEST_F(Locate, a_notified_site_is_told_to_those_who_may_see_it_until_it_ends) {
  const auto duplicates = [&](Reader reader) {
    const auto located = locate({"36.1500 N, 37.1500 E", {}, {}, {}},
                                ground_of(*mission.snapshot(reader), Lang::en));
    std::string names;
    for (const formats::Concern& concern : located->places[0].checked.concerns)
      if (concern.code == ConcernCode::duplicate) names += concern.name + " ";
    return names;
  };
  domain::Notification site;
  site.id = "clinic";
  site.names = {{"en", "Clinic"}};
  site.when = {{SampleMission::kClock, base::kTimeMax}, domain::TimePrecision::day, "UTC", ""};
  site.circle = geo::Circle{{.lon_e7 = 371'500'000, .lat_e7 = 361'500'000}, 100};
  mission.say(site, {domain::AudienceLabel::named, {"mission"}});
  EXPECT_EQ(duplicates(Reader::anyone()), "") << "a list of sites is a list of targets";
  EXPECT_EQ(duplicates(Reader::keeper()), "Clinic ");
  site.phase = domain::Phase::ended;
  mission.say(site, {domain::AudienceLabel::named, {"mission"}});
  EXPECT_EQ(duplicates(Reader::keeper()), "");
}

TEST_F(Locate, what_is_wrong_with_which_text_is_said) {
  EXPECT_EQ(ask({"36°75'N 37°08'E", {}, {}, {}}).error().place, "text: column 4");
  EXPECT_EQ(ask({"36.1 N, 37.1 E", {}, "nonsense", {}}).error().place, "previous: column 1");
  EXPECT_EQ(ask({"36.1 N, 37.1 E", {}, "36.1,37.1\n36.2,37.2", {}}).error().place, "previous");
}

TEST_F(Locate, several_places_are_each_shown) {
  const auto located = ask({"36.1000,37.1000\n36.2000,37.3000", {}, {}, {}});
  ASSERT_TRUE(located);
  EXPECT_EQ(located->weight(), ConcernWeight::fault);
  EXPECT_EQ(located->places.size(), 2u);
  EXPECT_EQ(located->not_one->code, ConcernCode::several_places);
}

TEST_F(Locate, on_a_terminal_it_reads_from_the_top) {
  const auto located = ask({"37.1000 N, 36.1000 E", "Lake side", {}, {}});
  ASSERT_TRUE(located);
  const std::string text = located_text(*located, Lang::en, false);
  EXPECT_NE(text.find("FAULT  Latitude and longitude look swapped: as written this is 143 km from "
                      "Lakeside, the other way round 0 m. Did you mean 36.1, 37.1?"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("MGRS"), std::string::npos);
  EXPECT_NE(located_text(*located, Lang::ar, true).find("متبادلان"), std::string::npos);
}

TEST(LocateSentences, every_concern_is_said_in_both_languages_and_filled) {
  for (int code = 0; code <= static_cast<int>(ConcernCode::area); ++code) {
    formats::Concern concern;
    concern.code = static_cast<ConcernCode>(code);
    concern.mend = geo::Point{.lon_e7 = 371'000'000, .lat_e7 = 361'000'000};
    for (const char* name : {"", "Lakeside {here}"}) {
      concern.name = name;
      const std::string en = concern_sentence(concern, Lang::en);
      const std::string ar = concern_sentence(concern, Lang::ar);
      EXPECT_TRUE(en.ends_with(".") || en.ends_with("?")) << en;
      EXPECT_NE(en, ar);
      EXPECT_FALSE(formats::word(concern.code).empty());
    }
  }
  for (const auto& [assumption, word] : formats::kAssumptionWords)
    EXPECT_NE(assumption_sentence(assumption, Lang::en), assumption_sentence(assumption, Lang::ar));
}

TEST(LocateSentences, coordinates_in_a_right_to_left_line_are_isolated) {
  const geo::Point p{.lon_e7 = 371'343'000, .lat_e7 = 362'021'000};
  EXPECT_EQ(point_text(p, Lang::en), "36.2021, 37.1343");
  EXPECT_EQ(point_text(p, Lang::ar), "\u206636.2021, 37.1343\u2069");
  EXPECT_EQ(formats::read_coordinates(point_text(p, Lang::ar))->places[0].readings[0].point, p)
      << "copied back with its marks it is read";
}

TEST(LocateSentences, lengths_are_as_people_say_them) {
  EXPECT_EQ(length_text(0, Lang::en), "0 m");
  EXPECT_EQ(length_text(999, Lang::en), "999 m");
  EXPECT_EQ(length_text(4240, Lang::en), "4.2 km");
  EXPECT_EQ(length_text(9960, Lang::en), "10.0 km");
  EXPECT_EQ(length_text(103'499, Lang::ar), "103 كم");
  EXPECT_EQ(precision_text(11'132, Lang::en), "about 11 m");
  EXPECT_EQ(precision_text(12, Lang::en), "about 2 cm");
}

}  // namespace
}  // namespace truceline::views
