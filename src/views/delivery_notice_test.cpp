// SPDX-License-Identifier: Apache-2.0
#include "views/delivery_notice.hpp"

#include <algorithm>
#include <gtest/gtest.h>

#include "base/json.hpp"
#include "views/delivery_text.hpp"
#include "views/sample_duty.hpp"
#include "views/sample_mission.hpp"

namespace truceline::views {
namespace {

constexpr base::TimeMs kNow = SampleMission::kClock;
constexpr std::int64_t kHourMs = 60 * base::kMinuteMs;

domain::Audience named(std::vector<std::string> parties) {
  return {domain::AudienceLabel::named, std::move(parties)};
}

domain::Notification clinic(domain::Phase phase = domain::Phase::under_way) {
  domain::Notification site;
  site.id = "clinic";
  site.kind = domain::NotificationKind::site;
  site.phase = phase;
  site.names = {{"en", "UNSPEAKABLE clinic"}, {"ar", "عيادة UNSPEAKABLE"}};
  site.text = "UNSPEAKABLE";
  site.place.name = "UNSPEAKABLE";
  site.when.interval.from = {kNow.value + 5 * kHourMs};
  site.circle = geo::Circle{{.lon_e7 = 371'234'567, .lat_e7 = 361'234'567}, 4321};
  return site;
}

class Notices : public testing::Test {
 protected:
  std::vector<Notice> of(const std::string& party, base::EntryIndex from = {0}) {
    return entry_notices(*mission_.snapshot(domain::Reader::of(party)), party, from);
  }
  std::vector<Notice> inbox(const std::string& party) {
    return inbox_notices(*mission_.snapshot(domain::Reader::of(party)), party);
  }
  SampleMission mission_;
};

TEST_F(Notices, a_notification_waits_for_whom_it_names_and_for_nobody_else) {
  const base::EntryIndex entry = mission_.say(clinic(), named({"north", "hill-state"}));
  ASSERT_EQ(of("north").size(), 1u);
  const Notice notice = of("north").front();
  EXPECT_EQ(notice.kind, NoticeKind::notification);
  EXPECT_EQ(notice.entry, entry);
  EXPECT_EQ(notice.id, mission_.id_of(entry));
  EXPECT_EQ(notice.author, "mission");
  EXPECT_EQ(notice.asks(), NoticeAsks::acknowledge);
  EXPECT_EQ(of("hill-state").size(), 1u);
  EXPECT_TRUE(of("south").empty());
  EXPECT_TRUE(of("mission").empty()) << "nobody is told of its own word";
  EXPECT_TRUE(of("north", {entry.value + 1}).empty()) << "what was told is not told again";
}

TEST_F(Notices, what_everyone_may_read_waits_for_nobody_unless_an_arrangement_names_it) {
  mission_.say(clinic());
  EXPECT_TRUE(of("north").empty());
  say_duty(mission_);  // asks that movements be told to north and south
  EXPECT_EQ(of("north").size(), 1u);
  EXPECT_EQ(of("south").front().kind, NoticeKind::notification);
}

TEST_F(Notices, a_new_version_and_a_withdrawal_are_told_too) {
  mission_.say(clinic(), named({"north"}));
  mission_.say(clinic(), named({"north"}));
  mission_.say(clinic(domain::Phase::withdrawn), named({"north"}));
  const auto all = of("north");
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0].kind, NoticeKind::notification);
  EXPECT_EQ(all[1].kind, NoticeKind::new_version);
  EXPECT_EQ(all[2].kind, NoticeKind::withdrawal);
}

TEST_F(Notices, by_when_is_told_only_where_it_does_not_tell_when_a_plan_begins) {
  domain::Arrangement rules;
  rules.id = "rules";
  domain::Profile profile;
  profile.kinds = {domain::NotificationKind::site};
  profile.recipients = {"north"};
  profile.acknowledge_within_ms = 2 * kHourMs;
  rules.profiles = {profile};
  mission_.say(rules);
  mission_.say(clinic(), named({"north"}));
  const Notice in_time = of("north").front();
  ASSERT_TRUE(in_time.due);
  EXPECT_EQ(in_time.due->value, in_time.since.value + 2 * kHourMs);
  domain::Notification soon = clinic();
  soon.id = "soon";
  soon.when.interval.from = {in_time.since.value + kHourMs};
  mission_.say(soon, named({"north"}));
  EXPECT_FALSE(of("north").back().due) << "its beginning is the plan's own";
}

