// SPDX-License-Identifier: Apache-2.0
//
// Hands messages to one mail server (RFC 5321), one recipient each, through libcurl. What it
// refuses: a server without TLS, or whose certificate does not verify, unless it is this machine
// and that was asked for; giving a password to one without TLS; addresses that are none.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "app/secret.hpp"
#include "base/limits.hpp"
#include "base/result.hpp"
#include "domain/words.hpp"

namespace truceline::app {

class CurlTransfer;

/// How the connection to the server is kept secret.
enum class MailTls {
  starttls,  ///< Asked for before anything is said (RFC 3207); a server that cannot is refused.
  implicit,  ///< From the first byte (RFC 8314).
  none,      ///< Only to this machine.
};

struct MailServer {
  std::string host;
  std::uint16_t port = 587;
  MailTls tls = MailTls::starttls;
  std::string user;           ///< Empty: it asks for none.
  std::string password_file;  ///< Read for each message, so that a new one counts at once.
  std::string from;           ///< Whom the messages are from, and who hears that one bounced.
  std::string ca_file;        ///< PEM with the authorities to trust; empty: the system's.
};

struct MailTimes {
  std::chrono::milliseconds connect{base::limits::kDeliveryConnectMs};
  std::chrono::milliseconds total{base::limits::kDeliveryTotalMs};
};

/// What the server said last, where it answered at all.
struct MailReply {
  int code = 0;         ///< Three digits; 0: it said nothing.
  std::string said;     ///< Its line, at most kDeliveryReasonBytes, printable ASCII.
  bool taken = false;   ///< The message is the server's now.
  std::string problem;  ///< Why not, in words; empty where it is taken.
};

/// One thread at a time; cancel() from any.
class MailClient {
 public:
  explicit MailClient(MailTimes times = {});
  ~MailClient();
  MailClient(const MailClient&) = delete;
  MailClient& operator=(const MailClient&) = delete;

  /// `message`: formats::mail_bytes. A connection of its own; the server's greeting to its last
  /// word on the message within MailTimes. Errors: invalid_input for the addresses; those of
  /// reading the password; unavailable without libcurl. All else is a reply.
  base::Result<MailReply> send(const MailServer& server, const std::string& to,
                               const std::string& message);

  /// Ends what runs, and refuses all that follows. Any thread.
  void cancel();

 private:
  MailTimes times_;
  std::unique_ptr<CurlTransfer> transfer_;  ///< Null where the library is missing.
};

}  // namespace truceline::app

namespace truceline::domain {

template <>
inline constexpr auto kWords<app::MailTls> =
    std::to_array<std::pair<app::MailTls, std::string_view>>({{app::MailTls::starttls, "starttls"},
                                                              {app::MailTls::implicit, "tls"},
                                                              {app::MailTls::none, "none"}});

}  // namespace truceline::domain
