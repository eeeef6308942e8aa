// SPDX-License-Identifier: Apache-2.0
//
// One connection: reads a request, has it answered, writes the answer, and again; or becomes an
// event stream. Include from http_*.cpp only: this pulls in Asio and Beast.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <deque>
#include <map>
#include <set>

#include "app/fair_line.hpp"
#include "app/http_head.hpp"
#include "app/http_server.hpp"

namespace truceline::app {

class Connection;

/// What all connections share. Touched by the thread of the sockets only, but for `io`, `quick`,
/// `slow`, `crowd` and its line, to which work may be given from anywhere.
struct HttpServer::Core {
  Core(const HttpOptions& o, HttpHandler& h);

  HttpOptions options;
  HttpHandler& handler;
  HostNames hosts;
  boost::asio::io_context io{1};
  boost::asio::ip::tcp::acceptor acceptor{io};
  boost::asio::signal_set signals{io};
  boost::asio::steady_timer beat{io};
  boost::asio::steady_timer pause{io};  ///< After a failing accept, and while draining.
  std::set<std::shared_ptr<Connection>> connections;
  std::size_t streams = 0;
  std::size_t questions = 0;  ///< Handed to the handler and not answered.
  std::size_t uploads = 0;    ///< Large bodies being read or answered.
  bool stopping = false;
  boost::asio::thread_pool quick{3};
  boost::asio::thread_pool slow{1};
  boost::asio::thread_pool crowd{1};            ///< Of low priority.
  FairLine crowd_line;                          ///< What it does.
  std::map<std::string, std::size_t> quick_of;  ///< Of `questions`, those for `quick`, by asker.

  void join() {
    quick.join();
    slow.join();
    crowd.join();
  }

  void accept_next();
  void take(boost::asio::ip::tcp::socket socket);
  void beat_later();
  void begin_to_stop();
  void send_to_streams(const std::string& channel,
                       const std::shared_ptr<const std::string>& events);
};

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(HttpServer::Core& core, boost::asio::ip::tcp::socket socket)
      : core_(core), socket_(std::move(socket)), timer_(core.io) {}

  void start();
  /// Answers `status` at once, whatever was asked, and closes.
  void refuse(const base::Error& error, int status);
  /// Closes now where nothing is being answered, else after the answer.
  void finish();
  bool streams(const std::string& channel) const {
    return phase_ == Phase::streaming && channel == channel_;
  }
  bool is_stream() const { return phase_ == Phase::streaming; }
  /// Ends it where it may not go on. REQUIRES: is_stream().
  void push(const std::shared_ptr<const std::string>& events);

 private:
  using ErrorCode = boost::system::error_code;
  using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;
  enum class Phase { reading, answering, writing, streaming, closed };

  void read_head();
  void on_head(ErrorCode failed);
  void ask_for_body();
  void read_body();
  bool may_upload();
  void end_question();
  void on_failed_read(ErrorCode failed);
  void ask();
  Lane lane_of(const HttpQuestion& question);
  bool hand_over(Lane lane, HttpQuestion question);
  void send(HttpAnswer answer);
  void send_later(HttpAnswer answer);
  void write_more();
  void after_answer();
  void become_stream(EventStream stream);
  void watch_for_close();
  void write_events();
  void close_gently();
  void drain();
  void close();
  void deadline(std::chrono::milliseconds after);
  void no_deadline();

  HttpServer::Core& core_;
  boost::asio::ip::tcp::socket socket_;
  boost::asio::steady_timer timer_;
  Phase phase_ = Phase::reading;
  bool timed_out_ = false;
  bool keep_alive_ = false;
  bool head_only_ = false;
  bool uploading_ = false;  // is counted in core_.uploads
  bool asked_ = false;      // is counted in core_.questions
  std::string asker_;       // and in core_.quick_of; empty: not
  std::size_t body_bytes_max_ = base::limits::kRequestBodyBytes;

  boost::beast::flat_buffer buffer_{base::limits::kRequestHeaderBytes * 2};
  std::optional<Parser> parser_;

  std::string head_;  // of the answer; empty once it was written
  std::shared_ptr<const std::string> body_;
  std::size_t sent_ = 0;  // of the body

  std::string address_;  // of the other end

  std::string channel_;
  std::function<bool()> goes_on_;
  std::deque<std::shared_ptr<const std::string>> events_;  // the first is being written
  std::size_t backlog_bytes_ = 0;
};

}  // namespace truceline::app
