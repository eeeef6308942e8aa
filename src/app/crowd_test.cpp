// SPDX-License-Identifier: Apache-2.0
//
// Who asks very much waits for itself: the others are answered meanwhile.
#include <future>
#include <gtest/gtest.h>
#include <semaphore>

#include "app/running_server.hpp"
#include "app/test_site.hpp"

namespace truceline::app {
namespace {

/// Each path is an asker. Answers "/much" and "/many" when it is let, all else at once.
class Waiting final : public HttpHandler {
 public:
  std::optional<HttpAnswer> refuse(HttpQuestion& question) override {
    question.asker = question.request.path;
    return std::nullopt;
  }
  Lane lane(const HttpQuestion& question) const override {
    return question.request.path == "/much" ? Lane::crowd : Lane::quick;
  }
  void answer(HttpQuestion question, Respond respond) override {
    if (question.request.path.starts_with("/m")) {
      begun_.release();
      let_.wait();
    }
    respond({});
  }
  void wait_for_one() { begun_.acquire(); }
  void let() { release_.set_value(); }

 private:
  std::counting_semaphore<> begun_{0};
  std::promise<void> release_;
  std::shared_future<void> let_ = release_.get_future().share();
};

HttpOptions one_each() {
  HttpOptions options;
  options.quick_of_one_max = 1;
  options.crowd_of_one_max = 1;
  return options;
}

const std::string kMuch = "GET /much HTTP/1.1\r\nHost: localhost\r\n\r\n";
const std::string kMany = "GET /many HTTP/1.1\r\nHost: localhost\r\n\r\n";

TEST(Crowd, others_are_answered_while_it_waits_and_only_some_of_it_may_wait) {
  Waiting handler;
  const RunningServer server(handler, one_each());
  SocketClient first(server.port()), second(server.port()), third(server.port());
  ASSERT_TRUE(first.send(kMuch));
  handler.wait_for_one();
  ASSERT_TRUE(second.send(kMuch));
  server.get("/quick");  // so that the second has come
  EXPECT_EQ(third.get("/much").status, 429);
  EXPECT_EQ(server.get("/quick").status, 200);
  handler.let();
  EXPECT_EQ(first.read_answer().status, 200);
  EXPECT_EQ(second.read_answer().status, 200);
  EXPECT_EQ(server.get("/much").status, 200) << "there is room again";
}

TEST(Crowd, is_also_who_asks_much_at_once_whatever_it_cost_before) {
  Waiting handler;
  const RunningServer server(handler, one_each());
  SocketClient first(server.port()), second(server.port()), third(server.port());
  ASSERT_TRUE(first.send(kMany));
  handler.wait_for_one();
  ASSERT_TRUE(second.send(kMany));
  handler.wait_for_one();  // in the crowd, though it is quick
  ASSERT_TRUE(third.send(kMany));
  server.get("/quick");
  EXPECT_EQ(server.get("/many").status, 429);
  EXPECT_EQ(server.get("/quick").status, 200);
  handler.let();
  for (SocketClient* one : {&first, &second, &third}) EXPECT_EQ(one->read_answer().status, 200);
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
