// SPDX-License-Identifier: Apache-2.0
//
// Who sees what. Each body that is not public carries words found nowhere else; they must not
// come out of any address for anyone but the keeper.
#include "views/snapshot.hpp"

#include <gtest/gtest.h>

#include "views/api.hpp"
#include "views/entry_text.hpp"
#include "views/routes.hpp"
#include "views/sample_mission.hpp"
#include "views/summaries.hpp"

namespace truceline::views {
namespace {

const domain::Audience kHillOnly{domain::AudienceLabel::named, {"hill-state"}};

/// Every address of the API, with each entry and zone there is.
std::vector<std::string> all_addresses(const Snapshot& snapshot) {
  std::vector<std::string> addresses;
  for (const Route& route : routes())
    if (route.handler && route.pattern.find('{') == std::string_view::npos)
      addresses.emplace_back(route.pattern);
  for (std::uint64_t i = 0; i < snapshot.entries().value; ++i)
    addresses.push_back("/api/v1/entries/" + std::to_string(i));
  for (const domain::Finding* finding : snapshot.findings())
    addresses.push_back("/api/v1/findings/" + base::to_hex(finding->id));
  addresses.push_back("/api/v1/zones/lake/series");
  addresses.push_back("/api/v1/zones/hidden/series");
  return addresses;
}

void say_secrets(SampleMission& mission) {
  domain::Actor actor;
  actor.id = "hidden-actor";
  actor.names = {{"en", "UNSPEAKABLE"}};
  mission.say(actor, kHillOnly);
  domain::Agreement agreement;
  agreement.id = "hidden-deal";
  agreement.title = "UNSPEAKABLE";
  mission.say(agreement, kHillOnly);
  domain::Zone zone;
  zone.id = "hidden";
  zone.names = {{"en", "UNSPEAKABLE"}};
  mission.say(zone, kHillOnly);
  domain::Post post;
  post.id = "hidden-post";
  post.text = "UNSPEAKABLE";
  post.names = {{"en", "UNSPEAKABLE"}};
  mission.say(post, kHillOnly);
  domain::Report report;
  report.text = "UNSPEAKABLE";
  report.side_a = {{"UNSPEAKABLE", ""}};
  report.place.name = "UNSPEAKABLE";
  report.place.point = geo::Point{.lon_e7 = 371'000'000, .lat_e7 = 361'000'000};
  report.counts = {{"deaths", 9, 4, 6}};
  mission.say(report, kHillOnly);
  domain::Tally tally;
  tally.unit = "UNSPEAKABLE";
  tally.count = 2;
  tally.parts = {{"UNSPEAKABLE", 1}};
  mission.say(tally, kHillOnly);
  domain::Status status;
  status.topic = "call";
  status.text = "UNSPEAKABLE";
  mission.say(status, kHillOnly);
  domain::Control control;
  control.holders = {{"UNSPEAKABLE", ""}};
  mission.say(control, kHillOnly);
  domain::Assessment assessment;
  assessment.dissent = "UNSPEAKABLE";
  mission.say(assessment, kHillOnly);
  mission.say(domain::Supersede{"UNSPEAKABLE"}, kHillOnly);
}

TEST(Snapshot, no_address_tells_what_is_not_public) {
  SampleMission mission;
  say_secrets(mission);
  for (const std::string& path : all_addresses(*mission.snapshot(Reader::keeper()))) {
    Request request;
    request.method = "GET";
    request.path = path;
    const Response response = answer(request, mission);
    EXPECT_EQ(response.body.find("UNSPEAKABLE"), std::string::npos) << path;
    EXPECT_EQ(response.body.find("Secret Hill"), std::string::npos) << path;
  }
}

TEST(Snapshot, the_keeper_sees_what_the_network_does_not) {
  SampleMission mission;
  say_secrets(mission);
  const auto keeper = mission.snapshot(Reader::keeper());
  const auto anyone = mission.snapshot(Reader::anyone());
  EXPECT_GT(keeper->findings().size(), anyone->findings().size());
  EXPECT_EQ(keeper->reports().size(), anyone->reports().size() + 2);
  EXPECT_NE(keeper->basis(), anyone->basis());
  std::string text;
  for (std::uint64_t i = 0; i < keeper->entries().value; ++i)
    text += summary({i}, Naming(*keeper, Lang::en));
  EXPECT_NE(text.find("UNSPEAKABLE"), std::string::npos);
}

TEST(Snapshot, a_hidden_report_is_not_even_counted) {
  SampleMission mission;
  Request request;
  request.method = "GET";
  request.path = "/api/v1/zones/lake/series";
  const std::string before = answer(request, mission).body;
  domain::Report report;
  report.when.interval = {{1'583'200'000'000}, {1'583'200'060'000}};
  report.place.point = geo::Point{.lon_e7 = 371'000'000, .lat_e7 = 361'000'000};
  report.place.precision = domain::PlacePrecision::exact;
  mission.say(report, kHillOnly);
  EXPECT_EQ(answer(request, mission).body, before);
  mission.say(report);
  EXPECT_NE(answer(request, mission).body, before);
}

TEST(Snapshot, breach_marks_follow_the_findings) {
  SampleMission mission;
  const auto snapshot = mission.snapshot();
  std::map<std::uint64_t, int> marks;
  for (const Snapshot::ReportRow& row : snapshot->reports())
    marks[snapshot->state().reports()[row.place].index.value] = row.breach;
  const std::map<std::uint64_t, int> expected = {{7, 2}, {8, 1}, {9, 0}, {11, 2}, {13, 0}};
  EXPECT_EQ(marks, expected);  // 10 is superseded, 12 hidden, 14 erased, 23 withdrawn
}

TEST(Snapshot, a_finding_is_found_by_its_id) {
  SampleMission mission;
  const auto snapshot = mission.snapshot();
  for (const domain::Finding* finding : snapshot->findings())
    EXPECT_EQ(snapshot->finding(finding->id), finding);
  EXPECT_EQ(snapshot->finding({}), nullptr);
}

TEST(Snapshot, findings_stand_newest_first) {
  SampleMission mission;
  base::TimeMs last = base::kTimeMax;
  const auto snapshot = mission.snapshot();
  for (const domain::Finding* finding : snapshot->findings()) {
    const base::TimeMs now =
        finding->when ? finding->when->from : finding->due.value_or(base::kTimeMin);
    EXPECT_LE(now, last);
    last = now;
  }
}

}  // namespace
}  // namespace truceline::views
