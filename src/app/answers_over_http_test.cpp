// SPDX-License-Identifier: Apache-2.0
//
// Answers to notifications, as they come over HTTP: from the wrong officer, twice, from a phone
// whose clock is wrong. What is taken in is shown for what it is.
#include <gtest/gtest.h>

#include "app/test_site.hpp"

namespace truceline::app {
namespace {

class AnswersOverHttp : public testing::Test {
 protected:
  void SetUp() override {
    site_.mission().append(hospital(), KeyUse::author, {domain::AudienceLabel::named, {"monitor"}});
    notified_ = site_.mission().open()->replay()->state.notifications().back().id;
    site_.start();
    session_ = site_.session("monitor.duty-officer");
    site_.settle();
  }

  static domain::Notification hospital() {
    domain::Notification made;
    made.id = "hospital";
    made.when.interval = {now(), {now().value + base::kDayMs}};
    made.circle = geo::Circle{{.lon_e7 = 364'000'000, .lat_e7 = 350'000'000}, 100};
    return made;
  }
  domain::Acknowledgement received(const std::string& officer) const {
    domain::Acknowledgement said;
    said.notification = notified_;
    said.officer = officer;
    said.at.time = now();
    return said;
  }
  Submission signed_at(const domain::Body& body, base::TimeMs clock) {
    return site_.mission().monitor_says_at(clock, body,
                                           {domain::AudienceLabel::named, {"mission"}});
  }
  int post(const Submission& said, const std::string& session) {
    base::JsonWriter json;
    json.begin_object().member("envelope", said.envelope);
    json.member("salt", base::to_hex(said.salt)).member("body", said.body).end_object();
    const int status = site_
                           .ask("POST", "/api/v1/statements",
                                session + "Content-Type: application/json\r\n", json.take())
                           .status;
    site_.settle();
    return status;
  }
  std::string desk() {
    const std::string headers = site_.session("mission.admin");
    site_.get("/api/v1/duty", headers);
    site_.settle();
    return site_.get("/api/v1/duty", headers).body;
  }

  TestSite site_;
  std::string session_;
  base::Hash notified_{};
};

TEST_F(AnswersOverHttp, a_replayed_acknowledgement_says_nothing_twice_whoever_brings_it) {
  const Submission said = signed_at(received("Captain A"), now());
  EXPECT_EQ(post(said, session_), 201);
  const std::uint64_t entries = site_.mission().entries();
  EXPECT_EQ(post(said, session_), 200);
  EXPECT_EQ(post(said, site_.session("north.duty-officer")), 200);
  EXPECT_EQ(site_.mission().entries(), entries);
  // Under the next number it would be another statement: nobody but the author can sign that.
  Submission forged = said;
  forged.envelope.replace(forged.envelope.find("\"sig\":\"") + 8, 4, "AAAA");
  EXPECT_EQ(post(forged, session_), 403);
  EXPECT_EQ(site_.mission().entries(), entries);
}

TEST_F(AnswersOverHttp, an_officer_who_is_not_on_the_roster_is_shown_as_that) {
  domain::Roster roster;
  roster.id = "desk";
  roster.shifts = {{{.name = "Captain A", .languages = {}, .reach = {}},
                    domain::RankClass::junior,
                    {{now().value - base::kHourMs}, {now().value + base::kHourMs}}}};
  EXPECT_EQ(post(signed_at(roster, now()), session_), 201);
  EXPECT_EQ(post(signed_at(received("Captain A"), now()), session_), 201);
  EXPECT_EQ(desk().find("inconsistency/not-on-roster"), std::string::npos);
  EXPECT_EQ(post(signed_at(received("Nobody in particular"), now()), session_), 201);
  const std::string shown = desk();
  EXPECT_NE(shown.find("inconsistency/not-on-roster"), std::string::npos);
  EXPECT_NE(shown.find("Nobody in particular"), std::string::npos);
}

TEST_F(AnswersOverHttp, a_phone_whose_clock_is_a_day_off_is_told_from_one_that_is_right) {
  EXPECT_EQ(post(signed_at(received("Captain A"), {now().value - base::kDayMs}), session_), 201);
  EXPECT_EQ(desk().find("inconsistency/clock-ahead"), std::string::npos) << "late is no lie";
  EXPECT_EQ(post(signed_at(received("Captain A"), {now().value + base::kDayMs}), session_), 201);
  EXPECT_NE(desk().find("inconsistency/clock-ahead"), std::string::npos);
}

}  // namespace
}  // namespace truceline::app
