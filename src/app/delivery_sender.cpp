// SPDX-License-Identifier: Apache-2.0
#include "app/delivery_sender.hpp"

#include "app/webhook_signature.hpp"
#include "formats/mail_message.hpp"

namespace truceline::app {

using base::Error;
using base::ErrorCode;
using base::Result;

namespace {

constexpr int kGone = 410;

HttpClientOptions http_options(const SenderOptions& options, Peers peers) {
  HttpClientOptions http;
  http.connect_time = options.connect;
  http.total_time = options.total;
  http.ca_file = options.ca_file;
  http.answer_bytes_max = base::limits::kDeliveryAnswerBytes;
  http.peers = peers;
  http.only_status = true;
  return http;
}

/// One line of printable ASCII, at most kDeliveryReasonBytes.
std::string one_line(std::string_view text) {
  std::string line;
  for (const char c : text.substr(0, base::limits::kDeliveryReasonBytes))
    line += c >= ' ' && c <= '~' ? c : ' ';
  return line;
}

/// A mail server's last word that another attempt will not change: of the recipient or the message,
/// and not of our password (53x) or its own state (554 may be anything).
bool is_final(int code) {
  return code == 550 || code == 551 || code == 552 || code == 553 || code == 556;
}

}  // namespace

Result<Outgoing> outgoing(const Delivery& delivery, const Endpoint& endpoint,
                          const std::string& message, const DeliverySettings& settings,
                          base::Bytes secret) {
  Outgoing out;
  out.kind = endpoint.kind;
  out.id = delivery.id;
  out.address = endpoint.address;
  if (endpoint.kind == EndpointKind::webhook) {
    out.bytes = message;
    out.secret = std::move(secret);
    out.allow_private = endpoint.allow_private;
    return out;
  }
  if (!settings.mail)
    return Error{ErrorCode::unavailable, "no mail server is named", "truceline delivery smtp",
                 "name one"};
  out.server = settings.mail;
  formats::MailMessage mail;
  mail.from = settings.mail->from;
  mail.to = endpoint.address;
  const std::size_t end_of_subject = message.find('\n');
  mail.subject = message.substr(0, end_of_subject);
  if (end_of_subject != std::string::npos) mail.text = message.substr(end_of_subject + 1);
  mail.date = delivery.made;
  mail.id = delivery.id + mail.from.substr(mail.from.find('@'));
  mail.more = {{"X-Truceline-Delivery", delivery.id}};
  TRY_ASSIGN(out.bytes, formats::mail_bytes(mail));
  return out;
}

DeliverySender::DeliverySender(const SenderOptions& options)
    : mail_({options.connect, options.total}),
      world_(http_options(options, Peers::world)),
      inside_(http_options(options, Peers::any)),
      machine_(http_options(options, Peers::this_machine)) {}

void DeliverySender::cancel() {
  mail_.cancel();
  world_.cancel();
  inside_.cancel();
  machine_.cancel();
}

AttemptEnd DeliverySender::send(const Outgoing& what, base::TimeMs now) {
  return what.kind == EndpointKind::mail ? send_mail(what) : send_webhook(what, now);
}

AttemptEnd DeliverySender::send_mail(const Outgoing& what) {
  const auto reply = mail_.send(what.server.value_or(MailServer{}), what.address, what.bytes);
  if (!reply) return {Verdict::failed, 0, one_line(reply.error().to_string())};
  if (reply->taken) return {Verdict::delivered, reply->code, one_line(reply->said)};
  const Verdict verdict = is_final(reply->code) ? Verdict::refused : Verdict::failed;
  return {verdict, reply->code, one_line(reply->code >= 400 ? reply->said : reply->problem)};
}

AttemptEnd DeliverySender::send_webhook(const Outgoing& what, base::TimeMs now) {
  const std::string timestamp = webhook_timestamp(now);
  const HttpHeaders headers = {{std::string(kWebhookId), what.id},
                               {std::string(kWebhookTimestamp), timestamp},
                               {std::string(kWebhookSignature),
                                webhook_signature(what.secret, what.id, timestamp, what.bytes)}};
  HttpClient& client = !what.address.starts_with("https://") ? machine_
                       : what.allow_private                  ? inside_
                                                             : world_;
  const auto reply = client.post(what.address, "application/json", what.bytes, headers);
  if (!reply) return {Verdict::failed, 0, one_line(reply.error().reason)};
  const bool taken = reply->status >= 200 && reply->status < 300;
  const Verdict verdict = taken                    ? Verdict::delivered
                          : reply->status == kGone ? Verdict::refused
                                                   : Verdict::failed;
  const std::chrono::milliseconds asked = reply->retry_after.value_or(std::chrono::seconds(0));
  return {verdict, reply->status, "HTTP " + std::to_string(reply->status), asked.count()};
}

}  // namespace truceline::app
