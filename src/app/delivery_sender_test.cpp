// SPDX-License-Identifier: Apache-2.0
//
// One attempt against real servers on this machine that refuse, hang in each step, close half way
// and lie about who they are.
#include "app/delivery_sender.hpp"

#include <gtest/gtest.h>

#include "app/clock.hpp"
#include "app/faulty_mail_server.hpp"
#include "app/faulty_receiver.hpp"
#include "app/temporary_folder.hpp"
#include "app/webhook_signature.hpp"
#include "formats/mail_message.hpp"

namespace truceline::app {
namespace {

using namespace std::chrono_literals;
using Step = FaultyMailServer::Step;
using Mood = FaultyReceiver::Mood;

class Sending : public testing::Test {
 protected:
  static SenderOptions quick() {
    SenderOptions options;
    options.connect = 300ms;
    options.total = 300ms;
    return options;
  }
  static Delivery delivery() {
    Delivery one;
    one.id = "dlv_" + std::string(32, 'a');
    one.made = {1'795'374'115'000};
    return one;
  }
  Outgoing mail(MailTls tls = MailTls::none) const {
    DeliverySettings settings;
    settings.mail = MailServer{"127.0.0.1", mails_.port(), tls, {}, {}, "from@mission.example", {}};
    Endpoint endpoint;
    endpoint.address = "duty@north.example";
    auto made = outgoing(delivery(), endpoint, "A subject\nA text.\n.\nEnd.\n", settings, {});
    EXPECT_TRUE(made) << made.error().to_string();
    return *std::move(made);
  }
  Outgoing webhook(const std::string& url, bool allow_private = true) const {
    Endpoint endpoint;
    endpoint.kind = EndpointKind::webhook;
    endpoint.address = url;
    endpoint.allow_private = allow_private;
    return *outgoing(delivery(), endpoint, R"({"type":"truceline.test"})", {}, base::Bytes(32, 7));
  }
  /// For those that answer: enough on a busy machine.
  static SenderOptions patient() {
    SenderOptions options;
    options.connect = 1900ms;
    options.total = 1900ms;
    return options;
  }
  AttemptEnd send(const Outgoing& what, const SenderOptions& options = patient()) const {
    const auto begun = std::chrono::steady_clock::now();
    AttemptEnd end = DeliverySender(options).send(what, {1'795'374'999'000});
    EXPECT_LT(std::chrono::steady_clock::now() - begun, 2 * options.total + 4s)
        << "it never takes longer than told";
    return end;
  }

