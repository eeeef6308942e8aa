// SPDX-License-Identifier: Apache-2.0
#include "app/http_client.hpp"

#include <cstdio>
#include <cstdlib>
#include <gtest/gtest.h>
#include <thread>

#include "app/gzip.hpp"
#include "app/http_server.hpp"
#include "app/temporary_folder.hpp"

namespace truceline::app {
namespace {

using namespace std::chrono_literals;
using base::ErrorCode;

/// Says back what it was asked, or misbehaves, as the path tells.
class Echo final : public HttpHandler {
 public:
  Lane lane(const HttpQuestion& question) const override {
    return question.request.path == "/slow" ? Lane::slow : Lane::quick;
  }
  void answer(HttpQuestion question, Respond respond) override {
    HttpAnswer answer;
    answer.content_type = "text/plain";
    std::string body =
        question.request.method + " " + question.request.content_type + " " + question.request.body;
    if (question.request.path == "/slow") std::this_thread::sleep_for(1500ms);
    if (question.request.path == "/long") body = std::string(5000, 'x');
    if (question.request.path == "/zipped") {
      body = gzip(std::string(5000, 'x'), 6);
      answer.gzipped = true;
    }
    if (question.request.path == "/moved") {
      answer.status = 307;
      answer.headers = {{"Location", "/elsewhere"}};
    }
    if (question.request.path == "/busy") {
      answer.status = 503;
      answer.headers = {{"Retry-After", "7"}};
    }
    answer.body = std::make_shared<const std::string>(std::move(body));
    respond(std::move(answer));
  }
};

class HttpClientTest : public testing::Test {
 protected:
  void SetUp() override {
    HttpOptions options;
    options.port = 0;
    auto server = HttpServer::listen(options, echo_);
    ASSERT_TRUE(server);
    server_ = *std::move(server);
    thread_ = std::thread([this] { server_->run(); });
    url_ = "http://127.0.0.1:" + std::to_string(server_->port());
  }
  void TearDown() override {
    server_->stop();
    thread_.join();
  }

  Echo echo_;
  std::unique_ptr<HttpServer> server_;
  std::thread thread_;
  std::string url_;
};

TEST_F(HttpClientTest, gets_and_posts_on_one_client) {
  HttpClient client;
  for (int i = 0; i < 3; ++i) {
    const auto got = client.get(joined_url(url_ + "/", "/here"));
    ASSERT_TRUE(got) << got.error().to_string();
    EXPECT_EQ(got->status, 200);
    EXPECT_EQ(got->body, "GET  ");
    const auto posted = client.post(url_ + "/here", "text/x.test", "a\nb");
    ASSERT_TRUE(posted) << posted.error().to_string();
    EXPECT_EQ(posted->body, "POST text/x.test a\nb");
    EXPECT_TRUE(posted->content_type.starts_with("text/plain"));
  }
  EXPECT_EQ(client.post(url_ + "/", "text/plain", {})->body, "POST text/plain ");
}

TEST_F(HttpClientTest, a_refusal_and_a_redirect_are_answers) {
  HttpClient client;
  const auto busy = client.get(url_ + "/busy");
  ASSERT_TRUE(busy);
  EXPECT_EQ(busy->status, 503);
  EXPECT_EQ(busy->retry_after, 7s);
  const auto moved = client.get(url_ + "/moved");
  ASSERT_TRUE(moved);
  EXPECT_EQ(moved->status, 307) << "nobody else's address is followed";
}

TEST_F(HttpClientTest, an_answer_beyond_the_limit_is_refused_also_when_it_came_packed) {
  HttpClientOptions options;
  options.answer_bytes_max = 4999;
  HttpClient client(options);
  EXPECT_EQ(client.get(url_ + "/long").error().code, ErrorCode::too_large);
  EXPECT_EQ(client.get(url_ + "/zipped").error().code, ErrorCode::too_large);
  EXPECT_EQ(client.get(url_ + "/short")->status, 200);
  HttpClient roomy;
  EXPECT_EQ(roomy.get(url_ + "/zipped")->body, std::string(5000, 'x'));
}

TEST_F(HttpClientTest, silence_ends_at_the_time_limit) {
  HttpClientOptions options;
  options.total_time = 200ms;
  HttpClient client(options);
  const auto begin = std::chrono::steady_clock::now();
  const auto answer = client.get(url_ + "/slow");
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::unavailable);
  EXPECT_EQ(answer.error().place, url_ + "/slow");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 1400ms);
}

