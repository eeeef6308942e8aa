// SPDX-License-Identifier: Apache-2.0
//
// Many confidential bodies at once take a second person, through sockets.
#include "app/export_desk.hpp"

#include <gtest/gtest.h>

#include "app/test_site.hpp"
#include "app/verify_bundle.hpp"
#include "base/limits.hpp"

namespace truceline::app {
namespace {

const domain::Audience kNorth{domain::AudienceLabel::named, {"north"}};
constexpr auto kAlone = static_cast<std::uint64_t>(base::limits::kConfidentialAnHour);

class Exports : public testing::Test {
 protected:
  void SetUp() override {
    first_ = site_.mission().entries();
    const auto mission = site_.mission().open();
    const auto known = mission->replay();
    auto pen = mission->pen(*known).value();
    std::vector<ledger::Record> records;
    for (std::uint64_t i = 0; i < kAlone + 10; ++i)
      records.push_back(pen.author()
                            .write(TestMission::remark("plan " + std::to_string(i)), kNorth, {},
                                   now(), random_bytes())
                            .value()
                            .record);
    ASSERT_TRUE(pen.append(records));
    ASSERT_TRUE(mission->signer()->publish());
    site_.start();
    duty_ = site_.session("north.duty-officer");
    admin_ = site_.session("north.admin");
  }
  static std::string list(std::uint64_t from, std::uint64_t count) {
    std::string text = "{\"entries\":[";
    for (std::uint64_t i = from; i < from + count; ++i)
      text += (i == from ? "" : ",") + std::to_string(i);
    return text + "]}";
  }
  SocketClient::Answer wish(const std::string& headers, const std::string& entries) {
    return site_.ask("POST", "/api/v1/exports", headers + "Content-Type: application/json\r\n",
                     entries);
  }
  static std::string id_in(const SocketClient::Answer& answer) { return answer.body.substr(7, 24); }
  SocketClient::Answer agree(const std::string& headers, const std::string& id) {
    return site_.ask("POST", "/api/v1/exports/" + id + "/consent", headers);
  }
  static bool has(const SocketClient::Answer& answer, std::string_view part) {
    return answer.body.find(part) != std::string::npos;
  }

