// SPDX-License-Identifier: Apache-2.0
//
// Who saw what: each opening of a confidential body through sockets, and who is told of it.
#include "app/read_desk.hpp"

#include <gtest/gtest.h>

#include "app/test_site.hpp"

namespace truceline::app {
namespace {

const domain::Audience kNorth{domain::AudienceLabel::named, {"north"}};

class Reads : public testing::Test {
 protected:
  void SetUp() override {
    site_.start();
    site_.mission().append(TestMission::remark("for north"), KeyUse::author, kNorth);
    entry_ = site_.mission().entries() - 1;
    path_ = "/api/v1/entries/" + std::to_string(entry_);
  }
  std::string enter(const std::string& name) {
    const std::string headers = site_.session(name);
    site_.get("/api/v1/mission", headers);
    site_.settle();
    return headers;
  }
  std::uint64_t entries() { return site_.mission().entries(); }
  std::vector<domain::Read> noted() {
    site_.settle();
    std::vector<domain::Read> all;
    for (const auto& said : site_.live().newest()->state().reads()) all.push_back(said.what);
    return all;
  }
  static bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
  }

  TestSite site_;
  std::uint64_t entry_ = 0;
  std::string path_;
};

TEST_F(Reads, opening_a_confidential_body_is_in_the_ledger_before_it_is_handed_over) {
  const std::string north = enter("north.duty-officer");
  const std::uint64_t before = entries();
  ASSERT_TRUE(has(site_.get(path_, north).body, "for north"));
  ASSERT_EQ(entries(), before + 1);
  const auto all = noted();
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].account, "north.duty-officer");
  EXPECT_EQ(all[0].party, "north");
  EXPECT_EQ(all[0].entry, site_.live().newest()->state().id_of({entry_}));
  const auto& said = site_.live().newest()->state().reads().front();
  EXPECT_EQ(said.party, "mission");
  EXPECT_EQ(said.audience.recipients, (std::vector<std::string>{"mission", "north"}));
}

TEST_F(Reads, an_account_leaves_one_trace_within_the_hour_and_another_its_own) {
  const std::string north = enter("north.duty-officer");
  const std::string token = site_.token("north.duty-officer", Scopes{}.with(Scope::read));
  for (int i = 0; i < 3; ++i) site_.get(path_, north);
  site_.get("/api/v1/bodies", north);
  site_.get(path_, token);
  EXPECT_EQ(noted().size(), 1u);
  site_.get("/api/v1/bodies", enter("north.reader"));
  EXPECT_EQ(noted().size(), 2u);
}

TEST_F(Reads, after_a_restart_it_is_still_known) {
  site_.get(path_, enter("north.reader"));
  ASSERT_EQ(noted().size(), 1u);
  const auto live = LiveMission::load(site_.mission().mission(), "test");
  const auto desk = ReadDesk::open(site_.mission().mission(), **live, {});
  ASSERT_TRUE(desk);
  Caller caller;
  caller.account = "north.reader";
  caller.party = "north";
  const std::uint64_t before = entries();
  const std::array opened = {base::EntryIndex{entry_}};
  ASSERT_TRUE((*desk)->note(caller, opened, (*live)->newest()->state()));
  EXPECT_EQ(entries(), before);
  caller.account = "north.admin";
  ASSERT_TRUE((*desk)->note(caller, opened, (*live)->newest()->state()));
  EXPECT_EQ(entries(), before + 1);
}

TEST_F(Reads, neither_headers_nor_public_bodies_nor_the_traces_themselves_leave_one) {
  const std::string north = enter("north.reader");
  const std::string south = enter("south.reader");
  site_.get(path_, south);
  site_.get("/api/v1/entries", north);
  site_.get("/api/v1/entries/2", north);
  site_.get("/api/v1/bodies", south);
  site_.get(path_);
  EXPECT_TRUE(noted().empty());
  site_.get(path_, north);
  ASSERT_EQ(noted().size(), 1u);
  const std::string trace = "/api/v1/entries/" + std::to_string(entries() - 1);
  EXPECT_TRUE(has(site_.get(trace, north).body, "\"north.reader\"")) << "it sees its own";
  EXPECT_FALSE(has(site_.get(trace, south).body, "\"north.reader\""));
  EXPECT_EQ(noted().size(), 1u);
}

TEST_F(Reads, who_saw_what_is_told_to_administrators_of_the_parties_that_said_and_opened_it) {
  site_.get(path_, enter("north.duty-officer"));
  const std::string admin = enter("mission.admin");
  const std::string list = site_.get(path_ + "/readers", admin).body;
  EXPECT_TRUE(has(list, R"("items":[{"account":"north.duty-officer","party":"north","at_ms":)"))
      << list;
  EXPECT_TRUE(has(site_.get("/api/v1/entries/2/readers", admin).body, "\"items\":[]"));
  EXPECT_EQ(site_.get("/api/v1/entries/999/readers", admin).status, 404);
  EXPECT_EQ(site_.get(path_ + "/readers", enter("mission.reader")).status, 403);
  EXPECT_EQ(site_.get(path_ + "/readers", enter("north.admin")).body, list) << "its own accounts";
  for (const std::string& headers : {enter("south.admin"), std::string()})
    EXPECT_TRUE(has(site_.get(path_ + "/readers", headers).body, "\"items\":[]"));
}

TEST(ReadsWithoutKey, a_body_whose_reading_cannot_be_noted_is_not_handed_over) {
  TestSite site;
  site.mission().append(TestMission::remark("for north"), KeyUse::author, kNorth);
  const std::string path = "/api/v1/entries/" + std::to_string(site.mission().entries() - 1);
  std::filesystem::remove(site.mission().mission().key_path(KeyUse::author, "mission"));
  site.start();
  const auto answer = site.get(path, site.session("north.reader"));
  EXPECT_EQ(answer.status, 503);
  EXPECT_EQ(answer.body.find("for north"), std::string::npos);
  EXPECT_EQ(site.get("/api/v1/entries/2", site.session("north.reader")).status, 200);
}

}  // namespace
}  // namespace truceline::app
