// SPDX-License-Identifier: Apache-2.0
//
// Who comes in, through sockets: logins, sessions, tokens, other sites' pages, floods.
#include "app/gate.hpp"

#include <gtest/gtest.h>

#include "app/test_site.hpp"
#include "app/totp.hpp"
#include "base/limits.hpp"

namespace truceline::app {
namespace {

using namespace std::chrono_literals;

const Scopes kRead = Scopes{}.with(Scope::read);

std::string session_of(TestSite& site, const std::string& headers) {
  return site.get("/api/v1/session", headers).body;
}

bool is_stranger(TestSite& site, const std::string& headers) {
  return session_of(site, headers) == R"({"session":null,"accounts":true})";
}

TEST(Gate, a_login_gives_a_cookie_that_no_script_and_no_other_site_gets) {
  TestSite site;
  site.start();
  const auto answer = site.log_in("north.duty-officer");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.header("Cache-Control"), "no-store");
  const std::string set = answer.header("Set-Cookie");
  EXPECT_TRUE(set.starts_with("truceline=")) << set;
  EXPECT_TRUE(set.ends_with("; Path=/; HttpOnly; SameSite=Strict")) << set;
  const std::string body = session_of(site, TestSite::cookie_of(answer));
  EXPECT_TRUE(body.starts_with(R"({"session":{"account":"north.duty-officer","party":"north",)"
                               R"("role":"duty-officer","scopes":["read","submit"],"ends_ms":)"))
      << body;
  EXPECT_TRUE(is_stranger(site, ""));
  EXPECT_TRUE(is_stranger(site, "Cookie: truceline=" + std::string(64, '0') + "\r\n"));
}

TEST(Gate, where_others_can_reach_the_server_the_cookie_is_secure_and_bound_to_the_host) {
  TestSite site;
  GateOptions options = TestSite::plain();
  options.plain_loopback = false;
  site.start(options);
  const auto answer = site.log_in("north.reader");
  const std::string set = answer.header("Set-Cookie");
  EXPECT_TRUE(set.starts_with("__Host-truceline=")) << set;
  EXPECT_TRUE(set.ends_with("; Path=/; HttpOnly; SameSite=Strict; Secure")) << set;
  EXPECT_FALSE(is_stranger(site, TestSite::cookie_of(answer)));
  const std::string id = set.substr(17, 64);
  EXPECT_TRUE(is_stranger(site, "Cookie: truceline=" + id + "\r\n"));
}

TEST(Gate, a_refused_login_tells_nothing_about_who_has_an_account) {
  TestSite site;
  ASSERT_TRUE(site.accounts().set_disabled("south.reader", true));
  ASSERT_TRUE(site.accounts().make_code_key("south.admin"));
  site.start();
  const auto wrong = site.log_in("north.reader", "other words");
  EXPECT_EQ(wrong.status, 401);
  EXPECT_EQ(wrong.header("Set-Cookie"), "");
  const std::uint64_t before = site.gate().passwords_checked();
  const std::vector<std::string> names = {"nobody", "south.reader", "south.admin", ""};
  for (const std::string& name : names) {
    const auto refused = site.log_in(name);
    EXPECT_EQ(refused.status, 401) << name;
    EXPECT_EQ(refused.body, wrong.body) << name;
  }
  EXPECT_EQ(site.gate().passwords_checked(), before + names.size()) << "the same work for each";
  EXPECT_EQ(site.ask("POST", "/api/v1/session", "Content-Type: text/plain\r\n", "{}").status, 422);
  EXPECT_EQ(site.ask("POST", "/api/v1/session", "Content-Type: application/json\r\n", "[]").status,
            400);
}

TEST(Gate, a_code_comes_with_the_login_and_is_not_taken_twice) {
  TestSite site;
  const auto key = site.accounts().make_code_key("north.admin");
  site.start();
  const std::string code = code_at(*key, code_step(now()));
  EXPECT_EQ(site.log_in("north.admin").status, 401);
  EXPECT_EQ(site.log_in("north.admin", TestSite::kPassphrase, code).status, 200);
  EXPECT_EQ(site.log_in("north.admin", TestSite::kPassphrase, code).status, 401);
}

TEST(Gate, guessing_is_slowed_and_says_how_long_to_wait) {
  TestSite site;
  site.start();
  int refused = 0;
  SocketClient::Answer last;
  for (int i = 0; i < base::limits::kLoginTries + 1; ++i) {
    last = site.log_in("north.reader", "guess " + std::to_string(i));
    refused += last.status == 401;
  }
  EXPECT_EQ(refused, base::limits::kLoginTries);
  EXPECT_EQ(last.status, 429);
  EXPECT_LE(std::stoi(last.header("Retry-After")), 10);
  EXPECT_EQ(site.log_in("north.reader").status, 429) << "the right one, too, for a moment";
  EXPECT_EQ(site.log_in("south.reader").status, 200);
}

TEST(Gate, no_session_id_but_a_new_one_is_ever_given) {
  TestSite site;
  site.start();
  const std::string planted = "Cookie: truceline=" + std::string(64, 'a') + "\r\n";
  const auto fixed = site.log_in("north.reader", TestSite::kPassphrase, "", planted);
  EXPECT_EQ(fixed.status, 200);
  EXPECT_NE(TestSite::cookie_of(fixed), planted);
  EXPECT_TRUE(is_stranger(site, planted));
  // Whoever logs in again leaves no session behind.
  const std::string first = TestSite::cookie_of(fixed);
  const auto again = site.log_in("north.admin", TestSite::kPassphrase, "", first);
  EXPECT_NE(TestSite::cookie_of(again), first);
  EXPECT_TRUE(is_stranger(site, first));
  EXPECT_FALSE(is_stranger(site, TestSite::cookie_of(again)));
}

TEST(Gate, logging_out_ends_the_session_and_takes_the_cookie_back) {
  TestSite site;
  site.start();
  const std::string cookie = site.session("north.reader");
  const std::string other = site.session("north.reader");
  const auto answer = site.ask("DELETE", "/api/v1/session", cookie);
  EXPECT_EQ(answer.status, 200);
  EXPECT_TRUE(answer.header("Set-Cookie").starts_with("truceline=; ")) << answer.head;
  EXPECT_TRUE(is_stranger(site, cookie));
  EXPECT_FALSE(is_stranger(site, other));
  ASSERT_TRUE(site.accounts().set_passphrase("north.reader", Secret::of("new words of no sense")));
  EXPECT_TRUE(is_stranger(site, other));
}

TEST(Gate, another_sites_page_changes_nothing) {
  TestSite site;
  site.start();
  const std::string cookie = site.session("north.admin");
  for (const char* header :
       {"Origin: https://evil.example\r\n", "Origin: null\r\n", "Sec-Fetch-Site: cross-site\r\n",
        "Sec-Fetch-Site: same-site\r\n", "Origin: http://localhost:1\r\n"}) {
    EXPECT_EQ(site.ask("DELETE", "/api/v1/session", cookie + header).status, 403) << header;
    EXPECT_EQ(site.log_in("north.admin", TestSite::kPassphrase, "", header).status, 403) << header;
    EXPECT_EQ(site.ask("POST", "/api/v1/statements",
                       cookie + "Content-Type: application/json\r\n" + header, "{}")
                  .status,
              403)
        << header;
    EXPECT_EQ(site.get("/api/v1/mission", header).status, 200) << "reading is left to the browser";
  }
  EXPECT_FALSE(is_stranger(site, cookie));
  for (const char* header : {"Origin: http://localhost\r\n", "Sec-Fetch-Site: same-origin\r\n"})
    EXPECT_EQ(site.log_in("north.admin", TestSite::kPassphrase, "", header).status, 200) << header;
}

TEST(Gate, a_token_lets_in_until_it_is_revoked_and_only_as_a_token) {
  TestSite site;
  site.start();
  const std::string header = site.token("north.admin", kRead);
  EXPECT_FALSE(is_stranger(site, header));
  EXPECT_TRUE(is_stranger(site, "Cookie: truceline=" + header.substr(22)));
  const std::string cookie = site.session("north.admin");
  EXPECT_EQ(site.get("/api/v1/mission", "Authorization: Bearer " + cookie.substr(18)).status, 401);
  EXPECT_EQ(site.ask("DELETE", "/api/v1/session", header).status, 403);
  // It was found in a log somewhere: revoked, it is worth nothing from the next request on.
  ASSERT_TRUE(site.credentials().revoke(site.credentials().tokens("north.admin")->front().id));
  const auto answer = site.get("/api/v1/mission", header);
  EXPECT_EQ(answer.status, 401);
  EXPECT_EQ(answer.header("WWW-Authenticate"), "Bearer");
  EXPECT_EQ(site.get("/api/v1/mission", "Authorization: Basic bm9ydGg6eA==\r\n").status, 401);
}

TEST(Gate, roles_and_tokens_do_what_they_are_for) {
  TestSite site;
  site.start();
  const auto posts = [&](const std::string& header, const char* path) {
    return site.ask("POST", path, header + "Content-Type: application/json\r\n", "{}").status;
  };
  const std::map<std::string, std::array<bool, 2>> may = {{"north.admin", {true, true}},
                                                          {"north.author", {true, true}},
                                                          {"north.duty-officer", {true, false}},
                                                          {"north.reader", {false, false}}};
  for (const auto& [name, allowed] : may) {
    const std::string cookie = site.session(name);
    // What is wrong with the request itself is told afterwards: 400.
    EXPECT_EQ(posts(cookie, "/api/v1/statements"), allowed[0] ? 400 : 403) << name;
    // An unsigned batch is forbidden, whoever brings it: look at what it says.
    const auto answer =
        site.ask("POST", "/api/v1/positions", cookie + "Content-Type: application/json\r\n", "{}");
    EXPECT_EQ(answer.body.find("takes the scope") == std::string::npos, allowed[1]) << name;
    EXPECT_EQ(site.get("/api/v1/mission", cookie).status, 200) << name;
  }
  EXPECT_EQ(posts(site.token("north.admin", kRead), "/api/v1/statements"), 403);
  const std::string submits = site.token("north.admin", Scopes{}.with(Scope::submit));
  EXPECT_EQ(posts(submits, "/api/v1/statements"), 400);
  EXPECT_EQ(site.get("/api/v1/mission", submits).status, 403);
}

TEST(Gate, one_partys_flood_is_refused_and_another_does_not_notice) {
  TestSite site;
  site.start();
  const std::string north = site.token("north.reader", kRead);
  const std::string south = site.token("south.reader", kRead);
  SocketClient flooding(site.port());
  int refused = 0;
  SocketClient::Answer last;
  for (int i = 0; i < 2 * base::limits::kPartyRequests; ++i) {
    const auto answer = flooding.get("/healthz", north);
    if (answer.status == 200) continue;
    last = answer;
    ++refused;
    ASSERT_EQ(site.get("/healthz", south).status, 200) << i;
    if (refused > 20) break;
  }
  EXPECT_GT(refused, 0);
  EXPECT_EQ(last.status, 429);
  EXPECT_EQ(last.header("Retry-After"), "1");
}

TEST(Gate, a_mission_without_accounts_is_as_it_was_and_gets_its_first_while_it_is_served) {
  TestSite site(false);
  site.start();
  EXPECT_EQ(session_of(site, ""), R"({"session":null,"accounts":false})");
  EXPECT_EQ(site.log_in("north.reader").status, 404);
  EXPECT_EQ(site.get("/api/v1/mission").status, 200);
  site.make_accounts();
  EXPECT_EQ(site.log_in("north.reader").status, 200);
  EXPECT_TRUE(is_stranger(site, ""));
}

}  // namespace
}  // namespace truceline::app
