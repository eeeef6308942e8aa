// SPDX-License-Identifier: Apache-2.0
//
// From what is said in the ledger to what a real server on this machine has been given, through
// servers that are down, hang and come back, and a process that is killed.
#include "app/delivery_desk.hpp"

#include <algorithm>
#include <csignal>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include "app/faulty_mail_server.hpp"
#include "app/faulty_receiver.hpp"
#include "app/test_site.hpp"
#include "base/json.hpp"
#include "base/sha256.hpp"

namespace truceline::app {
namespace {

using namespace std::chrono_literals;
using Mood = FaultyReceiver::Mood;

class Desk : public testing::Test {
 protected:
  static DeliveryOptions quick() {
    DeliveryOptions options;
    options.sender.connect = 3s;
    options.sender.total = 3s;
    options.poll = 20ms;
    options.rules.first_ms = 40;
    options.rules.longest_ms = 200;
    options.dice = [] { return std::uint64_t{0}; };
    return options;
  }
  void SetUp() override {
    ASSERT_TRUE(DeliveryFile::create(site_.folder() / DeliveryFile::kName));
    file_ = DeliveryFile::open(site_.folder() / DeliveryFile::kName).value();
    store_.emplace(*file_);
    log_.emplace(*file_);
    DeliverySettings settings;
    settings.page = "https://page.example";
    settings.mail =
        MailServer{"127.0.0.1", mails_.port(), MailTls::none, {}, {}, "from@mission.example", {}};
    ASSERT_TRUE(store_->set(settings));
  }
  void TearDown() override {
    if (desk_) desk_->stop();
    site_.stop();
  }
  Endpoint add(const std::string& address, const std::string& party = "north") {
    return store_->add({party, address, "", true}, {site_.mission().entries()}, now()).value();
  }
  void start(DeliveryOptions options = quick()) {
    site_.also_on_news = [this](const News& news) {
      if (desk_) desk_->heard(news.reader);
    };
    site_.start();
    start_desk(std::move(options));
  }
  void start_desk(DeliveryOptions options = quick()) {
    desk_ = std::make_unique<DeliveryDesk>(site_.live(), site_.folder(), std::move(options));
    desk_->start([this](const base::Error& error) {
      const std::lock_guard lock(mutex_);
      troubles_.push_back(error.reason);
    });
    settle();
  }
  /// Until the desk has looked at all that is there for the endpoints' parties.
  void settle() {
    site_.settle();
    eventually([&] {
      const auto all = store_->endpoints().value();
      return std::ranges::all_of(all, [&](const Endpoint& one) {
        return one.has_seen_inbox && one.next_entry.value >= site_.mission().entries();
      });
    });
  }
  static bool eventually(const std::function<bool()>& holds, std::chrono::seconds within = 10s) {
    const auto end = std::chrono::steady_clock::now() + within;
    while (!holds()) {
      if (std::chrono::steady_clock::now() > end) return false;
      std::this_thread::sleep_for(5ms);
    }
    return true;
  }
  static domain::Notification notification(const std::string& id) {
    domain::Notification site;
    site.id = id;
    site.names = {{"en", "The hidden clinic"}};
    site.circle = geo::Circle{{.lon_e7 = 371'234'567, .lat_e7 = 361'234'567}, 100};
    return site;
  }
  void say(const std::string& id, std::vector<std::string> to = {"north"}) {
    site_.mission().append(notification(id), KeyUse::author,
                           {domain::AudienceLabel::named, std::move(to)});
    if (desk_) site_.live().wake();
  }
  std::vector<Delivery> deliveries() { return log_->deliveries({}).value(); }
  bool all_delivered(std::size_t count) {
    return eventually([&] {
      const auto all = deliveries();
      return all.size() == count && std::ranges::all_of(all, [](const Delivery& one) {
               return one.state == DeliveryState::delivered;
             });
    });
  }

