// SPDX-License-Identifier: Apache-2.0
#include "app/http_server.hpp"

#include <gtest/gtest.h>
#include <random>
#include <sstream>
#include <thread>

#include "app/test_site.hpp"
#include "base/json_writer.hpp"
#include "formats/gunzip.hpp"
#include "ledger/entry_bundle.hpp"
#include "ledger/merkle_hash.hpp"
#include "ledger/receipt.hpp"
#include "ledger/tile.hpp"

namespace truceline::app {
namespace {

using namespace std::chrono_literals;

std::string unpacked(std::string_view gzipped) {
  std::string out;
  formats::Gunzip gunzip([&out](std::string_view bytes) -> base::Result<void> {
    out += bytes;
    return {};
  });
  EXPECT_TRUE(gunzip.feed(gzipped));
  EXPECT_TRUE(gunzip.finish());
  return out;
}

/// The whole server, with a page, for strangers only.
class HttpServerTest : public testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::create_directory(web_.path() / "land");
    ASSERT_TRUE(write_file(web_.path() / "index.html", "<!doctype html>the page", kShared));
    ASSERT_TRUE(
        write_file(web_.path() / "land/big.json", "[" + std::string(9000, ' ') + "]", kShared));
    ASSERT_TRUE(write_file(here_.folder() / "secret.txt", "not served", kShared));
    std::filesystem::create_symlink(here_.folder() / "secret.txt", web_.path() / "link.txt");
    site_.web = *StaticFiles::read_folder(web_.path());
    site_.layers = *StaticFiles::read_layers(here_.folder(), here_.mission().config());
    options_ = {};
    options_.port = 0;
  }

  void start() {
    site_.start();
    port_ = site_.port();
  }
  void stop() { site_.stop(); }

  SocketClient::Answer get(std::string_view target, std::string_view more = {}) {
    return SocketClient(port_).get(target, more);
  }
  static std::string json_of(const Submission& submission) {
    base::JsonWriter json;
    json.begin_object().member("envelope", submission.envelope);
    json.member("salt", base::to_hex(submission.salt)).member("body", submission.body);
    return json.end_object().take();
  }
  SocketClient::Answer post(const Submission& submission) {
    return SocketClient(port_).ask("POST", "/api/v1/statements",
                                   "Content-Type: application/json\r\n", json_of(submission));
  }
  SocketClient::Answer post_batch(const std::string& lines) {
    return SocketClient(port_).ask("POST", "/api/v1/statements",
                                   "Content-Type: application/x-ndjson\r\n", lines);
  }

  static constexpr FileMode kShared = FileMode::shared;
  TemporaryFolder web_;
  TestSite site_{false};
  TestMission& here_ = site_.mission();
  HttpOptions& options_ = site_.http;
  std::uint16_t port_ = 0;
};

TEST_F(HttpServerTest, serves_page_layers_health_and_api) {
  start();
  EXPECT_EQ(get("/").body, "<!doctype html>the page");
  EXPECT_EQ(get("/").header("Content-Type"), "text/html; charset=utf-8");
  EXPECT_EQ(get("/layers/towns.geojson").header("Content-Type"), "application/geo+json");
  EXPECT_EQ(get("/healthz").body, R"({"status":"ok","entries":5,"not_signing":null})");
  EXPECT_EQ(get("/healthz?x=1").status, 400);
  EXPECT_NE(get("/api/v1/mission").body.find("\"The valley\""), std::string::npos);
  EXPECT_EQ(get("/api/v1/findings?as_known_at=1").status, 200);
  EXPECT_EQ(get("/api/v1/findings?as_known_at=99").status, 404);
}

