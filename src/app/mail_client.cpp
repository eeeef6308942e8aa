// SPDX-License-Identifier: Apache-2.0
#include "app/mail_client.hpp"

#include <algorithm>
#include <charconv>
#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include "app/curl_transfer.hpp"
#include "app/passphrase.hpp"
#include "formats/mail_message.hpp"

namespace truceline::app {

using base::Error;
using base::ErrorCode;
using base::Result;

namespace {

/// The message on its way out, and the server's lines on their way in.
struct Talk {
  std::string_view left;
  std::string said;
};

std::size_t give_bytes(char* into, std::size_t one, std::size_t count, void* from) {
  Talk& talk = *static_cast<Talk*>(from);
  const std::size_t size = std::min(one * count, talk.left.size());
  std::copy_n(talk.left.data(), size, into);
  talk.left.remove_prefix(size);
  return size;
}

constexpr std::string_view kGoodbye = "221";

/// The server's last line, but for its goodbye, which says nothing of the message. libcurl hands
/// lines over one by one.
std::size_t take_line(char* line, std::size_t one, std::size_t count, void* into) {
  Talk& talk = *static_cast<Talk*>(into);
  const std::size_t size = one * count;
  if (std::string_view(line, size).starts_with(kGoodbye)) return size;
  talk.said.clear();
  for (std::size_t i = 0; i < size && talk.said.size() < base::limits::kDeliveryReasonBytes; ++i)
    talk.said += line[i] >= ' ' && line[i] <= '~' ? line[i] : ' ';
  talk.said.erase(talk.said.find_last_not_of(' ') + 1);
  return size;
}

Result<Secret> password_in(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0)
    return Error{ErrorCode::not_found, "the password of the mail server cannot be read", path,
                 "truceline delivery smtp names its file"};
  Result<Secret> password = read_passphrase(descriptor, path);
  ::close(descriptor);
  return password;
}

std::string url_of(const MailServer& server) {
  const bool six = server.host.find(':') != std::string::npos;
  return (server.tls == MailTls::implicit ? "smtps://" : "smtp://") +
         (six ? "[" + server.host + "]" : server.host) + ":" + std::to_string(server.port) + "/" +
         server.from.substr(server.from.find('@') + 1);  // what it calls itself in EHLO
}

}  // namespace

MailClient::MailClient(MailTimes times) : times_(times) {
  if (const auto& curl = curl_library()) transfer_ = std::make_unique<CurlTransfer>(*curl);
}

MailClient::~MailClient() = default;

Result<MailReply> MailClient::send(const MailServer& server, const std::string& to,
                                   const std::string& message) {
  if (!transfer_) return curl_library().error();
  TRY(formats::mail_address(server.from));
  TRY(formats::mail_address(to));
  if (server.tls == MailTls::none && !server.user.empty())
    return base::invalid("a password is given to no server without TLS",
                         "choose --tls starttls or tls, or leave --user out");
  CurlTransfer& request = *transfer_;
  request.reset();
  Talk talk{message, {}};
  request.add("<" + to + ">");
  const std::string from = "<" + server.from + ">";
  request.set(CURLOPT_URL, url_of(server).c_str());
  request.set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  request.set(CURLOPT_PROXY, "");
  request.set(CURLOPT_USE_SSL,
              static_cast<long>(server.tls == MailTls::none ? CURLUSESSL_NONE : CURLUSESSL_ALL));
  if (!server.ca_file.empty()) request.set(CURLOPT_CAINFO, server.ca_file.c_str());
  request.set(CURLOPT_MAIL_FROM, from.c_str());
  request.set(CURLOPT_MAIL_RCPT, request.list());
  request.set(CURLOPT_UPLOAD, 1L);
  request.set(CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(message.size()));
  request.set(CURLOPT_READFUNCTION, give_bytes);
  request.set(CURLOPT_READDATA, &talk);
  request.set(CURLOPT_HEADERFUNCTION, take_line);
  request.set(CURLOPT_HEADERDATA, &talk);
  if (!server.user.empty()) {
    TRY_ASSIGN(const Secret password, password_in(server.password_file));
    std::string plain(base::text_of(password.bytes()));  // libcurl wants it ended by a zero
    request.set(CURLOPT_SASL_IR, 1L);                    // one step less
    request.set(CURLOPT_USERNAME, server.user.c_str());
    request.set(CURLOPT_PASSWORD, plain.c_str());
    sodium_memzero(plain.data(), plain.size());
  }
  const CURLcode ended = request.run(server.tls == MailTls::none ? Peers::this_machine : Peers::any,
                                     static_cast<long>(times_.connect.count()),
                                     static_cast<long>(times_.total.count()), true);
  MailReply reply;
  std::from_chars(talk.said.data(), talk.said.data() + talk.said.size(), reply.code);
  reply.said = std::move(talk.said);
  reply.taken = ended == CURLE_OK && !request.is_stopped();
  if (!reply.taken)
    reply.problem = request.is_stopped() ? "stopped before it was done" : request.reason(ended);
  return reply;
}

void MailClient::cancel() {
  if (transfer_) transfer_->stop();
}

}  // namespace truceline::app
