// SPDX-License-Identifier: Apache-2.0
#include "app/read_first.hpp"

#include <gtest/gtest.h>

#include "app/test_site.hpp"
#include "base/json.hpp"
#include "views/submission.hpp"

namespace truceline::app {
namespace {

domain::Arrangement strikes_read_first() {
  domain::Arrangement arrangement;
  arrangement.id = "rules";
  arrangement.title = "Rules";
  using domain::SubjectKind;
  arrangement.separations = {{SubjectKind::operation, SubjectKind::site, 500, {}, 0}};
  domain::Profile strikes;
  strikes.kinds = {domain::NotificationKind::operation};
  strikes.read_first = true;
  arrangement.profiles = {strikes};
  return arrangement;
}

domain::Notification notice(const std::string& id, domain::NotificationKind kind,
                            std::int32_t east_e7 = 0) {
  domain::Notification made;
  made.id = id;
  made.kind = kind;
  made.when.interval = {now(), {now().value + base::kDayMs}};
  made.circle = geo::Circle{{.lon_e7 = 364'000'000 + east_e7, .lat_e7 = 350'000'000}, 100};
  return made;
}

class ReadsFirst : public testing::Test {
 protected:
  void SetUp() override {
    site_.mission().append(strikes_read_first());
    site_.start();
    session_ = site_.session("monitor.author");
    site_.settle();
  }

  /// Status and body of the answer to the monitor's next statement.
  SocketClient::Answer say(const domain::Notification& what) {
    return post(site_.mission().monitor_says_at(now(), what));
  }
  SocketClient::Answer post(const Submission& said) {
    base::JsonWriter json;
    json.begin_object().member("envelope", said.envelope);
    json.member("salt", base::to_hex(said.salt)).member("body", said.body).end_object();
    auto answer = site_.ask("POST", "/api/v1/statements", session_ + kJson, json.take());
    site_.settle();
    return answer;
  }
  /// What the API gives to whoever asks about a plan of the monitor.
  domain::ReadKey key_for(const domain::Notification& plan) {
    auto answer =
        site_.ask("POST", "/api/v1/conflicts/check?party=monitor",
                  "Content-Type: application/json\r\n", domain::encode(domain::Body(plan)));
    EXPECT_EQ(answer.status, 200) << answer.body;
    const auto json = base::parse_json(answer.body, {1 << 20, 16, 1 << 16});
    const auto has_read = json->root().find("neighbourhood")->find("has_read");
    return {base::hash_from_hex(std::string(has_read->find("key")->as_string())).value(),
            {static_cast<std::uint64_t>(*has_read->find("size")->as_integer())}};
  }

  static constexpr const char* kJson = "Content-Type: application/json\r\n";
  TestSite site_;
  std::string session_;
};

TEST_F(ReadsFirst, a_plan_near_a_site_is_taken_in_only_with_the_key_of_what_is_there) {
  const auto strike = [](const std::string& id) {
    return notice(id, domain::NotificationKind::operation, 10'000);
  };
  EXPECT_EQ(say(strike("nobody-there")).status, 201);
  site_.mission().append(notice("hospital", domain::NotificationKind::site));
  site_.settle();
  const std::uint64_t hospital = site_.mission().entries() - 1;

  domain::Notification plan = strike("strike");
  const auto refused = say(plan);
  EXPECT_EQ(refused.status, 409);
  EXPECT_NE(refused.body.find("entry " + std::to_string(hospital)), std::string::npos)
      << refused.body;
  EXPECT_NE(refused.body.find("conflicts/check"), std::string::npos);

  plan.has_read = key_for(plan);
  EXPECT_EQ(say(plan).status, 201);
  const auto replayed = site_.mission().open()->replay();
  EXPECT_EQ(replayed->state.notifications().back().what.has_read, plan.has_read) << "in the record";
}

TEST_F(ReadsFirst, what_cannot_wait_and_what_is_taken_back_is_taken_in_at_once) {
  site_.mission().append(notice("hospital", domain::NotificationKind::site));
  site_.settle();
  domain::Notification strike = notice("strike", domain::NotificationKind::operation);
  EXPECT_EQ(say(strike).status, 409);
  strike.emergency = true;
  EXPECT_EQ(say(strike).status, 201);
  strike.emergency = false;
  strike.phase = domain::Phase::withdrawn;
  EXPECT_EQ(say(strike).status, 201);
  EXPECT_EQ(say(notice("warehouse", domain::NotificationKind::site)).status, 201)
      << "not asked for";
}

TEST_F(ReadsFirst, an_answer_that_was_lost_is_given_again_whatever_has_changed) {
  const domain::Notification strike = notice("strike", domain::NotificationKind::operation);
  const Submission said = site_.mission().monitor_says_at(now(), strike);
  EXPECT_EQ(post(said).status, 201);
  site_.mission().append(notice("hospital", domain::NotificationKind::site));
  site_.settle();
  EXPECT_EQ(post(said).status, 200);
}

TEST_F(ReadsFirst, a_key_counts_a_moment_longer_so_that_nobody_is_kept_out_by_others_news) {
  site_.mission().append(notice("hospital", domain::NotificationKind::site));
  site_.settle();
  domain::Notification plan = notice("strike", domain::NotificationKind::operation);
  domain::Statement statement;
  statement.header.party = "monitor";
  const auto check = [&](const ReadFirst& desk, base::TimeMs at) {
    statement.body = domain::Body(plan);
    return desk.check(statement, at);
  };
  ReadFirst desk(site_.live());
  plan.has_read = key_for(plan);
  const base::TimeMs given = now();
  EXPECT_TRUE(check(desk, given));
  desk.handed_out(plan.has_read->key, given);
  site_.mission().append(notice("school", domain::NotificationKind::site, 5'000));
  site_.settle();
  const std::uint64_t school = site_.mission().entries() - 1;
  EXPECT_TRUE(check(desk, {given.value + kReadKeyMs}));
  const auto late = check(desk, {given.value + kReadKeyMs + 1});
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, base::ErrorCode::conflict);
  EXPECT_NE(late.error().reason.find("entry " + std::to_string(school)), std::string::npos)
      << late.error().to_string();
  plan.has_read->key[0] ^= 1;
  EXPECT_FALSE(check(desk, given)) << "made up";
}

}  // namespace
}  // namespace truceline::app
