// SPDX-License-Identifier: Apache-2.0
//
// For tests: the whole server on a temporary mission with accounts, on any free port, and whoever
// asks it: a stranger, a session, a token.
#pragma once

#include <gtest/gtest.h>
#include <map>
#include <thread>

#include "app/http_server.hpp"
#include "app/site.hpp"
#include "app/socket_client.hpp"
#include "app/test_mission.hpp"
#include "base/json_writer.hpp"

namespace truceline::app {

class TestSite {
 public:
  /// North, south, the mission and the monitor have an account of each role: "north.reader".
  explicit TestSite(bool with_accounts = true) {
    http.port = 0;
    http.beat_time = std::chrono::milliseconds(100);
    if (with_accounts) make_accounts();
  }
  ~TestSite() { stop(); }
  TestSite(const TestSite&) = delete;
  TestSite& operator=(const TestSite&) = delete;

  void make_accounts() {
    EXPECT_TRUE(AccountFile::create(folder() / AccountFile::kName));
    file_ = AccountFile::open(folder() / AccountFile::kName).value();
    accounts_.emplace(*file_, passwords_);
    credentials_.emplace(*file_);
    for (const char* party : {"north", "south", "mission", "monitor"})
      for (const auto& [role, word] : domain::kWords<Role>) add_account(party, role);
  }

  static std::string name_of(std::string_view party, Role role) {
    return std::string(party) + "." + std::string(domain::word(role));
  }
  void add_account(std::string_view party, Role role) {
    const auto added =
        accounts_->add({name_of(party, role), std::string(party), role, false, false, now()},
                       Secret::of(kPassphrase));
    EXPECT_TRUE(added) << added.error().to_string();
  }

  void start(GateOptions options = plain()) {
    live_ = LiveMission::load(here_.mission(), "test").value();
    publisher_ = Publisher::open(here_.mission().store(), live_->ledger(),
                                 here_.mission().signer().value(), here_.mission().policy(), {})
                     .value();
    intake_ = Intake::open(here_.mission(), live_->authors_as_loaded(), live_->size_as_loaded(),
                           [this](auto) {
                             publisher_->wake();
                             live_->wake();
                           })
                  .value();
    positions_ = PositionDesk::open(here_.mission(), *live_).value();
    gate_ = std::make_unique<Gate>(folder(), options);
    reads_ = ReadDesk::open(here_.mission(), *live_, [this] {
               publisher_->wake();
               live_->wake();
             }).value();
    site_ = std::make_unique<Site>(here_.mission(), *live_, *intake_, *publisher_, *positions_,
                                   *gate_, *reads_, std::move(web), std::move(layers));
    server_ = HttpServer::listen(http, *site_).value();
    live_->follow(
        [this](const News& news) {
          if (also_on_news) also_on_news(news);
          for (const views::Lang lang : {views::Lang::en, views::Lang::ar})
            server_->broadcast(channel_of(news.reader, lang), events_of(news, lang));
        },
        [](const base::Error& error) { ADD_FAILURE() << error.to_string(); });
    if (publishes) publish();
    thread_ = std::thread([this] { server_->run(); });
  }
  void stop() {
    if (!thread_.joinable()) return;
    server_->stop();
    thread_.join();
    intake_->stop();
    publisher_->stop();
    live_->stop();
  }

  TestMission& mission() { return here_; }
  Site& site() { return *site_; }
  const std::filesystem::path& folder() const { return here_.folder(); }
  AccountStore& accounts() { return *accounts_; }
  CredentialStore& credentials() { return *credentials_; }
  Gate& gate() { return *gate_; }
  LiveMission& live() { return *live_; }
  std::uint16_t port() const { return server_->port(); }

  /// `headers`: whole lines.
  SocketClient::Answer ask(std::string_view method, std::string_view target,
                           std::string_view headers = {}, std::string_view body = {}) const {
    return SocketClient(port()).ask(method, target, headers, body);
  }
  SocketClient::Answer get(std::string_view target, std::string_view headers = {}) const {
    return ask("GET", target, headers);
  }
  SocketClient::Answer log_in(std::string_view name, std::string_view passphrase = kPassphrase,
                              std::string_view code = {}, std::string_view headers = {}) const {
    base::JsonWriter json;
    json.begin_object().member("name", name).member("password", passphrase);
    if (!code.empty()) json.member("code", code);
    json.end_object();
    return ask("POST", "/api/v1/session",
               "Content-Type: application/json\r\n" + std::string(headers), json.take());
  }
  /// "Cookie: ...\r\n" of a session of this account.
  std::string session(std::string_view name) const {
    const SocketClient::Answer answer = log_in(name);
    EXPECT_EQ(answer.status, 200) << answer.body;
    return cookie_of(answer);
  }
  static std::string cookie_of(const SocketClient::Answer& answer) {
    const std::string set = answer.header("Set-Cookie");
    return "Cookie: " + set.substr(0, set.find(';')) + "\r\n";
  }
  /// "Authorization: ...\r\n" of a new token of this account.
  std::string token(const std::string& name, Scopes scopes) {
    const auto token =
        credentials_->make_token(name, "test", scopes, now(), {now().value + base::kHourMs});
    EXPECT_TRUE(token) << token.error().to_string();
    return "Authorization: Bearer " + *token + "\r\n";
  }
  /// Waits until what was appended is known to all views.
  void settle() {
    const std::uint64_t entries = here_.entries();
    for (int i = 0; i < 500 && live_->newest()->state().size().value < entries; ++i) {
      live_->wake();
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    for (const domain::Reader& reader : live_->readers())
      for (int i = 0; i < 500; ++i) {
        if ((*live_->at(reader, {}, {}))->state().size().value >= entries) break;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
      }
  }

  static GateOptions plain() {
    GateOptions options;
    options.plain_loopback = true;
    options.password_cost = kKeyCostOfTests;
    return options;
  }

  // Set before start().
  HttpOptions http;
  StaticFiles web, layers;
  bool publishes = true;                          ///< Checkpoints and receipts.
  std::function<void(const News&)> also_on_news;  ///< Hears of each reader, too.

  static constexpr std::string_view kPassphrase = "four words of no sense";

 private:
  void publish() {
    publisher_->start(
        {[this](base::TreeSize size) {
           for (const views::Lang lang : {views::Lang::en, views::Lang::ar})
             server_->broadcast(channel_of(domain::Reader::anyone(), lang), receipts_event(size));
         },
         [](const std::string& notice) { ADD_FAILURE() << notice; }, [this] { live_->wake(); }});
  }

  TestMission here_;
  Passwords passwords_{kKeyCostOfTests};
  std::unique_ptr<AccountFile> file_;
  std::optional<AccountStore> accounts_;
  std::optional<CredentialStore> credentials_;
  std::unique_ptr<LiveMission> live_;
  std::unique_ptr<Publisher> publisher_;
  std::unique_ptr<Intake> intake_;
  std::unique_ptr<PositionDesk> positions_;
  std::unique_ptr<Gate> gate_;
  std::unique_ptr<ReadDesk> reads_;
  std::unique_ptr<Site> site_;
  std::unique_ptr<HttpServer> server_;
  std::thread thread_;
};

}  // namespace truceline::app