TEST_F(HttpServerTest, the_log_is_served_as_tiles_as_far_as_it_is_signed) {
  start();
  const auto checkpoint = get("/checkpoint");
  ASSERT_EQ(checkpoint.status, 200);
  EXPECT_EQ(checkpoint.header("Content-Type"), "text/plain; charset=utf-8");
  const auto note = ledger::parse_note(checkpoint.body);
  ASSERT_TRUE(note);
  const auto parsed = ledger::parse_checkpoint(note->text);
  ASSERT_TRUE(parsed);
  ASSERT_EQ(parsed->size.value, 5U);

  const auto tile = get("/tile/0/000.p/5");
  ASSERT_EQ(tile.status, 200);
  EXPECT_EQ(tile.header("Cache-Control"), "public, max-age=31536000, immutable");
  const auto hashes = ledger::tile_hashes(base::bytes_of(tile.body));
  ASSERT_TRUE(hashes);
  ledger::Tree tree;
  for (const base::Hash& hash : *hashes) tree.append(hash);
  EXPECT_EQ(tree.root(), parsed->root);

  const auto bundle = get("/tile/entries/000.p/5");
  ASSERT_EQ(bundle.status, 200);
  const auto entries = ledger::parse_bundle(base::bytes_of(bundle.body));
  ASSERT_TRUE(entries);
  for (std::size_t i = 0; i < 5; ++i) EXPECT_EQ(ledger::leaf_hash((*entries)[i]), (*hashes)[i]);
  for (const char* beyond : {"/tile/0/000.p/6", "/tile/0/000", "/tile/entries/001", "/tile/x"})
    EXPECT_EQ(get(beyond).status, 404) << beyond;
}

