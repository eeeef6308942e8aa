// SPDX-License-Identifier: Apache-2.0
//
// Who asks very much waits for itself: the others are answered meanwhile.
#include <future>
#include <gtest/gtest.h>

#include "app/running_server.hpp"
#include "app/test_site.hpp"

namespace truceline::app {
namespace {

/// Answers "/crowd" when it is let, all else at once.
class Waiting final : public HttpHandler {
 public:
  Lane lane(const HttpQuestion& question) const override {
    return question.request.path == "/crowd" ? Lane::crowd : Lane::quick;
  }
  void answer(HttpQuestion question, Respond respond) override {
    if (question.request.path == "/crowd") let_.wait();
    respond({});
  }
  void let() { release_.set_value(); }

 private:
  std::promise<void> release_;
  std::shared_future<void> let_ = release_.get_future().share();
};

TEST(Crowd, others_are_answered_while_it_waits_and_only_some_of_it_may_wait) {
  Waiting handler;
  HttpOptions options;
  options.crowding_max = 2;
  const RunningServer server(handler, options);
  const std::string request = "GET /crowd HTTP/1.1\r\nHost: localhost\r\n\r\n";
  SocketClient first(server.port()), second(server.port());
  ASSERT_TRUE(first.send(request));
  ASSERT_TRUE(second.send(request));
  int refused = 0;
  while (refused != 429) {  // once both are known to wait
    SocketClient third(server.port());
    ASSERT_TRUE(third.send(request));
    const std::string head = third.read_until("\r\n\r\n", std::chrono::milliseconds(200));
    if (!head.empty()) refused = std::stoi(head.substr(9, 3));
  }
  EXPECT_EQ(server.get("/quick").status, 200);
  handler.let();
  EXPECT_EQ(first.read_answer().status, 200);
  EXPECT_EQ(second.read_answer().status, 200);
  EXPECT_EQ(server.get("/crowd").status, 200) << "there is room again";
}

/// Refuses everybody.
class Full final : public HttpHandler {
 public:
  std::optional<HttpAnswer> refuse(HttpQuestion&) override {
    HttpAnswer refusal;
    refusal.status = 429;
    return refusal;
  }
  Lane lane(const HttpQuestion&) const override { return Lane::quick; }
  void answer(HttpQuestion, Respond) override { ADD_FAILURE(); }
};

TEST(Crowd, who_is_told_that_it_asks_too_much_is_told_so_a_little_later) {
  Full handler;
  const RunningServer server(handler);
  SocketClient client(server.port());
  const auto begun = std::chrono::steady_clock::now();
  for (int i = 0; i < 3; ++i) EXPECT_EQ(client.get("/").status, 429);
  EXPECT_GE(std::chrono::steady_clock::now() - begun, std::chrono::milliseconds(300));
}

TEST(Crowd, is_who_has_used_half_of_what_it_may_ask_at_once) {
  TestSite site;
  site.start();
  const auto ask_as = [&](const std::string& authorization) {
    HttpQuestion question;
    question.request.method = "GET";
    question.request.path = "/api/v1/mission";
    question.authorization = authorization;
    EXPECT_FALSE(site.gate().refuse(question));
    return question.crowds;
  };
  const auto value_of = [](const std::string& line) {
    const std::size_t from = line.find(": ") + 2;
    return line.substr(from, line.size() - from - 2);
  };
  const std::string north = value_of(site.token("north.reader", Scopes{}.with(Scope::read)));
  const std::string south = value_of(site.token("south.reader", Scopes{}.with(Scope::read)));
  int asked = 1;
  while (!ask_as(north) && asked < base::limits::kPartyRequests) ++asked;
  EXPECT_GT(asked, base::limits::kPartyRequests / 2);
  EXPECT_LT(asked, base::limits::kPartyRequests);
  EXPECT_FALSE(ask_as(south));
}

}  // namespace
}  // namespace truceline::app
