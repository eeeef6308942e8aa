// SPDX-License-Identifier: Apache-2.0
//
// Who reads what, cell by cell through sockets: each role of each party, each kind of statement,
// each audience. And what whoever must not read tries instead.
#include <gtest/gtest.h>

#include "app/test_site.hpp"
#include "base/json.hpp"
#include "domain/random_fields.hpp"
#include "views/routes.hpp"

namespace truceline::app {
namespace {

using namespace std::chrono_literals;
using domain::AudienceLabel;
using domain::StatementKind;

const domain::Audience kAllParties{AudienceLabel::all_parties, {}};
const domain::Audience kNorth{AudienceLabel::named, {"north"}};
const domain::Audience kSouth{AudienceLabel::named, {"south"}};

/// What the mission says to `audience`, and who may read it: the table.
struct Line {
  const char* name;
  domain::Audience audience;
  bool stranger, north, south, mission;
};
const std::array kTable = {
    Line{"public", TestMission::kEveryone, true, true, true, true},
    Line{"all-parties", kAllParties, false, true, true, true},
    Line{"named:north", kNorth, false, true, false, true},
    Line{"named:north,south", {AudienceLabel::named, {"north", "south"}}, false, true, true, true},
    Line{"named:south", kSouth, false, false, true, true},
};

/// All that may be said to somebody in particular: keys and erasures everybody sees.
std::vector<StatementKind> confidential_kinds() {
  std::vector<StatementKind> kinds;
  for (const auto& [kind, word] : domain::kWords<StatementKind>)
    if (kind != StatementKind::key && kind != StatementKind::erasure) kinds.push_back(kind);
  return kinds;
}

struct Cell {
  const Line* line;
  StatementKind kind;
  std::uint64_t entry;
  std::string body;
};

/// One statement of each kind to each audience, in one append.
std::vector<Cell> say_everything(const TestMission& here) {
  const auto mission = here.open();
  const auto known = mission->replay();
  auto pen = mission->pen(*known).value();
  std::vector<Cell> cells;
  std::vector<ledger::Record> records;
  domain::RandomFields random(7, true);
  for (const Line& line : kTable)
    for (const StatementKind kind : confidential_kinds()) {
      const domain::Body body = domain::random_body(random, static_cast<std::size_t>(kind));
      records.push_back(
          pen.author().write(body, line.audience, {}, now(), random_bytes()).value().record);
      cells.push_back(
          {&line, kind, known->state.size().value + cells.size(), domain::encode(body)});
    }
  EXPECT_TRUE(pen.append(records));
  EXPECT_TRUE(mission->signer()->publish());
  return cells;
}

base::JsonDocument parsed(const std::string& text) {
  auto document = base::parse_json(text, {64 << 20, 32, 1 << 20});
  EXPECT_TRUE(document) << text.substr(0, 200);
  return *std::move(document);
}

/// The entries whose bodies GET /api/v1/bodies gives, of those of `cells`.
std::set<std::uint64_t> bodies_given(const TestSite& site, std::span<const Cell> cells,
                                     const std::string& headers) {
  std::set<std::uint64_t> entries;
  const std::string text = site.get("/api/v1/bodies?from=" + std::to_string(cells.front().entry) +
                                        "&limit=" + std::to_string(cells.size()),
                                    headers)
                               .body;
  const base::JsonDocument document = parsed(text);
  const auto items = document.root().find("items");
  if (!items) {
    ADD_FAILURE() << text.substr(0, 300);
    return entries;
  }
  for (const base::JsonValue item : items->elements())
    entries.insert(static_cast<std::uint64_t>(*item.find("index")->as_integer()));
  return entries;
}

void check_cell(const TestSite& site, const Cell& cell, const std::string& who,
                const std::string& headers, bool may_read) {
  const std::string where =
      who + " x " + std::string(domain::word(cell.kind)) + " x " + cell.line->name;
  const auto answer = site.get("/api/v1/entries/" + std::to_string(cell.entry), headers);
  ASSERT_EQ(answer.status, 200) << where;
  const bool shown =
      answer.body.find(",\"body\":" + cell.body + ",\"body_state\":\"shown\"") != std::string::npos;
  const bool withheld =
      answer.body.find(",\"body\":null,\"body_state\":\"withheld\"") != std::string::npos;
  EXPECT_EQ(shown, may_read) << where << "\n" << answer.body;
  EXPECT_EQ(withheld, !may_read) << where << "\n" << answer.body;
}

TEST(Access, each_role_reads_of_each_kind_what_was_said_to_its_party_and_nothing_else) {
  TestSite site;
  site.start();
  const std::vector<Cell> cells = say_everything(site.mission());
  const std::size_t kinds = confidential_kinds().size();
  const auto check = [&](const std::string& who, const std::string& headers, bool Line::*may_read,
                         std::size_t first = 0, std::size_t lines = kTable.size()) {
    site.get("/api/v1/mission", headers);
    site.settle();
    const std::span<const Cell> some = std::span(cells).subspan(first * kinds, lines * kinds);
    const std::set<std::uint64_t> given = bodies_given(site, some, headers);
    for (const Cell& cell : some) {
      check_cell(site, cell, who, headers, cell.line->*may_read);
      EXPECT_EQ(given.contains(cell.entry), cell.line->*may_read) << who << " " << cell.entry;
    }
  };
  check("a stranger", "", &Line::stranger);
  check("a dead session", "Cookie: truceline=" + std::string(64, 'b') + "\r\n", &Line::stranger);
  // No account opens so many within an hour: every second role does the other half of the table.
  bool second = false;
  for (const auto& [role, word] : domain::kWords<Role>) {
    check("north's " + std::string(word), site.session(TestSite::name_of("north", role)),
          &Line::north, second ? 2 : 0, 3);
    check("south's " + std::string(word), site.session(TestSite::name_of("south", role)),
          &Line::south, second ? 2 : 0, 3);
    check("the mission's " + std::string(word), site.session(TestSite::name_of("mission", role)),
          &Line::mission, second ? 3 : 0, second ? 2 : 3);
    second = !second;
  }
  const Role first_half = domain::kWords<Role>.front().first;
  check("north's token",
        site.token(TestSite::name_of("north", first_half), Scopes{}.with(Scope::read)),
        &Line::north, 0, 3);
}

/// Every address that answers from a snapshot, with each entry, finding and zone there is.
std::vector<std::string> all_addresses(LiveMission& live) {
  std::vector<std::string> addresses;
  for (const views::Route& route : views::routes())
    if (route.method == "GET" && route.handler &&
        route.pattern.find('{') == std::string_view::npos && route.pattern != "/api/v1/locate")
      addresses.emplace_back(route.pattern);
  addresses.emplace_back("/api/v1/positions");
  addresses.emplace_back("/api/v1/locate?text=35,36");
  const auto all = live.newest();
  for (std::uint64_t i = 0; i < all->state().size().value; ++i)
    addresses.push_back("/api/v1/entries/" + std::to_string(i));
  for (const domain::Finding* finding : all->findings())
    addresses.push_back("/api/v1/findings/" + base::to_hex(finding->id));
  for (const auto& zone : all->state().zones())
    addresses.push_back("/api/v1/zones/" + zone.what.zone.id + "/series");
  return addresses;
}

TEST(Access, what_was_told_to_north_comes_out_of_no_address_for_anybody_else) {
  TestSite site;
  site.start();
  domain::Report shelling = std::get<domain::Report>(domain::Body(engine::shelling("2017-08-01")));
  shelling.text = "UNSPEAKABLE";
  shelling.place.name = "UNSPEAKABLE";
  site.mission().append(shelling, KeyUse::author, kNorth);
  domain::Post post;
  post.id = "hidden-post";
  post.names = {{"en", "UNSPEAKABLE"}};
  post.place.point = geo::Point{.lon_e7 = 360'000'000, .lat_e7 = 350'000'000};
  site.mission().append(post, KeyUse::author, kNorth);
  domain::Status status = TestMission::remark("UNSPEAKABLE");
  site.mission().append(status, KeyUse::author, kNorth);
  const std::string south = site.session("south.admin");
  const std::string north = site.session("north.reader");
  site.get("/api/v1/mission", south);
  site.get("/api/v1/mission", north);
  site.settle();
  std::size_t told = 0;
  for (const std::string& address : all_addresses(site.live())) {
    for (const std::string& size : {std::string(), std::to_string(site.mission().entries() - 1)}) {
      const std::string past =
          size.empty()
              ? ""
              : (address.find('?') == std::string::npos ? "?as_known_at=" : "&as_known_at=") + size;
      if (address == "/api/v1/positions" && !size.empty()) continue;
      for (const std::string& headers : {std::string(), south})
        EXPECT_EQ(site.get(address + past, headers).body.find("UNSPEAKABLE"), std::string::npos)
            << address << past;
      told += site.get(address + past, north).body.find("UNSPEAKABLE") != std::string::npos;
    }
  }
  EXPECT_GT(told, 8u);
  // The breach that follows from it is north's, too.
  const std::string path = "/api/v1/findings?kind=breach";
  EXPECT_NE(site.get(path, north).body, site.get(path, south).body);
  EXPECT_EQ(site.get(path, south).body, site.get(path).body);
}

TEST(Access, whoever_may_not_read_a_body_does_not_learn_whether_it_is_there) {
  TestSite site;
  site.start();
  const auto said = [&](bool with_body) {
    const auto mission = site.mission().open();
    const auto known = mission->replay();
    auto pen = mission->pen(*known).value();
    auto record = pen.author()
                      .write(TestMission::remark("word"), kNorth, {}, now(), random_bytes())
                      .value()
                      .record;
    if (!with_body) record.sealed.clear();
    EXPECT_TRUE(pen.append(std::array{record}));
    EXPECT_TRUE(mission->signer()->publish());
    return known->state.size().value;
  };
  const std::uint64_t held = said(true);
  const std::uint64_t absent = said(false);
  const std::string south = site.session("south.reader");
  const std::string north = site.session("north.reader");
  site.get("/api/v1/mission", south);
  site.get("/api/v1/mission", north);
  site.settle();
  const auto state_of = [&](std::uint64_t entry, const std::string& headers) {
    const std::string text = site.get("/api/v1/entries/" + std::to_string(entry), headers).body;
    const base::JsonDocument document = parsed(text);
    return std::string(document.root().find("body_state")->as_string());
  };
  EXPECT_EQ(state_of(held, north), "shown");
  EXPECT_EQ(state_of(absent, north), "absent");
  for (const std::string& headers : {std::string(), south}) {
    EXPECT_EQ(state_of(held, headers), "withheld");
    EXPECT_EQ(state_of(absent, headers), "withheld");
  }
  const std::string beyond = std::to_string(absent + 1);
  EXPECT_EQ(site.get("/api/v1/entries/" + beyond, south).body,
            site.get("/api/v1/entries/" + beyond).body);
}

TEST(Access, what_a_party_says_it_may_read_itself_whomever_it_was_told_to) {
  TestSite site;
  site.start();
  const Submission said = site.mission().monitor_says(TestMission::remark("own words"), kNorth);
  base::JsonWriter json;
  json.begin_object().member("envelope", said.envelope);
  json.member("salt", base::to_hex(said.salt)).member("body", said.body).end_object();
  const auto posted =
      site.ask("POST", "/api/v1/statements",
               site.session("monitor.author") + "Content-Type: application/json\r\n", json.take());
  ASSERT_EQ(posted.status, 201) << posted.body;
  const std::string entry = std::to_string(site.mission().entries() - 1);
  for (const auto& [name, may_read] : std::map<std::string, bool>{{"monitor.reader", true},
                                                                  {"north.reader", true},
                                                                  {"south.reader", false},
                                                                  {"mission.admin", false}}) {
    const std::string headers = site.session(name);
    site.get("/api/v1/mission", headers);
    site.settle();
    const std::string body = site.get("/api/v1/entries/" + entry, headers).body;
    EXPECT_EQ(body.find("own words") != std::string::npos, may_read) << name;
  }
}

TEST(Access, an_open_stream_tells_each_reader_its_own_and_ends_with_its_account) {
  TestSite site;
  site.start();
  const std::string north = site.session("north.duty-officer");
  const std::string south = site.session("south.duty-officer");
  site.get("/api/v1/mission", north);
  site.get("/api/v1/mission", south);
  const auto open = [&](SocketClient& client, const std::string& headers) {
    client.send("GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n");
    EXPECT_NE(client.read_until("event: receipts"), "");
  };
  SocketClient norths(site.port()), souths(site.port()), strangers(site.port());
  open(norths, north);
  open(souths, south);
  open(strangers, "");
  site.mission().append(engine::shelling("2017-08-01"), KeyUse::author, kNorth);
  EXPECT_NE(norths.read_until("event: finding"), "");
  const std::string next = "event: entries";
  const std::string at_souths = souths.read_until(next);
  const std::string at_strangers = strangers.read_until(next);
  EXPECT_NE(at_souths, "");
  EXPECT_EQ(at_souths.find("event: finding"), std::string::npos);
  EXPECT_NE(at_strangers, "");
  EXPECT_EQ(at_strangers.find("event: finding"), std::string::npos);
  // The officer is dismissed: nothing more reaches the open stream, and it ends.
  ASSERT_TRUE(site.accounts().set_disabled("north.duty-officer", true));
  std::this_thread::sleep_for(std::chrono::milliseconds(base::limits::kStreamCheckMs + 100));
  norths.read_until("nothing is this", 50ms);
  site.mission().append(engine::shelling("2017-09-15"), KeyUse::author, kNorth);
  EXPECT_NE(souths.read_until(next), "");
  EXPECT_EQ(norths.read_until("2017-09-15", 200ms), "");
  EXPECT_TRUE(norths.is_closed_within(5s));
  EXPECT_EQ(site.get("/api/v1/entries/" + std::to_string(site.mission().entries() - 1), north)
                .body.find("\"shown\""),
            std::string::npos);
}

TEST(Access, answers_for_one_party_are_kept_nowhere_and_never_taken_for_anothers) {
  TestSite site;
  site.start();
  site.mission().append(engine::shelling("2017-08-01"), KeyUse::author, kNorth);
  const std::string north = site.session("north.reader");
  const std::string south = site.session("south.reader");
  site.get("/api/v1/mission", north);
  site.get("/api/v1/mission", south);
  site.settle();
  const auto norths = site.get("/api/v1/findings", north);
  EXPECT_EQ(norths.header("Cache-Control"), "no-store");
  const std::string match = "If-None-Match: " + norths.header("ETag") + "\r\n";
  EXPECT_EQ(site.get("/api/v1/findings", north + match).status, 304);
  EXPECT_EQ(site.get("/api/v1/findings", south + match).status, 200);
  EXPECT_EQ(site.get("/api/v1/findings", match).status, 200);
}

TEST(Access, who_hides_its_plans_from_another_hears_that_they_collide_and_no_more) {
  TestSite site;
  domain::Arrangement rules;
  rules.id = "rules";
  rules.title = "Rules";
  using domain::SubjectKind;
  rules.separations = {{SubjectKind::movement, SubjectKind::operation, 5'000, {}, 0}};
  site.mission().append(rules);
  site.start();
  const auto plan = [](const std::string& id, domain::NotificationKind kind) {
    domain::Notification made;
    made.id = id;
    made.kind = kind;
    made.when.interval = {now(), {now().value + base::kDayMs}};
    made.circle = geo::Circle{{.lon_e7 = 364'000'000, .lat_e7 = 350'000'000}, 100};
    return made;
  };
  site.mission().append(plan("secret-strike", domain::NotificationKind::operation), KeyUse::author,
                        kNorth);
  const Submission said = site.mission().monitor_says_at(
      now(), plan("secret-convoy", domain::NotificationKind::movement), kSouth);
  base::JsonWriter json;
  json.begin_object().member("envelope", said.envelope);
  json.member("salt", base::to_hex(said.salt)).member("body", said.body).end_object();
  ASSERT_EQ(
      site.ask("POST", "/api/v1/statements",
               site.session("monitor.author") + "Content-Type: application/json\r\n", json.take())
          .status,
      201);
  const auto findings = [&](const std::string& headers) {
    site.get("/api/v1/mission", headers);
    site.settle();
    return site.get("/api/v1/duty", headers).body + site.get("/api/v1/findings", headers).body;
  };
  const std::string monitor = findings(site.session("monitor.reader"));
  EXPECT_NE(monitor.find("conflict/hidden"), std::string::npos);
  EXPECT_NE(monitor.find("ecret-convoy"), std::string::npos);
  EXPECT_EQ(monitor.find("ecret-strike"), std::string::npos);
  EXPECT_EQ(monitor.find("conflict/separation"), std::string::npos);
  const std::string mission = findings(site.session("mission.reader"));
  EXPECT_NE(mission.find("conflict/hidden"), std::string::npos);
  EXPECT_EQ(mission.find("ecret-convoy"), std::string::npos);
  for (const std::string& headers : {std::string(), site.session("north.reader")})
    EXPECT_EQ(findings(headers).find("conflict/"), std::string::npos) << headers;
}

}  // namespace
}  // namespace truceline::app
