// SPDX-License-Identifier: Apache-2.0
#include "app/position_desk.hpp"

#include <atomic>
#include <gtest/gtest.h>

#include "app/audience_option.hpp"
#include "app/signed_batch.hpp"
#include "app/test_mission.hpp"
#include "views/routes.hpp"

namespace truceline::app {
namespace {

constexpr std::string_view kRoute = "/api/v1/positions";
constexpr std::string_view kNdjson = "application/x-ndjson";

/// A square of a fifth of a degree, from 38 E 33 N, where nobody is to be.
domain::Zone square(std::string id, std::int32_t east_e7 = 0) {
  domain::Zone zone;
  zone.id = std::move(id);
  zone.kind = domain::ZoneKind::exclusion;
  const auto corner = [&](std::int32_t x, std::int32_t y) {
    return geo::Point{.lon_e7 = 380'000'000 + east_e7 + x, .lat_e7 = 330'000'000 + y};
  };
  zone.area = {
      {{corner(0, 0), corner(2'000'000, 0), corner(2'000'000, 2'000'000), corner(0, 2'000'000)},
       {}}};
  return zone;
}

class PositionDesks : public testing::Test {
 protected:
  void SetUp() override {
    here_.append(square("square"));
    auto live = LiveMission::load(here_.mission(), "test");
    ASSERT_TRUE(live);
    live_ = *std::move(live);
    open();
  }

  void open() {
    auto desk = PositionDesk::open(here_.mission(), *live_);
    ASSERT_TRUE(desk) << desk.error().to_string();
    desk_ = *std::move(desk);
  }