  TemporaryFolder folder_;
  FaultyMailServer mails_;
  FaultyReceiver hooks_;
};

TEST_F(Sending, a_mail_server_takes_a_mail_as_it_was_made) {
  const Outgoing what = mail();
  const AttemptEnd end = send(what);
  EXPECT_EQ(end.verdict, Verdict::delivered) << end.outcome;
  EXPECT_EQ(end.code, 250);
  EXPECT_EQ(end.outcome, "250 ok queued as 4711") << "by that number the server knows it";
  ASSERT_EQ(mails_.mails().size(), 1u);
  const FaultyMailServer::Mail got = mails_.mails().front();
  EXPECT_EQ(got.from, "from@mission.example");
  EXPECT_EQ(got.to, "duty@north.example");
  EXPECT_EQ(got.bytes, what.bytes);
  EXPECT_EQ(got.hello, "mission.example") << "and no name of our machine";
  EXPECT_NE(got.bytes.find("Message-ID: <" + delivery().id + "@mission.example>\r\n"),
            std::string::npos);
}

TEST_F(Sending, whatever_step_a_mail_server_hangs_at_the_attempt_ends_in_time) {
  for (const Step step :
       {Step::greeting, Step::hello, Step::from, Step::recipient, Step::data, Step::message}) {
    mails_.set(FaultyMailServer::Fault{step, "", false});
    const AttemptEnd end = send(mail(), quick());
    EXPECT_EQ(end.verdict, Verdict::failed) << static_cast<int>(step) << end.outcome;
    EXPECT_NE(end.outcome, "");
  }
}

TEST_F(Sending, a_mail_that_was_taken_is_taken_even_where_the_goodbye_hangs) {
  mails_.set(FaultyMailServer::Fault{Step::goodbye, "", false});
  const AttemptEnd end = send(mail(), quick());
  EXPECT_EQ(end.verdict, Verdict::delivered) << end.outcome;
  EXPECT_EQ(end.code, 250);
}

TEST_F(Sending, whatever_step_a_mail_server_closes_at_it_is_tried_again) {
  for (const Step step :
       {Step::greeting, Step::hello, Step::from, Step::recipient, Step::data, Step::message})
    for (const char* half : {"", "25"}) {
      mails_.set(FaultyMailServer::Fault{step, half, true});
      EXPECT_EQ(send(mail()).verdict, Verdict::failed) << static_cast<int>(step) << half;
    }
}

TEST_F(Sending, not_now_is_tried_again_and_never_is_not) {
  struct Case {
    Step step;
    const char* reply;
    Verdict verdict;
  };
  for (const Case& one : {Case{Step::greeting, "421 too many", Verdict::failed},
                          Case{Step::greeting, "554 go away", Verdict::failed},
                          Case{Step::from, "451 later", Verdict::failed},
                          Case{Step::from, "530 log in first", Verdict::failed},
                          Case{Step::recipient, "450 greylisted", Verdict::failed},
                          Case{Step::recipient, "550 5.1.1 nobody of that name", Verdict::refused},
                          Case{Step::recipient, "553 not here", Verdict::refused},
                          Case{Step::data, "451 disk", Verdict::failed},
                          Case{Step::message, "421 closing", Verdict::failed},
                          Case{Step::message, "452 full", Verdict::failed},
                          Case{Step::message, "550 looks bad", Verdict::refused},
                          Case{Step::message, "552 too big", Verdict::refused}}) {
    mails_.set(FaultyMailServer::Fault{one.step, one.reply, false});
    const AttemptEnd end = send(mail());
    EXPECT_EQ(end.verdict, one.verdict) << one.reply;
    EXPECT_EQ(end.outcome, one.reply);
    EXPECT_EQ(end.code, std::stoi(one.reply));
  }
  mails_.set(std::nullopt);
  EXPECT_EQ(send(mail()).verdict, Verdict::delivered) << "and then it works again";
}

TEST_F(Sending, what_a_mail_server_says_is_kept_as_one_line_and_not_all_of_a_long_one) {
  mails_.set(FaultyMailServer::Fault{
      Step::recipient, "450-first line\r\n450 \x1b[31mred\x07 " + std::string(400, 'x'), false});
  const AttemptEnd end = send(mail());
  EXPECT_EQ(end.verdict, Verdict::failed);
  EXPECT_LE(end.outcome.size(), base::limits::kDeliveryReasonBytes);
  for (const char c : end.outcome) EXPECT_TRUE(c >= ' ' && c <= '~');
}

TEST_F(Sending, a_server_that_has_no_tls_gets_no_mail) {
  const AttemptEnd end = send(mail(MailTls::starttls));
  EXPECT_EQ(end.verdict, Verdict::failed);
  for (const std::string& line : mails_.lines()) EXPECT_FALSE(line.starts_with("MAIL")) << line;
}

TEST_F(Sending, a_mail_server_proves_who_it_is_before_anything_is_told_it) {
  const TestCertificate own("127.0.0.1");
  const TestCertificate other("mail.elsewhere.example");
  own.write(folder_.path() / "own.pem");
  other.write(folder_.path() / "other.pem");
  ASSERT_TRUE(write_file(folder_.path() / "password", "a secret\n", FileMode::secret));
  Outgoing what = mail(MailTls::starttls);
  what.server->user = "truceline";
  what.server->password_file = folder_.path() / "password";

  mails_.use_tls(own);
  const SenderOptions slow = patient();
  EXPECT_EQ(send(what, slow).verdict, Verdict::failed) << "nobody vouches for it";
  what.server->ca_file = folder_.path() / "other.pem";
  EXPECT_EQ(send(what, slow).verdict, Verdict::failed) << "somebody else vouches for it";
  EXPECT_TRUE(mails_.mails().empty());

  what.server->ca_file = folder_.path() / "own.pem";
  const AttemptEnd end = send(what, slow);
  ASSERT_EQ(end.verdict, Verdict::delivered) << end.outcome;
  EXPECT_TRUE(mails_.mails().front().by_tls);
  EXPECT_EQ(*base::text_from_base64(mails_.mails().front().user),
            std::string("\0truceline\0a secret", 19));

  mails_.use_tls(other);
  what.server->ca_file = folder_.path() / "other.pem";
  EXPECT_EQ(send(what, slow).verdict, Verdict::failed) << "it is somebody else";
  EXPECT_EQ(mails_.mails().size(), 1u);
  for (const std::string& line : mails_.lines())
    EXPECT_EQ(line.find("a secret"), std::string::npos);
}

TEST_F(Sending, a_password_is_not_given_without_tls_nor_a_mail_to_another_machine) {
  Outgoing what = mail();
  what.server->user = "truceline";
  EXPECT_EQ(send(what).verdict, Verdict::failed);
  EXPECT_EQ(mails_.connections(), 0u);
  what.server->user.clear();
  what.server->host = "192.0.2.1";
  EXPECT_EQ(send(what).outcome, "its address, 192.0.2.1, is not of this machine");
}

TEST_F(Sending, no_address_becomes_a_command) {
  Outgoing what = mail();
  for (const char* address : {"a@b.example>\r\nDATA", "a@b.example> SIZE=1", "a b@c.example", ""}) {
    what.address = address;
    EXPECT_EQ(send(what).verdict, Verdict::failed) << address;
  }
  EXPECT_EQ(mails_.connections(), 0u);
}

TEST_F(Sending, a_webhook_is_signed_over_id_time_and_body) {
  const Outgoing what = webhook(hooks_.url());
  const AttemptEnd end = send(what);
  EXPECT_EQ(end.verdict, Verdict::delivered) << end.outcome;
  EXPECT_EQ(end.code, 204);
  ASSERT_EQ(hooks_.requests().size(), 1u);
  FaultyReceiver::Request got = hooks_.requests().front();
  EXPECT_EQ(got.line, "POST /hook HTTP/1.1");
  EXPECT_EQ(got.body, what.bytes);
  EXPECT_EQ(got.headers["content-type"], "application/json");
  EXPECT_EQ(got.headers["webhook-id"], delivery().id);
  EXPECT_EQ(got.headers["webhook-timestamp"], "1795374999");
  EXPECT_EQ(got.headers["webhook-signature"],
            webhook_signature(base::Bytes(32, 7), delivery().id, "1795374999", got.body));
}

TEST_F(Sending, whatever_a_receiver_does_the_attempt_ends_in_time) {
  struct Case {
    Mood mood;
    Verdict verdict;
  };
  for (const Case& one :
       {Case{Mood::hangs_at_once, Verdict::failed}, Case{Mood::hangs_after, Verdict::failed},
        Case{Mood::hangs_in_answer, Verdict::failed}, Case{Mood::closes_at_once, Verdict::failed},
        Case{Mood::closes_after, Verdict::failed}, Case{Mood::closes_in_answer, Verdict::failed},
        Case{Mood::drips, Verdict::failed}, Case{Mood::never_ends, Verdict::delivered},
        Case{Mood::answers, Verdict::delivered}}) {
    hooks_.set(one.mood);
    const AttemptEnd end =
        send(webhook(hooks_.url()), one.verdict == Verdict::failed ? quick() : patient());
    EXPECT_EQ(end.verdict, one.verdict) << static_cast<int>(one.mood) << end.outcome;
  }
}

TEST_F(Sending, a_status_says_whether_it_got_through) {
  for (const int status : {200, 202, 204, 299}) {
    hooks_.set(Mood::answers, status);
    EXPECT_EQ(send(webhook(hooks_.url())).verdict, Verdict::delivered) << status;
  }
  for (const int status : {301, 307, 400, 401, 404, 408, 429, 500, 502, 503}) {
    hooks_.set(Mood::answers, status);
    const AttemptEnd end = send(webhook(hooks_.url()));
    EXPECT_EQ(end.verdict, Verdict::failed) << status;
    EXPECT_EQ(end.outcome, "HTTP " + std::to_string(status));
  }
  hooks_.set(Mood::answers, 410);
  EXPECT_EQ(send(webhook(hooks_.url())).verdict, Verdict::refused) << "it is gone, it says";
}

TEST_F(Sending, a_receiver_may_ask_to_be_left_alone_for_a_while) {
  hooks_.set(Mood::answers, 503);
  EXPECT_EQ(send(webhook(hooks_.url())).asked_ms, 0);
  hooks_.set_header("Retry-After: 90\r\n");
  EXPECT_EQ(send(webhook(hooks_.url())).asked_ms, 90'000);
  hooks_.set_header("Retry-After: 9223372036854775807\r\n");
  EXPECT_EQ(send(webhook(hooks_.url())).asked_ms, base::kDayMs);
  hooks_.set_header("Retry-After: tomorrow\r\n");
  EXPECT_EQ(send(webhook(hooks_.url())).asked_ms, 0);
}

TEST_F(Sending, nobody_sends_a_webhook_on_to_somewhere_else) {
  FaultyReceiver inside;
  hooks_.set(Mood::answers, 307);
  hooks_.set_header("Location: " + inside.url() + "\r\n");
  EXPECT_EQ(send(webhook(hooks_.url())).verdict, Verdict::failed);
  EXPECT_EQ(inside.connections(), 0u);
}

TEST_F(Sending, a_webhook_does_not_lead_to_our_own_insides) {
  for (const char* host : {"127.0.0.1", "localhost", "0.0.0.0", "[::1]", "[::ffff:127.0.0.1]",
                           "2130706433", "0x7f.1", "10.0.0.1", "169.254.169.254"}) {
    const std::string url =
        "https://" + std::string(host) + ":" + std::to_string(hooks_.port()) + "/";
    const AttemptEnd end = send(webhook(url, false));
    EXPECT_EQ(end.verdict, Verdict::failed);
    EXPECT_NE(end.outcome.find("is not a public one"), std::string::npos) << host << end.outcome;
  }
  EXPECT_EQ(hooks_.connections(), 0u);
  EXPECT_EQ(send(webhook("http://10.0.0.1/hook")).outcome,
            "no answer: its address, 10.0.0.1, is not of this machine");
}

TEST_F(Sending, a_receiver_proves_who_it_is) {
  const TestCertificate own("127.0.0.1");
  own.write(folder_.path() / "own.pem");
  hooks_.use_tls(own);
  SenderOptions options = patient();
  const AttemptEnd end = send(webhook(hooks_.url("https")), options);
  EXPECT_EQ(end.verdict, Verdict::failed);
  EXPECT_NE(end.outcome.find("certificate"), std::string::npos) << end.outcome;
  EXPECT_TRUE(hooks_.requests().empty());
  options.ca_file = folder_.path() / "own.pem";
  EXPECT_EQ(send(webhook(hooks_.url("https")), options).verdict, Verdict::delivered);
  const TestCertificate other("127.0.0.2");
  other.write(folder_.path() / "own.pem");
  hooks_.use_tls(other);
  EXPECT_EQ(send(webhook(hooks_.url("https")), options).verdict, Verdict::failed);
}

TEST_F(Sending, under_tls_too_whoever_closes_half_way_ends_nothing_but_the_attempt) {
  const TestCertificate own("127.0.0.1");
  own.write(folder_.path() / "own.pem");
  hooks_.use_tls(own);
  mails_.use_tls(own);
  SenderOptions options = quick();
  options.total = 700ms;
  options.ca_file = folder_.path() / "own.pem";
  Outgoing hook = webhook(hooks_.url("https"));
  hook.bytes.append(8 << 20, ' ');  // more than lies in buffers: it is written to what is closed
  hooks_.set(Mood::closes_at_once);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(send(hook, options).verdict, Verdict::failed);
  hooks_.set(Mood::hangs_at_once);
  EXPECT_EQ(send(hook, options).verdict, Verdict::failed);
  Outgoing letter = mail(MailTls::starttls);
  letter.server->ca_file = options.ca_file;
  for (const Step step : {Step::from, Step::recipient, Step::data, Step::message}) {
    mails_.set(FaultyMailServer::Fault{step, "", true});
    EXPECT_EQ(send(letter, options).verdict, Verdict::failed) << static_cast<int>(step);
  }
  mails_.set(FaultyMailServer::Fault{Step::recipient, "", false});
  options.total = 300ms;
  EXPECT_EQ(send(letter, options).verdict, Verdict::failed);
}

TEST_F(Sending, what_runs_can_be_broken_off) {
  hooks_.set(Mood::hangs_after);
  SenderOptions options;
  options.total = 20s;
  DeliverySender sender(options);
  std::thread stops([&] {
    hooks_.wait_for_requests(1);
    sender.cancel();
  });
  const auto begun = std::chrono::steady_clock::now();
  EXPECT_EQ(sender.send(webhook(hooks_.url()), now()).verdict, Verdict::failed);
  EXPECT_LT(std::chrono::steady_clock::now() - begun, 5s);
  stops.join();
}

}  // namespace
}  // namespace truceline::app
