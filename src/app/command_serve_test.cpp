// SPDX-License-Identifier: Apache-2.0
#include "app/command_serve.hpp"

#include <gtest/gtest.h>

#include "app/http_server.hpp"
#include "app/test_mission.hpp"

namespace truceline::app {
namespace {

class NothingToServe final : public HttpHandler {
 public:
  Lane lane(const HttpQuestion&) const override { return Lane::at_once; }
  void answer(HttpQuestion, Respond respond) override { respond({}); }
};

/// What serve() says when it cannot begin, and its exit code.
std::pair<int, std::string> failing_to_serve(const ServeOptions& options) {
  testing::internal::CaptureStderr();
  const int code = serve(options);
  return {code, testing::internal::GetCapturedStderr()};
}

TEST(Serve, a_second_server_on_one_mission_is_refused_by_name) {
  const TestMission here;
  const auto first = FileLock::take(here.folder() / "serve.lock", "");
  ASSERT_TRUE(first);
  ServeOptions options;
  options.mission = here.folder();
  const auto [code, text] = failing_to_serve(options);
  EXPECT_EQ(code, 5);
  EXPECT_NE(text.find("another server is serving this mission"), std::string::npos) << text;
  EXPECT_NE(text.find("serve.lock"), std::string::npos) << text;
}

TEST(Serve, a_taken_port_is_named_with_the_way_out) {
  const TestMission here;
  NothingToServe nothing;
  HttpOptions http;
  http.port = 0;
  const auto other = HttpServer::listen(http, nothing);
  ASSERT_TRUE(other);
  ServeOptions options;
  options.mission = here.folder();
  options.port = (*other)->port();
  const auto [code, text] = failing_to_serve(options);
  EXPECT_EQ(code, 8);
  EXPECT_NE(text.find("port " + std::to_string(options.port) + " is taken"), std::string::npos);
  EXPECT_NE(text.find("--port"), std::string::npos) << text;
}

TEST(Serve, a_layer_that_is_not_there_is_named) {
  const TestMission here;
  std::filesystem::remove(here.folder() / "layers/towns.geojson");
  ServeOptions options;
  options.mission = here.folder();
  const auto [code, text] = failing_to_serve(options);
  EXPECT_EQ(code, 4);
  EXPECT_NE(text.find("layer 'towns'"), std::string::npos) << text;
}

TEST(Serve, a_folder_that_is_no_web_page_is_refused_when_it_was_asked_for) {
  const TestMission here;
  ServeOptions options;
  options.mission = here.folder();
  options.web = here.folder() / "nowhere";
  const auto [code, text] = failing_to_serve(options);
  EXPECT_EQ(code, 4);
  EXPECT_NE(text.find("nowhere"), std::string::npos) << text;
}

}  // namespace
}  // namespace truceline::app