  TestSite site_;
  std::uint64_t first_ = 0;
  std::string duty_;
  std::string admin_;
};

TEST_F(Exports, one_account_alone_opens_no_more_than_so_many_within_an_hour) {
  const std::string page = "/api/v1/bodies?from=" + std::to_string(first_) + "&limit=";
  EXPECT_EQ(site_.get(page + std::to_string(kAlone), duty_).status, 200);
  const auto beyond = site_.get("/api/v1/entries/" + std::to_string(first_ + kAlone), duty_);
  EXPECT_EQ(beyond.status, 403);
  EXPECT_FALSE(has(beyond, "plan"));
  EXPECT_TRUE(has(beyond, "/api/v1/exports")) << "it says what to do";
  EXPECT_EQ(site_.get("/api/v1/entries/" + std::to_string(first_), duty_).status, 200)
      << "what was opened stays open";
  EXPECT_EQ(site_.get(page + std::to_string(kAlone + 10), admin_).status, 403);
  EXPECT_EQ(site_.get(page + std::to_string(kAlone), admin_).status, 200);
}

TEST_F(Exports, a_second_person_of_the_party_agrees_and_the_file_says_for_whom_it_is) {
  const auto asked = wish(duty_, list(first_, kAlone + 10));
  ASSERT_EQ(asked.status, 202) << asked.body;
  EXPECT_TRUE(has(asked, "\"state\":\"waiting\""));
  const std::string id = id_in(asked);
  const std::string path = "/api/v1/exports/" + id;
  EXPECT_EQ(site_.get(path, duty_).status, 409);
  EXPECT_EQ(agree(duty_, id).status, 403) << "not oneself";
  EXPECT_EQ(agree(site_.session("south.admin"), id).status, 404) << "nor another party";
  EXPECT_EQ(agree(site_.token("north.admin", Scopes{}.with(Scope::read)), id).status, 403)
      << "nor a program";
  EXPECT_EQ(agree("", id).status, 403);
  EXPECT_TRUE(has(site_.get("/api/v1/exports", admin_), id)) << "the second person finds it";
  EXPECT_FALSE(has(site_.get("/api/v1/exports", site_.session("south.admin")), id));
  ASSERT_EQ(agree(admin_, id).status, 200);
  EXPECT_EQ(site_.get(path, admin_).status, 403) << "the file is the first one's";
  const auto file = site_.get(path, duty_);
  ASSERT_EQ(file.status, 200) << file.body;
  EXPECT_TRUE(
      file.body.starts_with(R"({"mark":{"account":"north.duty-officer","party":"north","at_ms":)"))
      << file.body.substr(0, 200);
  EXPECT_TRUE(has(file, "\"code\":\"" + id.substr(0, 8) + "\",\"consented_by\":\"north.admin\""));
  EXPECT_EQ(file.header("Content-Disposition"),
            "attachment; filename=\"truceline-north-" + id.substr(0, 8) + ".json\"");
  site_.settle();
  EXPECT_EQ(site_.live().newest()->state().reads().size(), kAlone + 10) << "each leaves its trace";
}

TEST_F(Exports, a_few_need_nobody_and_carry_the_mark_as_well) {
  const auto asked = wish(duty_, list(first_, 2));
  EXPECT_TRUE(has(asked, "\"state\":\"ready\""));
  const auto file = site_.get("/api/v1/exports/" + id_in(asked), duty_);
  EXPECT_TRUE(has(file, "\"mark\":{\"account\":\"north.duty-officer\"")) << file.body;
}

TEST_F(Exports, what_one_may_not_read_is_in_no_file) {
  const auto hidden = wish(site_.session("south.reader"), list(first_, 1));
  EXPECT_EQ(hidden.status, 404);
  const auto beyond = wish(site_.session("south.reader"), list(9999, 1));
  EXPECT_EQ(beyond.status, 404);
  EXPECT_EQ(wish("", list(first_, 1)).status, 403);
  EXPECT_EQ(wish(duty_, "{}").status, 400);
  EXPECT_EQ(wish(duty_, "{\"entries\":[-1]}").status, 400);
  EXPECT_EQ(wish(duty_, list(0, base::limits::kExportEntries + 1)).status, 413);
}

/// A clinic that the mission tells the north of, and more remarks about it than one account opens.
class Bundles : public Exports {
 protected:
  void SetUp() override {
    Exports::SetUp();
    domain::Notification clinic;
    clinic.id = "clinic";
    clinic.circle = geo::Circle{{.lon_e7 = 361'000'000, .lat_e7 = 350'000'000}, 100};
    clinic_ = site_.mission().entries();
    site_.mission().append(clinic, KeyUse::author, kNorth);
    for (const char* reader : {"north.reader", "south.reader"})
      site_.get("/api/v1/mission", site_.session(reader));
    site_.settle();
  }
  void cite_it(std::uint64_t times) {
    const auto mission = site_.mission().open();
    const auto known = mission->replay();
    auto pen = mission->pen(*known).value();
    const domain::Reference to{domain::ReferenceKind::cites, known->state.id_of({clinic_})};
    std::vector<ledger::Record> records;
    for (std::uint64_t i = 0; i < times; ++i)
      records.push_back(pen.author()
                            .write(TestMission::remark("seen " + std::to_string(i)), kNorth, {to},
                                   now(), random_bytes())
                            .value()
                            .record);
    ASSERT_TRUE(pen.append(records));
    ASSERT_TRUE(mission->signer()->publish());
    site_.settle();
  }
  static views::EvidenceBundle parsed(const SocketClient::Answer& answer) {
    const auto bundle = views::parse_bundle(answer.body);
    EXPECT_TRUE(bundle) << answer.body.substr(0, 300);
    return bundle ? *bundle : views::EvidenceBundle();
  }

