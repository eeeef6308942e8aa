// SPDX-License-Identifier: Apache-2.0
#include "views/api.hpp"

#include <gtest/gtest.h>

#include "views/request_target.hpp"
#include "views/routes.hpp"
#include "views/sample_mission.hpp"

namespace truceline::views {
namespace {

class Api : public testing::Test {
 protected:
  Response get(const std::string& target, const std::string& if_none_match = {}) {
    Request request;
    request.method = "GET";
    auto parsed = parse_target(target);
    EXPECT_TRUE(parsed) << target;
    request.path = parsed->path;
    request.query = parsed->query;
    request.if_none_match = if_none_match;
    return answer(request, mission);
  }
  SampleMission mission;
};

TEST_F(Api, the_same_question_has_the_same_etag_and_gives_304) {
  const Response first = get("/api/v1/findings?kind=breach");
  ASSERT_EQ(first.status, 200);
  const Response again = get("/api/v1/findings?kind=breach", "\"other\", " + first.etag);
  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(again.etag, first.etag);
  EXPECT_EQ(again.body, "");
}

TEST_F(Api, another_question_clock_language_or_ledger_has_another_etag) {
  const std::string etag = get("/api/v1/agreements").etag;
  EXPECT_NE(get("/api/v1/agreements?lang=ar").etag, etag);
  EXPECT_NE(get("/api/v1/agreements?at=2020-01-05").etag, etag);
  EXPECT_NE(get("/api/v1/agreements?as_known_at=6").etag, etag);
  EXPECT_NE(get("/api/v1/actors").etag, etag);
  EXPECT_NE(get("/api/v1/findings?kind=breach").etag, get("/api/v1/findings?kind=overdue").etag);
  mission.say(domain::Supersede{"nothing"});
  EXPECT_NE(get("/api/v1/agreements").etag, etag);
}

TEST_F(Api, a_clock_that_changes_nothing_leaves_the_etag) {
  EXPECT_EQ(get("/api/v1/agreements?at=2020-06-01T10:00").etag,
            get("/api/v1/agreements?at=2020-06-01T10:05").etag);
}

TEST_F(Api, head_is_answered_like_get) {
  Request request;
  request.method = "HEAD";
  request.path = "/api/v1/mission";
  EXPECT_EQ(answer(request, mission).body, get("/api/v1/mission").body);
}

TEST_F(Api, a_wrong_method_is_405_with_what_is_allowed) {
  Request request;
  request.method = "DELETE";
  request.path = "/api/v1/mission";
  const Response response = answer(request, mission);
  EXPECT_EQ(response.status, 405);
  EXPECT_NE(response.body.find("\"status\":405"), std::string::npos);
  ASSERT_EQ(response.headers.size(), 1u);
  EXPECT_EQ(response.headers[0], (std::pair<std::string, std::string>("Allow", "GET, HEAD")));
}

TEST_F(Api, what_does_not_exist_is_a_404_problem) {
  for (const char* target :
       {"/api", "/api/v1", "/api/v1/", "/api/v1/mission/", "/api/v1/nothing",
        "/api/v1/zones/atlantis/series", "/api/v1/zones//series", "/api/v1/findings/00",
        "/api/v1/entries/28", "/api/v1/entries/-1", "/api/v1/entries/1x",
        "/api/v1/mission?as_known_at=29", "/api/v1/reports?zone=atlantis"}) {
    const Response response = get(target);
    EXPECT_EQ(response.status, 404) << target;
    EXPECT_EQ(response.content_type, "application/problem+json") << target;
  }
}

TEST_F(Api, a_page_leads_to_the_next_and_none_is_lost) {
  std::string seen;
  std::string target = "/api/v1/findings?limit=4";
  for (int page = 0; page < 3; ++page) {
    const Response response = get(target);
    ASSERT_EQ(response.status, 200) << response.body;
    const auto next = response.body.rfind("\"next\":\"");
    seen += response.body;
    if (next == std::string::npos) break;
    target = "/api/v1/findings?limit=4&cursor=" + response.body.substr(next + 8, 64);
  }
  const auto snapshot = mission.snapshot();
  for (const domain::Finding* finding : snapshot->findings())
    EXPECT_NE(seen.find(base::to_hex(finding->id)), std::string::npos);
  EXPECT_EQ(get("/api/v1/findings?cursor=zzz").status, 400);
}

TEST_F(Api, a_path_fits_a_pattern_whole_segments_at_a_time) {
  EXPECT_TRUE(match_path("/api/v1/zones/{zone}/series", "/api/v1/zones/idlib/series"));
  EXPECT_EQ(match_path("/a/{x}/b/{y}", "/a/1/b/2"), (std::vector<std::string>{"1", "2"}));
  EXPECT_FALSE(match_path("/a/{x}", "/a/1/2"));
  EXPECT_FALSE(match_path("/a/{x}", "/a/"));
  EXPECT_FALSE(match_path("/a/{x}", "/a"));
  EXPECT_FALSE(match_path("/a", "/ab"));
}

}  // namespace
}  // namespace truceline::views
