// SPDX-License-Identifier: Apache-2.0
#include "views/ask.hpp"

#include <gtest/gtest.h>

namespace truceline::views {
namespace {

const base::TimeZone kZone("Asia/Damascus", 10800, {});
constexpr std::array<std::string_view, 2> kColours = {"red", "blue"};
constexpr std::array kOwn = {Parameter{"colour", ParameterKind::word, kColours},
                             Parameter{"from", ParameterKind::moment},
                             Parameter{"to", ParameterKind::moment},
                             Parameter{"limit", ParameterKind::number, {}, 100},
                             Parameter{"open", ParameterKind::flag},
                             Parameter{"bbox", ParameterKind::box},
                             Parameter{"name"}};

base::Result<Ask> ask(std::map<std::string, std::string> query) {
  Request request;
  request.query = std::move(query);
  return read_ask(request, kOwn, true, kZone);
}

TEST(Ask, what_was_given_is_there_and_nothing_else) {
  const auto read = ask({{"colour", "blue"}, {"limit", "7"}, {"open", "false"}, {"lang", "ar"}});
  ASSERT_TRUE(read) << read.error().to_string();
  EXPECT_EQ(read->text("colour"), "blue");
  EXPECT_EQ(read->number("limit"), 7);
  EXPECT_EQ(read->flag("open"), false);
  EXPECT_EQ(read->lang, Lang::ar);
  EXPECT_EQ(read->text("name"), "");
  EXPECT_FALSE(read->number("as_known_at"));
  EXPECT_FALSE(read->interval());
}

TEST(Ask, a_time_may_be_milliseconds_or_written_in_the_mission_s_zone) {
  EXPECT_EQ(ask({{"from", "1494018000000"}})->moment("from")->value, 1'494'018'000'000);
  EXPECT_EQ(ask({{"from", "2017-05-06"}})->moment("from")->value, 1'494'018'000'000);
  EXPECT_EQ(ask({{"from", "2017-05-06T00:00Z"}})->moment("from")->value, 1'494'028'800'000);
  EXPECT_EQ(ask({{"from", "2017-05-06T00:00[Asia/Damascus]"}})->moment("from")->value,
            1'494'018'000'000);
  const auto interval = ask({{"to", "2017-05-06"}})->interval();
  ASSERT_TRUE(interval);
  EXPECT_EQ(interval->from, base::kTimeMin);
}

TEST(Ask, a_box_is_west_south_east_north) {
  const auto box = ask({{"bbox", "36.0,35,37.4,36.7"}})->box;
  ASSERT_TRUE(box);
  EXPECT_EQ(box->low, (geo::Point{.lon_e7 = 360'000'000, .lat_e7 = 350'000'000}));
  EXPECT_EQ(box->high, (geo::Point{.lon_e7 = 374'000'000, .lat_e7 = 367'000'000}));
}

TEST(Ask, what_is_wrong_is_named_with_its_mend) {
  const std::vector<std::pair<std::string, std::string>> wrong = {
      {"colour", "green"},
      {"from", "yesterday"},
      {"from", "99999999999999999"},
      {"limit", "-1"},
      {"limit", "many"},
      {"open", "yes"},
      {"bbox", "36,35,37"},
      {"bbox", "37,35,36,36"},
      {"bbox", "36,95,37,96"},
      {"bbox", "1,2,3,4,5"},
      {"name", ""},
      {"to", "2017-02-30"},
      {"from", "2017-05-06T00:00[Mars/Base]"}};
  for (const auto& [name, value] : wrong) {
    const auto read = ask({{name, value}});
    ASSERT_FALSE(read) << name << "=" << value;
    EXPECT_EQ(read.error().code, base::ErrorCode::invalid_input);
    EXPECT_EQ(read.error().place, name);
  }
}

TEST(Ask, more_than_the_limit_is_too_large_and_says_the_limit) {
  const auto read = ask({{"limit", "101"}});
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, base::ErrorCode::too_large);
  EXPECT_NE(read.error().mend.find("100"), std::string::npos);
}

TEST(Ask, an_unknown_parameter_is_told_what_there_is) {
  const auto read = ask({{"color", "red"}});
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().place, "color");
  EXPECT_NE(read.error().mend.find("colour"), std::string::npos);
}

}  // namespace
}  // namespace truceline::views