TEST_F(HttpServerTest, security_headers_stand_on_every_answer) {
  start();
  const std::vector<std::string> targets = {
      "/",        "/nowhere", "/api/v1/mission",      "/api/v1/nothing",
      "/healthz", "/bad%zz",  "/layers/towns.geojson"};
  std::vector<SocketClient::Answer> answers;
  for (const std::string& target : targets) answers.push_back(get(target));
  SocketClient other_host(port_);
  other_host.send("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n");
  answers.push_back(other_host.read_answer());
  EXPECT_EQ(answers.back().status, 421);
  SocketClient garbage(port_);
  garbage.send("\x16\x03\x01 not http\r\n\r\n");
  answers.push_back(garbage.read_answer());
  EXPECT_EQ(answers.back().status, 400);
  for (const auto& answer : answers) {
    EXPECT_EQ(answer.header("Content-Security-Policy"),
              "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: "
              "blob:; connect-src 'self'; worker-src 'self'; font-src 'self'; base-uri 'none'; "
              "frame-ancestors 'none'; form-action 'none'");
    EXPECT_EQ(answer.header("X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(answer.header("Referrer-Policy"), "no-referrer");
    EXPECT_EQ(answer.header("Cross-Origin-Opener-Policy"), "same-origin");
    EXPECT_EQ(answer.header("Cross-Origin-Resource-Policy"), "same-origin");
    EXPECT_NE(answer.header("Permissions-Policy"), "");
    EXPECT_EQ(answer.header("Server"), "");
    EXPECT_NE(answer.header("Date"), "");
  }
}

TEST_F(HttpServerTest, head_is_get_without_the_body) {
  start();
  for (const char* target : {"/", "/api/v1/mission", "/healthz", "/nowhere"}) {
    SocketClient client(port_);
    const auto whole = client.get(target);
    const auto head = client.ask("HEAD", target);
    EXPECT_EQ(head.status, whole.status);
    EXPECT_EQ(head.header("Content-Length"), std::to_string(whole.body.size()));
    EXPECT_EQ(head.header("ETag"), whole.header("ETag"));
    EXPECT_EQ(client.get("/healthz").status, 200) << "nothing of a body follows " << target;
  }
}

TEST_F(HttpServerTest, an_etag_that_fits_spares_the_body_plain_or_compressed) {
  start();
  for (int i = 0; i < 5; ++i) here_.append(TestMission::remark("so that the list is long enough"));
  while (get("/healthz").body != R"({"status":"ok","entries":10,"not_signing":null})")
    std::this_thread::sleep_for(20ms);
  for (const char* target : {"/land/big.json", "/api/v1/entries"}) {
    const auto plain = get(target);
    const auto small = get(target, "Accept-Encoding: br, gzip\r\n");
    EXPECT_EQ(plain.header("Content-Encoding"), "");
    ASSERT_EQ(small.header("Content-Encoding"), "gzip") << target;
    EXPECT_LT(small.body.size(), plain.body.size());
    EXPECT_EQ(unpacked(small.body), plain.body);
    EXPECT_NE(small.header("ETag"), plain.header("ETag")) << "two forms, two strong ETags";
    EXPECT_EQ(get(target, "Accept-Encoding: gzip;q=0\r\n").header("Content-Encoding"), "");
    const auto spared =
        get(target, "Accept-Encoding: gzip\r\nIf-None-Match: " + small.header("ETag") + "\r\n");
    EXPECT_EQ(spared.status, 304);
    EXPECT_EQ(spared.header("ETag"), small.header("ETag"));
    EXPECT_EQ(spared.header("Content-Length"), "");
    EXPECT_EQ(get(target, "If-None-Match: " + plain.header("ETag") + "\r\n").status, 304);
    EXPECT_EQ(get(target, "If-None-Match: \"other\"\r\n").status, 200);
  }
}

TEST_F(HttpServerTest, refuses_with_the_right_status) {
  start();
  EXPECT_EQ(get("/nowhere").status, 404);
  EXPECT_EQ(get("/api/v1/nothing").status, 404);
  EXPECT_EQ(get("/layers/secret.txt").status, 404);
  EXPECT_EQ(get("/link.txt").status, 404) << "symbolic links are not followed";
  for (const char* target : {"/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt",
                             "/layers/../mission.yaml", "//etc/passwd", "/land/../index.html"})
    EXPECT_EQ(get(target).status, 404) << target;
  EXPECT_EQ(get("/a%00b").status, 400);
  EXPECT_EQ(get("/%").status, 400);
  EXPECT_EQ(get("/api/v1/findings?kind=breach&kind=overdue").status, 400);
  EXPECT_EQ(get("/api/v1/findings?colour=red").status, 400);
  for (const char* target : {"/", "/api/v1/mission", "/healthz"}) {
    const auto refused = SocketClient(port_).ask("DELETE", target);
    EXPECT_EQ(refused.status, 405);
    EXPECT_EQ(refused.header("Allow"), "GET, HEAD");
  }
  EXPECT_EQ(get("/api/v1/statements").header("Allow"), "POST");
  EXPECT_EQ(get("/" + std::string(5000, 'a')).status, 414);
  EXPECT_EQ(get("/" + std::string(40'000, 'a')).status, 414);
  EXPECT_EQ(get("/", "X: " + std::string(20'000, 'a') + "\r\n").status, 431);
  SocketClient big(port_);
  big.send(
      "POST /api/v1/statements HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2000000\r\n\r\n");
  EXPECT_EQ(big.read_answer().status, 413);
  SocketClient chunked(port_);
  chunked.send(
      "POST /api/v1/statements HTTP/1.1\r\nHost: localhost\r\n"
      "Transfer-Encoding: chunked\r\n\r\n");
  for (int i = 0; i < 40 && chunked.send("8000\r\n" + std::string(0x8000, 'a') + "\r\n"); ++i) {
  }
  EXPECT_EQ(chunked.read_answer().status, 413);
}

TEST_F(HttpServerTest, answers_only_to_its_own_names) {
  options_.hosts = {"Duty.Example.org"};
  start();
  const auto status_for = [this](const std::string& headers) {
    SocketClient client(port_);
    client.send("GET /healthz HTTP/1.1\r\n" + headers + "\r\n");
    return client.read_answer().status;
  };
  for (const char* host : {"localhost", "LOCALHOST:8080", "127.0.0.1", "127.0.0.1:99", "[::1]:8080",
                           "duty.example.org"})
    EXPECT_EQ(status_for("Host: " + std::string(host) + "\r\n"), 200) << host;
  for (const char* host : {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example"})
    EXPECT_EQ(status_for("Host: " + std::string(host) + "\r\n"), 421) << host;
  EXPECT_EQ(status_for(""), 400);
  EXPECT_EQ(status_for("Host: localhost\r\nHost: evil.example\r\n"), 400);
}

TEST_F(HttpServerTest, a_connection_carries_many_requests_also_sent_at_once) {
  start();
  SocketClient client(port_);
  for (int i = 0; i < 20; ++i) EXPECT_EQ(client.get("/healthz").status, 200);
  const std::string one = "GET /api/v1/mission HTTP/1.1\r\nHost: localhost\r\n\r\n";
  client.send(one + one + one);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(client.read_answer().status, 200);
  client.send("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(client.read_answer().header("Connection"), "close");
  EXPECT_TRUE(client.is_closed_within(5s));
}

TEST_F(HttpServerTest, a_slow_client_is_told_and_closed) {
  options_.header_time = 300ms;
  options_.body_time = 300ms;
  start();
  SocketClient drip(port_);
  const auto begin = std::chrono::steady_clock::now();
  drip.send("GET / HTTP/1.1\r\nHost: local");
  for (int i = 0; i < 20 && drip.send("h"); ++i) std::this_thread::sleep_for(50ms);
  EXPECT_EQ(drip.read_answer().status, 408);
  EXPECT_TRUE(drip.is_closed_within(5s));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 10s);
  SocketClient body(port_);
  body.send("POST /api/v1/statements HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{");
  EXPECT_EQ(body.read_answer().status, 408);
  SocketClient silent(port_);
  EXPECT_TRUE(silent.is_closed_within(5s));
}

TEST_F(HttpServerTest, two_hundred_clients_at_once_are_all_answered) {
  start();
  std::vector<std::unique_ptr<SocketClient>> clients;
  for (int i = 0; i < 200; ++i) clients.push_back(std::make_unique<SocketClient>(port_));
  for (const auto& client : clients)
    ASSERT_TRUE(client->send("GET /api/v1/mission HTTP/1.1\r\nHost: localhost\r\n\r\n"));
  for (const auto& client : clients) EXPECT_EQ(client->read_answer().status, 200);
}

TEST_F(HttpServerTest, beyond_its_limit_it_says_so) {
  options_.connections_max = 4;
  options_.streams_max = 1;
  start();
  {
    std::vector<std::unique_ptr<SocketClient>> clients;
    for (int i = 0; i < 4; ++i) {
      clients.push_back(std::make_unique<SocketClient>(port_));
      EXPECT_EQ(clients.back()->get("/healthz").status, 200);
    }
    EXPECT_EQ(SocketClient(port_).get("/healthz").status, 503);
  }
  std::unique_ptr<SocketClient> stream;
  do {  // until the server has noticed that the others have left
    stream = std::make_unique<SocketClient>(port_);
  } while (stream->get("/api/v1/events").status != 200);
  EXPECT_EQ(get("/api/v1/events").status, 503);
}

TEST_F(HttpServerTest, a_posted_report_that_breaches_reaches_every_stream) {
  start();
  SocketClient english(port_);
  SocketClient arabic(port_);
  const auto opened = english.get("/api/v1/events?lang=en");
  EXPECT_EQ(opened.status, 200);
  EXPECT_EQ(opened.header("Content-Type"), "text/event-stream; charset=utf-8");
  EXPECT_EQ(arabic.get("/api/v1/events?lang=ar").status, 200);
  EXPECT_EQ(english.read_until("\n\n"), "id: 5\nevent: entries\ndata: {\"size\":5}\n\n");

  const Submission report = here_.monitor_says(engine::shelling("2017-08-01"));
  const auto posted = post(report);
  EXPECT_EQ(posted.status, 201) << posted.body;
  EXPECT_NE(posted.body.find("\"index\":5"), std::string::npos) << posted.body;
  EXPECT_EQ(post(report).status, 200) << "the same again";

  const std::string in_english = english.read_until("id: 6\nevent: entries");
  EXPECT_NE(in_english.find("event: finding\ndata: {"), std::string::npos) << in_english;
  EXPECT_NE(in_english.find("\"kind\":\"breach\""), std::string::npos);
  EXPECT_NE(arabic.read_until("id: 6\nevent: entries").find("\xd8"), std::string::npos);

  here_.append(engine::shelling("2017-08-02"));  // by another process
  EXPECT_NE(english.read_until("id: 7\nevent: entries").find("event: finding"), std::string::npos);
  EXPECT_NE(get("/api/v1/findings").body.find("\"total\":2"), std::string::npos);
}

TEST_F(HttpServerTest, a_receipt_follows_the_index) {
  start();
  SocketClient stream(port_);
  EXPECT_EQ(stream.get("/api/v1/events").status, 200);
  const Submission said = here_.monitor_says(TestMission::remark("five shells"));
  const auto posted = post(said);
  EXPECT_EQ(posted.status, 201) << posted.body;
  EXPECT_NE(posted.body.find("\"receipt\":null"), std::string::npos) << posted.body;
  EXPECT_NE(stream.read_until("event: receipts\ndata: {\"size\":6}"), "");

  const auto receipt = get("/api/v1/receipts/5");
  ASSERT_EQ(receipt.status, 200) << receipt.body;
  EXPECT_EQ(receipt.header("Content-Type"), "text/plain; charset=utf-8");
  const base::Hash leaf = ledger::leaf_hash(base::bytes_of(said.envelope));
  const auto proven = ledger::verify_receipt(*ledger::parse_receipt(receipt.body), leaf,
                                             *ledger::parse_policy(get("/api/v1/policy").body));
  ASSERT_TRUE(proven) << proven.error().to_string();
  EXPECT_EQ(get("/api/v1/receipts/" + base::to_hex(leaf)).body, receipt.body);
  const auto again = post(said);
  EXPECT_EQ(again.status, 200);
  EXPECT_NE(again.body.find("c2sp.org/tlog-proof@v1"), std::string::npos) << again.body;
  EXPECT_TRUE(receipt.body.ends_with(get("/checkpoint").body)) << get("/checkpoint").body;
  EXPECT_EQ(
      get("/checkpoint", "If-None-Match: " + get("/checkpoint").header("ETag") + "\r\n").status,
      304);

  EXPECT_EQ(get("/api/v1/receipts/99").status, 404);
  EXPECT_EQ(get("/api/v1/receipts/99").header("Retry-After"), "");
  EXPECT_EQ(get("/api/v1/receipts/first").status, 400);
  EXPECT_EQ(get("/api/v1/receipts/5?x=1").status, 400);
  EXPECT_EQ(SocketClient(port_).ask("POST", "/api/v1/receipts/5").status, 405);
  EXPECT_EQ(SocketClient(port_).ask("POST", "/checkpoint").status, 405);
}

TEST_F(HttpServerTest, before_there_is_a_receipt_it_says_when_to_ask_again) {
  site_.publishes = false;
  start();
  EXPECT_EQ(post(here_.monitor_says(TestMission::remark("not signed yet"))).status, 201);
  const auto later = get("/api/v1/receipts/5");
  EXPECT_EQ(later.status, 404);
  EXPECT_EQ(later.header("Retry-After"), "1");
  EXPECT_EQ(later.header("Content-Type"), "application/problem+json");
}

TEST_F(HttpServerTest, a_wrong_statement_is_refused_with_its_reason) {
  start();
  Submission changed = here_.monitor_says(TestMission::remark("five shells"));
  changed.body += " ";
  const auto refused = post(changed);
  EXPECT_EQ(refused.status, 400);
  EXPECT_EQ(refused.header("Content-Type"), "application/problem+json");
  EXPECT_EQ(SocketClient(port_).ask("POST", "/api/v1/statements", {}, "{}").status, 422);
  EXPECT_EQ(here_.entries(), 5u);
}

TEST_F(HttpServerTest, a_batch_is_answered_line_by_line) {
  start();
  const std::string one = json_of(here_.monitor_says(TestMission::remark("one")));
  const std::string two = json_of(here_.monitor_says(TestMission::remark("two")));
  const auto answer = post_batch(one + "\n{}\n" + two + "\n" + one);
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.header("Content-Type"), "application/x-ndjson");
  std::vector<std::string> lines;
  std::istringstream in(answer.body);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  ASSERT_EQ(lines.size(), 4u) << answer.body;
  EXPECT_TRUE(lines[0].starts_with("{\"status\":201,\"index\":5,\"id\":\"")) << lines[0];
  EXPECT_NE(lines[1].find("\"status\":400"), std::string::npos) << lines[1];
  EXPECT_TRUE(lines[2].starts_with("{\"status\":201,\"index\":6,")) << lines[2];
  EXPECT_TRUE(lines[3].starts_with("{\"status\":200,\"index\":5,")) << lines[3];
  EXPECT_EQ(here_.entries(), 7u);
}

TEST_F(HttpServerTest, a_batch_without_or_with_too_many_statements_is_refused) {
  start();
  EXPECT_EQ(post_batch("").status, 400);
  EXPECT_EQ(post_batch(std::string(base::limits::kSubmissionLines + 1, '\n')).status, 413);
  EXPECT_EQ(here_.entries(), 5u);
}

TEST_F(HttpServerTest, streams_beat_and_whoever_returns_is_not_told_twice) {
  options_.beat_time = 100ms;
  start();
  SocketClient stream(port_);
  EXPECT_EQ(stream.get("/api/v1/events", "Last-Event-ID: 5\r\n").status, 200);
  const std::string heard = stream.read_until(": beat\n\n");
  EXPECT_NE(heard, "");
  EXPECT_EQ(heard.find("event: entries"), std::string::npos);
  EXPECT_NE(stream.read_until(": beat\n\n"), "");
  EXPECT_EQ(SocketClient(port_).ask("HEAD", "/api/v1/events").status, 200);
}

TEST_F(HttpServerTest, waits_for_a_body_that_asks_first) {
  start();
  SocketClient client(port_);
  client.send(
      "POST /api/v1/statements HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n"
      "Content-Type: application/json\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.read_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  client.send("{}");
  EXPECT_EQ(client.read_answer().status, 400);
}

TEST_F(HttpServerTest, says_when_the_port_is_taken) {
  start();
  HttpOptions same = options_;
  same.port = port_;
  const auto second = HttpServer::listen(same, site_.site());
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, base::ErrorCode::unavailable);
  EXPECT_NE(second.error().reason.find("is taken"), std::string::npos);
  EXPECT_NE(second.error().mend.find("--port"), std::string::npos);
  HttpOptions wrong;
  wrong.address = "the moon";
  EXPECT_EQ(HttpServer::listen(wrong, site_.site()).error().code, base::ErrorCode::invalid_input);
}

TEST_F(HttpServerTest, stopping_closes_streams_and_idle_connections_at_once) {
  start();
  SocketClient stream(port_);
  SocketClient idle(port_);
  EXPECT_EQ(stream.get("/api/v1/events").status, 200);
  EXPECT_EQ(idle.get("/healthz").status, 200);
  const auto begin = std::chrono::steady_clock::now();
  stop();
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 4s);
  EXPECT_TRUE(stream.is_closed_within(1s));
  EXPECT_TRUE(idle.is_closed_within(1s));
  EXPECT_FALSE(SocketClient(port_).connected());
}

TEST_F(HttpServerTest, survives_two_thousand_malformed_requests) {
  options_.header_time = 2s;
  start();
  const std::string whole =
      "POST /api/v1/statements?lang=en HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
      "application/json\r\nContent-Length: 14\r\nAccept-Encoding: gzip\r\n\r\n{\"envelope\":1}";
  std::mt19937_64 random(20170504);
  for (int i = 0; i < 2000; ++i) {
    std::string text = whole;
    for (std::uint64_t changes = 1 + random() % 8; changes > 0; --changes) {
      const std::size_t at = random() % text.size();
      if (random() % 2 == 0)
        text[at] = static_cast<char>(random());
      else if (random() % 2 == 0)
        text.insert(at, text.substr(random() % text.size(), random() % 40));
      else
        text.erase(at, random() % 20);
      if (text.empty()) text = "G";
    }
    SocketClient client(port_);
    ASSERT_TRUE(client.connected());
    client.send(text);
    client.finish_sending();
    const bool closed = client.is_closed_within(20s);
    ASSERT_TRUE(closed) << text;
  }
  EXPECT_EQ(get("/healthz").status, 200);
}

}  // namespace
}  // namespace truceline::app