  TestSite site_{false};
  FaultyMailServer mails_;
  FaultyReceiver hooks_;
  std::unique_ptr<DeliveryFile> file_;
  std::optional<EndpointStore> store_;
  std::optional<DeliveryLog> log_;
  std::unique_ptr<DeliveryDesk> desk_;
  std::mutex mutex_;  // guards troubles_
  std::vector<std::string> troubles_;
};

TEST_F(Desk, what_names_a_party_reaches_it_and_what_it_may_not_know_does_not) {
  say("before");
  add("duty@north.example");
  add(hooks_.url());
  start();
  say("clinic");
  say("souths", {"south"});
  ASSERT_TRUE(all_delivered(2));
  ASSERT_EQ(mails_.mails().size(), 1u);
  const std::string mail = mails_.mails().front().bytes;
  EXPECT_NE(mail.find("Subject: "), std::string::npos);
  EXPECT_EQ(mail.find("hidden"), std::string::npos);
  ASSERT_EQ(hooks_.requests().size(), 1u);
  FaultyReceiver::Request hook = hooks_.requests().front();
  const auto body = base::parse_json(hook.body, {64 * 1024, 8, 1000, false});
  ASSERT_TRUE(body);
  EXPECT_EQ(hook.body.find("hidden"), std::string::npos);
  EXPECT_NE(hook.body.find(R"("type":"truceline.notification")"), std::string::npos);
  EXPECT_NE(hook.body.find(R"("party":"north")"), std::string::npos);
  const auto attempts = log_->attempts({}).value();
  ASSERT_EQ(attempts.size(), 2u);
  const base::Hash sent = base::sha256(base::bytes_of(hook.body));
  const base::Hash mailed = base::sha256(base::bytes_of(mail));
  for (const Attempt& one : attempts) EXPECT_TRUE(one.sent == sent || one.sent == mailed);
  EXPECT_TRUE(troubles_.empty()) << troubles_.front();
}

TEST_F(Desk, a_receiver_that_is_down_gets_all_of_it_when_it_is_back) {
  add(hooks_.url());
  start();
  hooks_.go_away();
  for (int i = 0; i < 5; ++i) say("clinic-" + std::to_string(i));
  ASSERT_TRUE(eventually([&] { return store_->endpoints()->front().failures >= 3; }));
  EXPECT_TRUE(store_->endpoints()->front().failing_since);
  hooks_.come_back();
  ASSERT_TRUE(all_delivered(5));
  EXPECT_EQ(hooks_.requests().size(), 5u);
  EXPECT_FALSE(store_->endpoints()->front().failing_since);
}

TEST_F(Desk, one_that_hangs_and_a_flood_to_it_delay_nobody_else) {
  FaultyReceiver hanging;
  hanging.set(Mood::hangs_after);
  add(hanging.url(), "north");
  add(hooks_.url(), "south");
  DeliveryOptions options = quick();
  options.sender.total = 500ms;
  start(options);
  for (int i = 0; i < 30; ++i) say("flood-" + std::to_string(i));
  ASSERT_TRUE(hanging.wait_for_requests(1));
  const auto begun = std::chrono::steady_clock::now();
  say("souths", {"south"});
  ASSERT_TRUE(hooks_.wait_for_requests(1));
  EXPECT_LT(std::chrono::steady_clock::now() - begun, 8s);
  EXPECT_LE(hanging.connections(), 20u) << "one at a time";
}

TEST_F(Desk, what_is_too_much_for_the_queue_stays_in_the_ledger_until_there_is_room) {
  DeliveryOptions options = quick();
  options.waiting_of_party = 4;
  add(hooks_.url());
  add("duty@north.example");
  hooks_.go_away();
  mails_.go_away();
  start(options);
  for (int i = 0; i < 9; ++i) say("clinic-" + std::to_string(i));
  site_.settle();
  ASSERT_TRUE(eventually([&] { return log_->waiting()->size() == 4; }));
  std::this_thread::sleep_for(100ms);
  EXPECT_EQ(log_->waiting()->size(), 4u);
  hooks_.come_back();
  mails_.come_back();
  ASSERT_TRUE(all_delivered(18));
  EXPECT_EQ(hooks_.requests().size(), 9u);
  EXPECT_EQ(mails_.mails().size(), 9u);
}

TEST_F(Desk, a_finding_is_told_once_when_it_is_new_and_whatever_comes_after) {
  domain::Arrangement rules;
  rules.id = "rules";
  rules.title = "Rules";
  domain::Profile profile;
  profile.kinds = {domain::NotificationKind::site};
  profile.recipients = {"north"};
  profile.acknowledge_within_ms = 1'500;
  rules.profiles = {profile};
  site_.mission().append(rules);
  add(hooks_.url());
  start();
  say("clinic");
  const auto findings = [&] {
    const auto all = deliveries();
    return std::ranges::count(all, views::NoticeKind::finding, &Delivery::kind);
  };
  std::this_thread::sleep_for(1'600ms);
  site_.mission().append(TestMission::remark("the clock goes on"));
  site_.live().wake();
  ASSERT_TRUE(all_delivered(2));
  EXPECT_EQ(findings(), 1);
  const std::string body = hooks_.requests().back().body;
  EXPECT_NE(body.find(R"("finding_kind":"overdue")"), std::string::npos) << body;
  desk_->stop();
  start_desk();  // and after a restart
  site_.mission().append(TestMission::remark("and on"));
  site_.live().wake();
  settle();
  EXPECT_EQ(findings(), 1);
}

TEST_F(Desk, a_server_that_refuses_and_then_takes_gets_the_same_mail_each_time) {
  using Step = FaultyMailServer::Step;
  add("duty@north.example");
  start();
  mails_.set(FaultyMailServer::Fault{Step::message, "451 try later", false});
  say("clinic");
  ASSERT_TRUE(mails_.wait_for_mails(2));
  mails_.set(std::nullopt);
  ASSERT_TRUE(all_delivered(1));
  const auto mails = mails_.mails();
  for (const auto& mail : mails) EXPECT_EQ(mail.bytes, mails.front().bytes);
  const auto attempts = log_->attempts({}).value();
  EXPECT_EQ(attempts.size(), mails.size());
  EXPECT_EQ(attempts.front().result, AttemptResult::delivered);
  EXPECT_EQ(attempts.back().code, 451);
}

TEST_F(Desk, what_is_given_up_can_be_sent_again_by_hand) {
  DeliveryOptions options = quick();
  options.rules.tries = 2;
  hooks_.set(Mood::answers, 500);
  add(hooks_.url());
  start(options);
  say("clinic");
  ASSERT_TRUE(eventually(
      [&] { return !deliveries().empty() && deliveries().front().state == DeliveryState::dead; }));
  EXPECT_EQ(deliveries().front().outcome, "HTTP 500");
  EXPECT_EQ(deliveries().front().tries, 2);
  hooks_.set(Mood::answers);
  ASSERT_TRUE(log_->again(deliveries().front().id, now()));  // as the command does
  ASSERT_TRUE(all_delivered(1));
  const auto requests = hooks_.requests();
  ASSERT_EQ(requests.size(), 3u);
  EXPECT_EQ(requests[2].body, requests[0].body);
  EXPECT_EQ(requests[2].headers.at("webhook-id"), requests[0].headers.at("webhook-id"));
}

TEST_F(Desk, a_silent_endpoint_is_said_to_be_silent) {
  DeliverySettings settings = store_->settings().value();
  settings.silent_after_ms = 1;
  ASSERT_TRUE(store_->set(settings));
  hooks_.go_away();
  const Endpoint endpoint = add(hooks_.url());
  start();
  say("clinic");
  ASSERT_TRUE(eventually([&] {
    return state_of(store_->endpoint(endpoint.id).value(), now(), 1) == EndpointState::silent;
  }));
  desk_->stop();
  start_desk();  // looks at once
  EXPECT_TRUE(eventually([&] {
    const std::lock_guard lock(mutex_);
    return !troubles_.empty() && troubles_.front().find("is silent") != std::string::npos;
  }));
}

TEST_F(Desk, endpoints_come_and_go_while_it_runs) {
  start();
  const Endpoint endpoint = add(hooks_.url());
  settle();
  say("clinic");
  ASSERT_TRUE(hooks_.wait_for_requests(1));
  ASSERT_TRUE(all_delivered(1));
  ASSERT_TRUE(store_->remove(endpoint.id, now()));
  std::this_thread::sleep_for(100ms);
  say("another");
  site_.settle();
  std::this_thread::sleep_for(100ms);
  EXPECT_EQ(hooks_.requests().size(), 1u);
  EXPECT_EQ(deliveries().size(), 1u);
}

TEST_F(Desk, what_was_said_while_nobody_served_is_told_at_the_next_start) {
  add(hooks_.url());
  say("clinic");
  start();
  ASSERT_TRUE(all_delivered(1));
}

TEST_F(Desk, killed_between_sending_and_noting_it_sends_it_again_under_the_same_id) {
  add(hooks_.url());
  start();
  desk_->stop();
  desk_.reset();
  say("clinic");
  site_.settle();
  hooks_.set(Mood::hangs_after);  // it has all of it, and has not said so
  const pid_t child = fork();
  if (child == 0) {
    // Of the desk only what it does to the file and the network: the parent's threads are not here.
    auto file = DeliveryFile::open(site_.folder() / DeliveryFile::kName).value();
    EndpointStore store(*file);
    DeliveryLog log(*file);
    const Endpoint endpoint = store.endpoints()->front();
    views::Notice notice;
    notice.kind = views::NoticeKind::notification;
    notice.party = "north";
    notice.author = "mission";
    notice.entry = endpoint.next_entry;
    notice.id = base::Hash{9};
    const NewDelivery made = new_delivery({}, {}, endpoint, notice);
    auto one =
        log.take_in(endpoint, std::vector{made}, {endpoint.next_entry.value + 1}, now())->front();
    one.tries = 1;
    const Outgoing what = *outgoing(log.delivery(one.number).value(), endpoint, made.message, {},
                                    store.secret_of(endpoint.id).value());
    static_cast<void>(log.begin(one, base::sha256(base::bytes_of(what.bytes)), now()));
    SenderOptions slow;
    static_cast<void>(DeliverySender(slow).send(what, now()));
    _exit(1);  // never: it hangs until it is killed
  }
  ASSERT_GT(child, 0);
  ASSERT_TRUE(hooks_.wait_for_requests(1));
  kill(child, SIGKILL);
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status));
  hooks_.set(Mood::answers);
  start_desk();
  ASSERT_TRUE(all_delivered(1));
  const auto requests = hooks_.requests();
  ASSERT_EQ(requests.size(), 2u);
  EXPECT_EQ(requests[1].headers.at("webhook-id"), requests[0].headers.at("webhook-id"));
  EXPECT_EQ(requests[1].body, requests[0].body);
  EXPECT_EQ(log_->attempts({})->back().result, AttemptResult::unknown);
}

TEST_F(Desk, a_damaged_file_stops_deliveries_and_nothing_else) {
  site_.make_accounts();
  const auto path = site_.folder() / DeliveryFile::kName;
  file_.reset();
  ASSERT_TRUE(
      write_file(path, "this is no database, and not a short text either" + std::string(4096, '.'),
                 FileMode::secret));
  site_.start();
  desk_ = std::make_unique<DeliveryDesk>(site_.live(), site_.folder(), quick());
  desk_->start([this](const base::Error& error) {
    const std::lock_guard lock(mutex_);
    troubles_.push_back(error.reason);
  });
  EXPECT_TRUE(eventually([&] {
    const std::lock_guard lock(mutex_);
    return !troubles_.empty();
  }));
  EXPECT_EQ(troubles_.front(), "the file of deliveries is damaged");
  const std::string token = site_.token("north.reader", Scopes{}.with(Scope::read));
  EXPECT_EQ(site_.get("/api/v1/deliveries", token).status, 500);
  EXPECT_EQ(site_.get("/api/v1/mission", token).status, 200);
}

TEST_F(Desk, each_sees_its_own_and_what_became_of_what_it_said) {
  site_.make_accounts();
  add(hooks_.url(), "north");
  add("duty@south.example", "south");
  start();
  say("clinic", {"north", "south"});
  ASSERT_TRUE(all_delivered(2));
  const auto get = [&](const std::string& account, const std::string& query = {}) {
    return site_.get("/api/v1/deliveries" + query,
                     site_.token(account, Scopes{}.with(Scope::read)));
  };
  EXPECT_EQ(site_.get("/api/v1/deliveries").status, 403) << "not a stranger";
  const std::string north = get("north.reader").body;
  EXPECT_NE(north.find(hooks_.url()), std::string::npos);
  EXPECT_EQ(north.find("south"), std::string::npos) << "what is the other's is none of its";
  const std::string mission = get("mission.reader").body;
  EXPECT_NE(mission.find(hooks_.url()), std::string::npos);
  EXPECT_NE(mission.find("duty@south.example"), std::string::npos);
  EXPECT_EQ(get("monitor.reader").body.find("dlv_"), std::string::npos);
  EXPECT_EQ(get("north.reader", "?state=dead").body.find("dlv_"), std::string::npos);
  EXPECT_EQ(get("north.reader", "?state=asleep").status, 400);
  EXPECT_EQ(get("north.reader", "?cursor=x").status, 400);
  const auto answer = get("north.reader", "?limit=1");
  EXPECT_EQ(answer.header("Cache-Control"), "no-store");
  EXPECT_EQ(site_
                .ask("POST", "/api/v1/deliveries",
                     site_.token("north.admin", Scopes{}.with(Scope::read)), "{}")
                .status,
            404);
}

TEST_F(Desk, an_author_learns_that_it_got_through_and_not_where_nor_why_not) {
  site_.make_accounts();
  add("duty@north.example", "north");
  start();
  mails_.set(FaultyMailServer::Fault{FaultyMailServer::Step::recipient, "450 secret desk", false});
  domain::Notification body = notification("souths");
  const Submission said =
      site_.mission().monitor_says(body, {domain::AudienceLabel::named, {"north"}});
  base::JsonWriter json;
  json.begin_object().member("envelope", said.envelope);
  json.member("salt", base::to_hex(said.salt)).member("body", said.body).end_object();
  const auto posted = site_.ask("POST", "/api/v1/statements",
                                site_.token("monitor.author", Scopes{}.with(Scope::submit)) +
                                    "Content-Type: application/json\r\n",
                                json.take());
  ASSERT_TRUE(posted.status == 200 || posted.status == 201) << posted.body;
  ASSERT_TRUE(eventually([&] { return !deliveries().empty() && deliveries().front().tries > 0; }));
  ASSERT_TRUE(eventually([&] { return deliveries().front().failing_since.has_value(); }));
  const std::string monitor =
      site_.get("/api/v1/deliveries", site_.token("monitor.reader", Scopes{}.with(Scope::read)))
          .body;
  EXPECT_NE(monitor.find("d...@north.example"), std::string::npos) << monitor;
  EXPECT_EQ(monitor.find("duty@north.example"), std::string::npos);
  EXPECT_EQ(monitor.find("secret desk"), std::string::npos);
  EXPECT_NE(monitor.find(R"("endpoints":[])"), std::string::npos);
}

}  // namespace
}  // namespace truceline::app
