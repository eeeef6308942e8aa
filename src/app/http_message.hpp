// SPDX-License-Identifier: Apache-2.0
//
// A request and its answer between the sockets (http_server) and what they are about (site).
// views::Request and views::Response know nothing of compression and streams; these do.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/limits.hpp"
#include "views/request.hpp"

namespace truceline::app {

struct Caller;

struct HttpQuestion {
  views::Request request;
  bool accepts_gzip = false;
  std::string content_encoding;  ///< Of the body, as the header says; empty: none.
  std::string last_event_id;
  std::string host;                      ///< As the header says.
  std::string origin;                    ///< Of the page that asks; empty: no page, or not said.
  std::string fetch_site;                ///< Sec-Fetch-Site, likewise.
  std::string cookie;                    ///< All of them.
  std::string authorization;             ///< As the header says.
  std::string forwarded_for;             ///< X-Forwarded-For: anybody's word, but for a proxy's.
  std::string address;                   ///< Of the other end of the connection.
  std::shared_ptr<const Caller> caller;  ///< Who asks, where the handler knows; null: a stranger.
  std::string asker;    ///< For whom it counts that it asks: a party or an address; empty: nobody.
  bool crowds = false;  ///< Who asks has asked very much of late, as the handler finds.
};

/// A stream of server-sent events: `first` at once, then whatever HttpServer::broadcast sends to
/// its channel.
struct EventStream {
  std::string channel;
  std::string first;
  /// Asked before anything more is sent, on the thread of the sockets; false ends the stream.
  /// Empty: it goes on for ever.
  std::function<bool()> goes_on{};
};

struct HttpAnswer {
  int status = 200;
  std::string content_type;  ///< Empty: no body, no type.
  std::string etag;
  std::vector<std::pair<std::string, std::string>> headers;
  std::shared_ptr<const std::string> body;  ///< May be shared with other answers; may be null.
  bool gzipped = false;                     ///< The body is.
  std::optional<EventStream> stream;        ///< Instead of a body.
};

/// The answer as it stands, not compressed.
inline HttpAnswer answer_of(views::Response response) {
  return {response.status,
          std::move(response.content_type),
          std::move(response.etag),
          std::move(response.headers),
          std::make_shared<const std::string>(std::move(response.body)),
          false,
          std::nullopt};
}

using Respond = std::function<void(HttpAnswer)>;

/// Where a question is answered.
enum class Lane {
  at_once,  ///< On the thread of the sockets: microseconds only.
  quick,    ///< Beside it.
  slow,     ///< On a thread of its own, one after the other, so that the quick ones need not wait.
  crowd,    ///< On another such, that gives way to all others, each asker in turn.
};

/// What the server serves.
class HttpHandler {
 public:
  virtual ~HttpHandler() = default;
  /// Called first, on the thread of the sockets: microseconds only. May find out who asks. An
  /// answer here is a refusal, and is sent at once.
  virtual std::optional<HttpAnswer> refuse(HttpQuestion& question) {
    static_cast<void>(question);
    return std::nullopt;
  }
  /// Called on the thread of the sockets.
  virtual Lane lane(const HttpQuestion& question) const = 0;
  /// How large the body of a request to `target`, the address as it was sent, may be. Called on
  /// the thread of the sockets. One that is more than kRequestBodyBytes makes it an upload, of
  /// which few are read at a time.
  virtual std::size_t body_bytes_max(std::string_view target) const {
    static_cast<void>(target);
    return base::limits::kRequestBodyBytes;
  }
  /// Calls `respond` exactly once, sooner or later, from any thread.
  virtual void answer(HttpQuestion question, Respond respond) = 0;
};

}  // namespace truceline::app
