// SPDX-License-Identifier: Apache-2.0
#include "app/web_log.hpp"

#include <gtest/gtest.h>
#include <map>

#include "app/running_server.hpp"
#include "app/test_log.hpp"
#include "app/verify.hpp"
#include "base/json_writer.hpp"

namespace truceline::app {
namespace {

/// Serves files by path, and bodies as the API does.
class StaticLog final : public HttpHandler {
 public:
  static constexpr std::uint64_t kPage = 100;

  explicit StaticLog(const TestLog& log) : log_(log) {
    files["/checkpoint"] = log.checkpoint();
    for (ledger::TileName name : ledger::new_tiles({0}, log.tree().size())) {
      files["/" + ledger::tile_path(name)] = base::text_of(*ledger::tile_bytes(log.tree(), name));
      if (name.level != 0) continue;
      name.content = ledger::TileContent::entries;
      files["/" + ledger::tile_path(name)] = log.bundle(name);
    }
  }

  Lane lane(const HttpQuestion&) const override { return Lane::at_once; }
  void answer(HttpQuestion question, Respond respond) override {
    views::Response response;
    response.content_type = "application/octet-stream";
    const bool ours = question.request.path.starts_with(prefix);
    const std::string path = ours ? question.request.path.substr(prefix.size()) : std::string();
    if (has_api && path == "/api/v1/bodies")
      response.body = bodies(question.request);
    else if (const auto file = files.find(path); file != files.end())
      response.body = file->second;
    else
      response.status = 404;
    respond(answer_of(std::move(response)));
  }

  std::map<std::string, std::string> files;
  std::string prefix;  ///< Where all of it stands: "/<origin hash>" at a mirror.
  bool has_api = true;
  std::uint64_t lags = 0;  ///< So many answers know nothing of the last entry.
  std::map<std::uint64_t, std::uint64_t> erased;

 private:
  std::string bodies(const views::Request& request) {
    const auto from = request.query.find("from");
    std::uint64_t index = from == request.query.end() ? 0 : std::stoull(from->second);
    const std::uint64_t size = log_.tree().size().value - (lags > 0 ? 1 : 0);
    if (index + kPage > size && lags > 0) --lags;
    const std::uint64_t end = std::min(size, index + kPage);
    base::JsonWriter json;
    json.begin_object().key("items").begin_array();
    for (; index < end; ++index) {
      if (!TestLog::is_public({index}) || erased.contains(index)) continue;
      json.begin_object().member("index", static_cast<std::int64_t>(index));
      json.member("sealed", base::to_base64(log_.record({index}).sealed)).end_object();
    }
    json.end_array().key("erased").begin_array();
    for (const auto& [gone, by] : erased)
      json.begin_object()
          .member("index", static_cast<std::int64_t>(gone))
          .member("entry", static_cast<std::int64_t>(by))
          .end_object();
    json.end_array().member("size", static_cast<std::int64_t>(size)).key("next");
    if (end < size)
      json.integer(static_cast<std::int64_t>(end));
    else
      json.null();
    return json.end_object().take();
  }

  const TestLog& log_;
};

class WebLogTest : public testing::Test {
 protected:
  base::Result<Verification> verify(const std::string& url, const std::string& origin = {}) {
    HttpClient client;
    TRY_ASSIGN(const auto view, open_web_log(client, url, origin));
    Trust trust;
    trust.policy.logs.push_back({log_.verifier(), {}});
    return verify_log(*view, trust, {0}, {});
  }

  TestLog log_{600};
  StaticLog served_{log_};
};

TEST_F(WebLogTest, a_host_is_verified_from_outside_with_the_bodies_it_shows) {
  const RunningServer server(served_);
  const auto verified = verify(server.url() + "/");
  ASSERT_TRUE(verified) << verified.error().to_string();
  EXPECT_EQ(verified->faults_total, 0u);
  EXPECT_EQ(verified->size.value, 600u);
  EXPECT_EQ(verified->tiles, 4u);
  EXPECT_EQ(verified->bodies_opened, 400u);
  EXPECT_EQ(verified->bodies_absent, 200u);
  EXPECT_TRUE(verified->derived);
}

TEST_F(WebLogTest, a_mirror_is_found_under_the_hash_of_the_log_s_name) {
  served_.has_api = false;
  served_.prefix = monitoring_prefix("", TestLog::kOrigin);
  if (!served_.prefix.starts_with('/')) served_.prefix.insert(0, "/");
  const RunningServer server(served_);
  const auto verified = verify(server.url(), TestLog::kOrigin);
  ASSERT_TRUE(verified) << verified.error().to_string();
  EXPECT_EQ(verified->faults_total, 0u);
  EXPECT_EQ(verified->bodies, BodiesShown::none);
  EXPECT_FALSE(verify(server.url()));
}

TEST_F(WebLogTest, a_host_that_shows_another_body_or_entry_is_caught) {
  served_.files["/tile/0/001"][77] ^= 1;
  const RunningServer server(served_);
  EXPECT_EQ(verify(server.url())->faults_total, 1u);
  served_.files["/tile/0/001"][77] ^= 1;
  served_.files["/tile/entries/000"][500] ^= 1;
  const auto entry = verify(server.url());
  ASSERT_TRUE(entry) << entry.error().to_string();
  EXPECT_GT(entry->faults_total, 0u);
}

TEST_F(WebLogTest, a_host_whose_api_comes_a_moment_after_its_checkpoint_is_waited_for) {
  served_.lags = 3;
  const RunningServer server(served_);
  const auto verified = verify(server.url());
  ASSERT_TRUE(verified) << verified.error().to_string();
  EXPECT_EQ(verified->faults_total, 0u);
  EXPECT_EQ(served_.lags, 0u);
}

TEST_F(WebLogTest, what_a_host_says_of_erasures_is_held_against_the_log) {
  served_.erased[4] = 600;  // beyond the checkpoint
  served_.erased[6] = 599;  // a remark
  const RunningServer server(served_);
  const auto verified = verify(server.url());
  ASSERT_TRUE(verified) << verified.error().to_string();
  EXPECT_EQ(verified->erased_beyond, 1u);
  ASSERT_EQ(verified->faults_total, 1u);
  EXPECT_EQ(verified->faults[0].reason,
            "its body is said to be erased by entry 599, which does not erase it");
}

TEST_F(WebLogTest, who_does_not_answer_is_unavailable_and_an_empty_host_is_not_found) {
  EXPECT_EQ(verify("http://127.0.0.1:1").error().code, base::ErrorCode::unavailable);
  served_.files.clear();
  const RunningServer server(served_);
  EXPECT_EQ(verify(server.url()).error().code, base::ErrorCode::not_found);
}

}  // namespace
}  // namespace truceline::app
