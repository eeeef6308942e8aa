// SPDX-License-Identifier: Apache-2.0
//
// The sockets: HTTP/1.1 with keep-alive and server-sent events, over Boost.Beast, which appears
// in http_server.cpp and http_connection.cpp only. One thread moves all bytes; answers are made
// on others. Everything a stranger sends has a limit in size and in time.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "app/http_message.hpp"
#include "base/limits.hpp"
#include "base/result.hpp"

namespace truceline::app {

struct HttpOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;                     ///< 0: any free one.
  std::vector<std::string> hosts;                ///< Names to answer to, besides the loopback ones.
  std::string said_in = "--address and --port";  ///< Where people set the two; for errors.
  bool any_host = false;         ///< Answers to every name: says the same to everybody anyway.
  bool stop_on_signals = false;  ///< SIGINT, SIGTERM: stop(); a second one at once.

  std::size_t connections_max = base::limits::kConnections;
  std::size_t streams_max = base::limits::kEventStreams;
  std::size_t questions_max = base::limits::kQuestions;  ///< Unanswered; more are told 429.
  /// Of one asker: answered beside those of others; then, waiting in line for the others, of whom
  /// each has its turn. More are told 429.
  std::size_t quick_of_one_max = 2;
  std::size_t crowd_of_one_max = 16;
  std::size_t uploads_max = base::limits::kUploads;  ///< Large bodies; more are told 429.
  std::chrono::milliseconds header_time{15'000};     ///< For a whole head, and between requests.
  std::chrono::milliseconds body_time{30'000};       ///< For a whole body.
  std::chrono::milliseconds write_time{30'000};      ///< For each 64 KiB of an answer.
  std::chrono::milliseconds beat_time{15'000};       ///< Between beats on event streams.
  std::chrono::milliseconds drain_time{5'000};       ///< For what is being answered, when stopping.
};

class HttpServer {
 public:
  /// Listens at once; answers when run. REQUIRES: `handler` outlives this. Errors: invalid_input
  /// for the address; unavailable where the port is taken.
  static base::Result<std::unique_ptr<HttpServer>> listen(const HttpOptions& options,
                                                          HttpHandler& handler);
  ~HttpServer();

  std::uint16_t port() const;
  /// Serves until stopped; then no handler runs any more. Answers that come later are dropped,
  /// but must come before this is destroyed.
  void run();
  /// Any thread: takes no more, closes idle connections and streams, lets the rest finish.
  void stop();
  /// Any thread: sends `events` (text/event-stream) to all streams of `channel`.
  void broadcast(std::string channel, std::string events);

  struct Core;  ///< Shared with the connections; http_connection.hpp.

 private:
  explicit HttpServer(std::unique_ptr<Core> core);
  std::unique_ptr<Core> core_;
};

}  // namespace truceline::app
