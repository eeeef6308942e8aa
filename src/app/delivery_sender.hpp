// SPDX-License-Identifier: Apache-2.0
//
// Makes one attempt: a mail or a webhook, and what came of it in one line.
#pragma once

#include <chrono>
#include <string>

#include "app/delivery.hpp"
#include "app/delivery_log.hpp"
#include "app/endpoint_store.hpp"
#include "app/http_client.hpp"
#include "app/mail_client.hpp"

namespace truceline::app {

/// A delivery as it leaves: the same bytes at each attempt.
struct Outgoing {
  EndpointKind kind = EndpointKind::mail;
  std::string id;       ///< Of the delivery.
  std::string address;  ///< Of the endpoint.
  std::string bytes;    ///< The body of the webhook, or the whole mail.
  // Of a webhook.
  base::Bytes secret;
  bool allow_private = false;
  // Of a mail.
  std::optional<MailServer> server;
};

/// `message` as DeliveryLog::message_of() gives it, made ready. Errors: unavailable where no mail
/// server is named; those of formats::mail_bytes.
base::Result<Outgoing> outgoing(const Delivery& delivery, const Endpoint& endpoint,
                                const std::string& message, const DeliverySettings& settings,
                                base::Bytes secret);

struct SenderOptions {
  std::chrono::milliseconds connect{base::limits::kDeliveryConnectMs};
  std::chrono::milliseconds total{base::limits::kDeliveryTotalMs};
  std::string ca_file;  ///< For webhooks; empty: the system's.
};

/// One thread at a time; cancel() from any.
class DeliverySender {
 public:
  explicit DeliverySender(const SenderOptions& options);

  /// Within SenderOptions' times. `now`: goes into what is signed of a webhook.
  AttemptEnd send(const Outgoing& what, base::TimeMs now);
  /// Ends what runs, and refuses all that follows. Any thread.
  void cancel();

 private:
  AttemptEnd send_mail(const Outgoing& what);
  AttemptEnd send_webhook(const Outgoing& what, base::TimeMs now);

  MailClient mail_;
  HttpClient world_;    ///< For webhooks that lead out.
  HttpClient inside_;   ///< For those that may be on our own network.
  HttpClient machine_;  ///< For those without TLS.
};

}  // namespace truceline::app