TEST_F(Notices, an_emergency_call_is_told_to_whom_it_is_made) {
  domain::Call call;
  call.id = "call";
  call.called = "north";
  call.emergency = true;
  call.at.time = {kNow.value - base::kMinuteMs};
  call.text = "UNSPEAKABLE";
  mission_.say(call, named({"north"}));
  ASSERT_EQ(of("north").size(), 1u);
  EXPECT_EQ(of("north").front().kind, NoticeKind::emergency_call);
  EXPECT_EQ(of("north").front().asks(), NoticeAsks::answer);
  call.step = domain::CallStep::answered;
  mission_.say(call, named({"north"}));
  call.step = domain::CallStep::placed;
  call.emergency = false;
  mission_.say(call, named({"north"}));
  EXPECT_EQ(of("north").size(), 1u) << "an answer and a routine call ring nobody up";
}

TEST_F(Notices, of_the_duty_inbox_each_is_told_what_it_must_act_on) {
  say_duty(mission_);
  const auto south = inbox("south");
  ASSERT_FALSE(south.empty());
  for (const Notice& notice : south) {
    EXPECT_EQ(notice.kind, NoticeKind::finding);
    EXPECT_EQ(notice.asks(), NoticeAsks::act);
    EXPECT_TRUE(notice.finding);
    EXPECT_FALSE(notice.entry);
    const auto snapshot = mission_.snapshot(domain::Reader::of("south"));
    const domain::Finding* const finding = snapshot->finding(notice.id);
    ASSERT_NE(finding, nullptr);
    const std::string* const called = finding->facts.find("called");
    EXPECT_TRUE(std::ranges::count(finding->must_act, "south") > 0 ||
                (called && *called == "south"));
  }
  for (const Notice& notice : inbox("north"))
    EXPECT_EQ(std::ranges::count(south, notice.id, &Notice::id), 0) << "unless both must act";
}

TEST_F(Notices, what_is_sent_holds_no_place_no_name_no_body_and_says_received_is_not_approved) {
  mission_.say(clinic(), named({"north"}));
  domain::Call call;
  call.id = "call";
  call.called = "north";
  call.emergency = true;
  call.at.time = kNow;
  call.officer = call.address = call.text = "UNSPEAKABLE";
  mission_.say(call, named({"north"}));
  say_duty(mission_);
  std::vector<Notice> all = of("north");
  for (const Notice& notice : inbox("north")) all.push_back(notice);
  all.push_back(test_notice("north", kNow));
  ASSERT_GE(all.size(), 4u);
  for (const Notice& notice : all) {
    const DeliveryFrame frame{mission_.mission(), "dlv_1", "https://page.example"};
    const MailText mail = mail_text(notice, frame);
    const std::string json = webhook_json(notice, frame);
    for (const std::string& text : {mail.subject, mail.text, json}) {
      EXPECT_EQ(text.find("UNSPEAKABLE"), std::string::npos) << text;
      EXPECT_EQ(text.find("Convoy"), std::string::npos) << text;
      EXPECT_EQ(text.find("clinic"), std::string::npos) << text;
      EXPECT_EQ(text.find("37.1"), std::string::npos) << text;
      EXPECT_EQ(text.find("371234567"), std::string::npos) << text;
    }
    EXPECT_EQ(mail.subject.find('\n'), std::string::npos);
    EXPECT_NE(mail.text.find("Received is never approved"), std::string::npos);
    EXPECT_NE(mail.text.find("الاستلام ليس موافقة"), std::string::npos);
    EXPECT_NE(json.find("Received is never approved"), std::string::npos);
    EXPECT_EQ(json.find('\n'), std::string::npos);
    EXPECT_TRUE(base::parse_json(json, {64 * 1024, 8, 1000, false})) << json;
    EXPECT_NE(mail.text.find("https://page.example/"), std::string::npos);
    EXPECT_EQ(mail_text(notice, frame).text, mail.text) << "the same bytes each time";
  }
}

TEST_F(Notices, a_mission_s_title_stays_one_line_of_a_subject) {
  MissionCard card = mission_.mission();
  card.config.languages = {"ar"};
  card.config.title = {{"ar", "هدنة\r\nBcc: x@y.example\xe2\x80\xa8 الوادي"}};
  const MailText mail =
      mail_text(test_notice("north", kNow), DeliveryFrame{card, "dlv_1", std::string()});
  EXPECT_EQ(mail.subject.find_first_of("\r\n"), std::string::npos);
  EXPECT_EQ(mail.subject.find("\xe2\x80\xa8"), std::string::npos);
  EXPECT_EQ(mail.text.find("Received"), std::string::npos) << "only in the mission's languages";
  EXPECT_EQ(delivery_languages(card), std::vector<Lang>{Lang::ar});
}

}  // namespace
}  // namespace truceline::views