TEST_F(HttpClientTest, cancel_ends_what_runs_and_refuses_what_follows) {
  HttpClient client;
  std::thread other([&client] {
    std::this_thread::sleep_for(100ms);
    client.cancel();
  });
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(client.get(url_ + "/slow").error().code, ErrorCode::unavailable);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 1400ms);
  other.join();
  EXPECT_FALSE(client.get(url_ + "/here"));
}

TEST_F(HttpClientTest, the_proxy_of_the_environment_is_not_asked) {
  ::setenv("http_proxy", "http://127.0.0.1:1", 1);
  ::setenv("ALL_PROXY", "http://127.0.0.1:1", 1);
  HttpClient client;
  EXPECT_TRUE(client.get(url_ + "/here"));
  HttpClientOptions options;
  options.proxy = "http://127.0.0.1:1";
  HttpClient through(options);
  EXPECT_FALSE(through.get(url_ + "/here")) << "a configured one is";
  ::unsetenv("http_proxy");
  ::unsetenv("ALL_PROXY");
}

/// Debian's own TLS server, with a certificate for localhost that nobody has signed. It takes so
/// many connections and ends.
class TlsServer {
 public:
  explicit TlsServer(int connections) {
    const std::string key = (folder_.path() / "key").string();
    const std::string make =
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"
        " -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost"
        " -keyout " +
        key + " -out " + certificate() + " 2>/dev/null";
    if (std::system(make.c_str()) != 0) return;  // no such program
    output_ = ::popen(
        ("exec openssl s_server -www -accept localhost:0 -naccept " + std::to_string(connections) +
         " -key " + key + " -cert " + certificate() + " 2>/dev/null")
            .c_str(),
        "r");
    char line[256];
    while (output_ != nullptr && port_.empty() && std::fgets(line, sizeof line, output_) != nullptr)
      if (const std::string said(line); said.starts_with("ACCEPT"))
        port_ = said.substr(said.rfind(':') + 1, said.find('\n') - said.rfind(':') - 1);
  }
  ~TlsServer() {
    if (output_ != nullptr) ::pclose(output_);
  }
  TlsServer(const TlsServer&) = delete;
  TlsServer& operator=(const TlsServer&) = delete;
  bool is_up() const { return !port_.empty(); }
  std::string url() const { return "https://localhost:" + port_ + "/"; }
  std::string certificate() const { return (folder_.path() / "certificate").string(); }

 private:
  TemporaryFolder folder_;
  std::FILE* output_ = nullptr;
  std::string port_;
};

TEST(HttpClient, believes_only_certificates_that_somebody_trusted_has_signed) {
  const TlsServer server(2);
  if (!server.is_up()) GTEST_SKIP() << "there is no openssl program here";
  HttpClient stranger;
  const auto refused = stranger.get(server.url());
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().reason.find("certificate"), std::string::npos)
      << refused.error().to_string();
  HttpClientOptions options;
  options.ca_file = server.certificate();
  HttpClient friendly(options);
  const auto taken = friendly.get(server.url());
  ASSERT_TRUE(taken) << taken.error().to_string();
  EXPECT_EQ(taken->status, 200);
}

TEST(HttpClient, addresses_that_are_none_of_the_web_are_refused) {
  HttpClient client;
  for (const char* url : {"", "ftp://example.org/", "file:///etc/passwd", "witness", "http://",
                          "http://me:secret@example.org/", "gopher://example.org"}) {
    const auto answer = client.get(url);
    ASSERT_FALSE(answer) << url;
    EXPECT_EQ(answer.error().code, ErrorCode::invalid_input) << url;
    EXPECT_EQ(answer.error().to_string().find("secret"), std::string::npos);
  }
  const auto nobody = client.get("http://127.0.0.1:1/");
  ASSERT_FALSE(nobody);
  EXPECT_EQ(nobody.error().code, ErrorCode::unavailable);
}

}  // namespace
}  // namespace truceline::app