  /// A truck that is `east` thousandths of a degree into the square, so many seconds ago.
  static std::string row(std::int32_t east, std::int64_t seconds_ago,
                         const std::string& object = "truck-7") {
    return "{\"object\":\"" + object +
           "\",\"time_ms\":" + std::to_string(kStart.value - seconds_ago * base::kSecondMs) +
           ",\"lat_e7\":331000000,\"lon_e7\":" + std::to_string(380'000'000 + east * 10'000) +
           ",\"kind\":\"vehicle\"}\n";
  }

  views::Request request(const std::string& body, const BatchTerms& terms,
                         const base::SigningKey& key) const {
    views::Request request;
    request.method = "POST";
    request.path = kRoute;
    request.content_type = kNdjson;
    request.body = body;
    const std::string query = batch_query(TestMission::kOrigin, terms, body, key);
    for (std::size_t from = 0; from < query.size();) {
      const std::size_t end = std::min(query.find('&', from), query.size());
      const std::size_t equals = query.find('=', from);
      request.query[query.substr(from, equals - from)] = query.substr(equals + 1, end - equals - 1);
      from = end + 1;
    }
    return request;
  }

  base::Result<std::string> take(const views::Request& request) {
    const auto ask = views::read_ask(request, views::parameters_of("POST", kRoute), false,
                                     here_.mission().time_zone());
    if (!ask) return ask.error();
    return desk_->take(request, *ask);
  }
  base::Result<std::string> take(const std::string& body, const std::string& audience = "public") {
    return take(request(body, {"monitor", now(), audience, {}}, here_.monitor_key()));
  }
  std::string list() const { return desk_->list({}, domain::Reader::anyone()); }

  static inline const base::TimeMs kStart = now();
  TestMission here_;
  std::unique_ptr<LiveMission> live_;
  std::unique_ptr<PositionDesk> desk_;
};

bool has(const base::Result<std::string>& answer, std::string_view text) {
  EXPECT_TRUE(answer) << answer.error().to_string();
  return answer && answer->find(text) != std::string::npos;
}

TEST_F(PositionDesks, what_positions_show_becomes_an_entry_of_the_mission_and_a_finding) {
  const std::uint64_t before = here_.entries();
  const auto answer = take(row(-5, 60) + row(3, 30) + row(4, 10) + "{\"object\":\"x\"}\n");
  EXPECT_TRUE(has(answer, "\"rows\":4,\"refused\":{\"total\":1,\"items\":[{\"line\":4"));
  EXPECT_TRUE(has(answer, "\"event\":\"entered\""));
  EXPECT_TRUE(has(answer, "Vehicle truck-7 (monitor) entered square")) << *answer;
  EXPECT_TRUE(has(answer, "\"entry\":" + std::to_string(before)));
  ASSERT_EQ(here_.entries(), before + 1);
  const auto replayed = here_.open()->replay();
  ASSERT_TRUE(replayed);
  ASSERT_EQ(replayed->state.encounters().size(), 1u);
  const auto& said = replayed->state.encounters().front();
  EXPECT_EQ(said.party, replayed->state.mission_party());
  EXPECT_EQ(said.what.sender, "monitor");
  EXPECT_EQ(said.what.positions.size(), 2u);
  EXPECT_EQ(said.audience.label, domain::AudienceLabel::everyone);
  EXPECT_NE(list().find("\"not_entering\":null"), std::string::npos);
  EXPECT_NE(list().find("\"entered\""), std::string::npos);
}

TEST_F(PositionDesks, a_batch_that_is_sent_again_gets_its_answer_again_and_changes_nothing) {
  const std::string body = row(-5, 60) + row(3, 30) + row(4, 10);
  const auto first = take(body);
  const std::uint64_t entries = here_.entries();
  const auto again = take(body);  // signed anew
  ASSERT_TRUE(first && again);
  EXPECT_EQ(*first, *again);
  EXPECT_EQ(here_.entries(), entries);
  // The next batch goes on where the first ended: nothing is flagged.
  EXPECT_TRUE(has(take(row(5, 5) + row(6, 1)), "\"flagged\":{\"total\":0"));
}

TEST_F(PositionDesks, only_an_author_key_of_the_sender_speaks_for_its_objects) {
  const std::string body = row(3, 30);
  const BatchTerms terms{"monitor", now(), "public", {}};
  const auto code = [&](const views::Request& asked) {
    const auto answer = take(asked);
    return answer ? base::ErrorCode::corrupt : answer.error().code;
  };
  views::Request plain = request(body, terms, here_.monitor_key());
  plain.query.clear();
  EXPECT_EQ(code(plain), base::ErrorCode::forbidden);
  const auto stranger = base::SigningKey::from_seed(random_bytes());
  EXPECT_EQ(code(request(body, terms, stranger)), base::ErrorCode::forbidden);
  views::Request changed = request(body, terms, here_.monitor_key());
  changed.body += row(9, 1);
  EXPECT_EQ(code(changed), base::ErrorCode::forbidden);
  views::Request widened = request(body, {"monitor", now(), {}, {}}, here_.monitor_key());
  widened.query["audience"] = "public";
  EXPECT_EQ(code(widened), base::ErrorCode::forbidden);
  const base::TimeMs long_ago{now().value - base::kHourMs};
  EXPECT_EQ(code(request(body, {"monitor", long_ago, "public", {}}, here_.monitor_key())),
            base::ErrorCode::forbidden);
  here_.monitors_root_says(here_.change_of_key(domain::KeyAction::revoke));
  EXPECT_EQ(code(request(body, terms, here_.monitor_key())), base::ErrorCode::forbidden);
}

TEST_F(PositionDesks, what_is_wrong_with_a_whole_batch_is_told_and_it_may_be_sent_again) {
  views::Request other = request(row(3, 30), {"monitor", now(), {}, {}}, here_.monitor_key());
  other.content_type = "application/json";
  const auto answer = take(other);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, base::ErrorCode::unsupported);
  other.content_type = kNdjson;
  EXPECT_TRUE(take(other));
  EXPECT_FALSE(take(row(3, 30), "everybody"));
}

TEST_F(PositionDesks, a_zone_that_is_drawn_meanwhile_is_held_against_and_a_place_in_it_is_told) {
  live_->follow([](const News&) {}, [](const base::Error&) {});
  EXPECT_TRUE(has(take(row(-310, 60) + row(-309, 50)), "\"encounters\":{\"total\":0"));
  here_.append(square("west", -5'000'000));
  for (int i = 0; i < 100 && live_->newest()->state().size().value < here_.entries(); ++i) {
    live_->wake();
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  EXPECT_TRUE(has(take(row(-308, 40) + row(-307, 30)), "entered west"));
}

TEST_F(PositionDesks, the_last_position_of_a_silent_object_is_let_go_after_some_seconds) {
  std::atomic<bool> entered = false;
  desk_->start({[&] { entered = true; }, {}});
  EXPECT_TRUE(has(take(row(-5, 60) + row(3, 30)), "\"encounters\":{\"total\":0"));
  for (int i = 0; i < 200 && !entered; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  EXPECT_TRUE(entered);
  EXPECT_NE(list().find("\"entered\""), std::string::npos);
}

TEST_F(PositionDesks, without_the_mission_s_key_it_is_told_and_listed_and_not_entered) {
  std::filesystem::remove(here_.mission().key_path(KeyUse::author, here_.mission().config().party));
  open();
  std::vector<std::string> heard;
  desk_->start({[] { ADD_FAILURE() << "nothing was entered"; },
                [&](const PositionDesk::ByLanguage& json, const domain::Audience& seen_by,
                    const std::string& sender) {
                  EXPECT_TRUE(domain::Reader::anyone().may_read(seen_by, sender));
                  heard.push_back(json[0]);
                }});
  const std::uint64_t before = here_.entries();
  const auto answer = take(row(-5, 60) + row(3, 30) + row(4, 10));
  EXPECT_TRUE(has(answer, "\"entry\":null,\"not_entered\":\""));
  EXPECT_EQ(here_.entries(), before);
  ASSERT_EQ(heard.size(), 1u);
  EXPECT_NE(heard[0].find("\"entry\":null"), std::string::npos);
  EXPECT_EQ(list().find("\"not_entering\":null"), std::string::npos);
  EXPECT_NE(list().find("entered square"), std::string::npos);
}

TEST_F(PositionDesks, what_only_some_may_know_is_neither_listed_nor_told_to_others) {
  here_.append(square("secret", 4'000'000), KeyUse::author, only("monitor"));
  live_ = *LiveMission::load(here_.mission(), "test");
  open();
  const auto mine = take(row(-5, 60) + row(3, 30) + row(4, 10), {});
  EXPECT_TRUE(has(mine, "entered square"));
  EXPECT_EQ(list().find("entered square"), std::string::npos) << "the sender's alone by default";
  EXPECT_TRUE(has(take(row(401, 5) + row(402, 3) + row(403, 1), "public"), "implausible-speed"));
  EXPECT_TRUE(has(take(row(399, 60, "b") + row(401, 30, "b") + row(402, 1, "b"), "public"),
                  "entered secret"));
  EXPECT_EQ(list().find("secret"), std::string::npos);
}

TEST_F(PositionDesks, two_that_are_hostile_are_told_of_each_other_only_as_far_as_both_allow) {
  domain::Actor monitor;
  monitor.id = "monitor";
  monitor.relations = {{domain::Relation::hostile, "mission", {}}};
  here_.append(monitor);
  domain::Arrangement line;
  line.id = "line";
  line.title = "Line";
  line.hostile.horizontal_m = 2'000;
  here_.append(line);
  const auto mission =
      read_key_file(here_.mission().key_path(KeyUse::author, "mission"), *no_passphrases());
  ASSERT_TRUE(mission);
  const auto meet = [&](const std::string& audience, const std::string& other_audience) {
    live_ = *LiveMission::load(here_.mission(), "test");
    open();
    EXPECT_TRUE(has(take(request(row(-95, 60, "jeep") + row(-94, 20, "jeep") + row(-94, 10, "jeep"),
                                 {"mission", now(), other_audience, {}}, mission->key)),
                    "\"encounters\":{\"total\":0"));
    return take(row(-90, 50) + row(-91, 30) + row(-92, 10), audience);
  };
  EXPECT_TRUE(has(meet({}, {}), "\"encounters\":{\"total\":0"));
  EXPECT_EQ(list().find("jeep"), std::string::npos);
  EXPECT_EQ(here_.open()->replay()->state.encounters().size(), 1u) << "for the mission alone";
  const auto answer = meet("public", "public");
  EXPECT_TRUE(has(answer, "\"object\":\"jeep\",\"sender\":\"mission\",\"met\":\"truck-7\""))
      << *answer;
  EXPECT_NE(list().find("came to within"), std::string::npos);
}

}  // namespace
}  // namespace truceline::app