  std::uint64_t clinic_ = 0;
};

TEST_F(Bundles, whoever_may_read_it_gets_a_file_that_verifies_and_its_trace_is_left) {
  const auto file = site_.get("/api/v1/bundle?about=clinic", duty_);
  ASSERT_EQ(file.status, 200) << file.body;
  EXPECT_EQ(file.header("Content-Type"), "application/x-ndjson");
  EXPECT_EQ(file.header("Cache-Control"), "no-store");
  EXPECT_TRUE(file.header("Content-Disposition").starts_with("attachment; filename=\"clinic-"));
  const views::EvidenceBundle bundle = parsed(file);
  ASSERT_TRUE(bundle.mark);
  EXPECT_EQ(bundle.mark->account, "north.duty-officer");
  EXPECT_EQ(bundle.reader, "party north");
  const auto verified = verify_bundle(bundle, std::nullopt, base::TimeZone::utc());
  EXPECT_TRUE(verified.faults.empty());
  site_.settle();
  ASSERT_EQ(site_.live().newest()->state().reads().size(), 1u);
  EXPECT_EQ(site_.live().newest()->state().reads()[0].what.account, "north.duty-officer");
}

TEST_F(Bundles, whoever_may_not_learns_no_more_than_of_what_is_not_there) {
  const auto hidden = site_.get("/api/v1/bundle?about=clinic", site_.session("south.reader"));
  const auto absent = site_.get("/api/v1/bundle?about=clinix", site_.session("south.reader"));
  EXPECT_EQ(hidden.status, 404);
  EXPECT_EQ(absent.status, 404);
  EXPECT_EQ(site_.get("/api/v1/bundle?about=clinic").status, 403) << "a stranger";
  EXPECT_EQ(site_.get("/api/v1/bundle", duty_).status, 400);
  EXPECT_EQ(site_.get("/api/v1/bundle?about=clinic&deep=1", duty_).status, 400);
  const auto header =
      site_.get("/api/v1/bundle?about=" + std::to_string(clinic_), site_.session("south.reader"));
  ASSERT_EQ(header.status, 200) << "headers are for all";
  const views::EvidenceBundle bundle = parsed(header);
  EXPECT_FALSE(bundle.mark);
  for (const views::BundledEntry& entry : bundle.entries) {
    if (entry.index.value == clinic_) {
      EXPECT_EQ(entry.body, views::BodyState::withheld);
    }
  }
}

TEST_F(Bundles, more_than_one_may_open_takes_a_second_person) {
  cite_it(kAlone + 1);
  const auto alone = site_.get("/api/v1/bundle?about=clinic", duty_);
  EXPECT_EQ(alone.status, 403);
  EXPECT_FALSE(has(alone, "seen 1"));
  EXPECT_TRUE(site_.live().newest()->state().reads().empty()) << "nothing was opened";
  const auto asked = wish(duty_, "{\"about\":\"clinic\"}");
  ASSERT_EQ(asked.status, 202) << asked.body;
  EXPECT_TRUE(has(asked, "\"about\":\"clinic\",\"state\":\"waiting\"")) << asked.body;
  const std::uint64_t size = site_.mission().entries();
  const std::string id = id_in(asked);
  EXPECT_EQ(site_.get("/api/v1/exports/" + id, duty_).status, 409);
  site_.mission().append(TestMission::remark("meanwhile"));
  site_.settle();
  ASSERT_EQ(agree(admin_, id).status, 200);
  const auto file = site_.get("/api/v1/exports/" + id, duty_);
  ASSERT_EQ(file.status, 200) << file.body;
  const views::EvidenceBundle bundle = parsed(file);
  EXPECT_EQ(bundle.size.value, size) << "what was agreed to, and no more";
  ASSERT_TRUE(bundle.mark);
  EXPECT_EQ(bundle.mark->consented_by, "north.admin");
  EXPECT_EQ(bundle.mark->code, id.substr(0, 8));
  EXPECT_TRUE(verify_bundle(bundle, std::nullopt, base::TimeZone::utc()).faults.empty());
  site_.settle();
  EXPECT_EQ(site_.live().newest()->state().reads().size(), kAlone + 2);
}

}  // namespace
}  // namespace truceline::app
