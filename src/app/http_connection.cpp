// SPDX-License-Identifier: Apache-2.0
#include "app/http_connection.hpp"

#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/read.hpp>

#include "app/clock.hpp"
#include "views/error_table.hpp"
#include "views/request_target.hpp"

namespace truceline::app {

using base::Error;
using base::limits::kRequestBodyBytes;
using base::limits::kRequestHeaderBytes;
using base::limits::kTargetBytes;

namespace net = boost::asio;
namespace http = boost::beast::http;

namespace {

constexpr std::size_t kWriteBytes = 64 * 1024;  // between two looks at the clock
constexpr std::size_t kDrainBytes = 256 * 1024;
constexpr auto kDrainTime = std::chrono::seconds(2);
constexpr auto kFloodPause = std::chrono::milliseconds(500);

enum Status : int {
  kBadRequest = 400,
  kNotModified = 304,
  kRequestTimeout = 408,
  kContentTooLarge = 413,
  kUriTooLong = 414,
  kMisdirected = 421,
  kTooManyRequests = 429,
  kHeadersTooLarge = 431,
  kUnavailable = 503
};

Error too_large(std::string reason) {
  return {base::ErrorCode::too_large, std::move(reason), {}, "send less at once"};
}

HttpAnswer overloaded(std::string reason) {
  HttpAnswer answer = answer_of(
      views::problem({base::ErrorCode::unavailable, std::move(reason), {}, "try again in a moment"},
                     kTooManyRequests));
  answer.headers.emplace_back("Retry-After", "1");
  return answer;
}

/// A refusal before anything is asked of the handler.
struct Refusal {
  Error error;
  int status;
};

using Head = http::request_header<>;

std::optional<Refusal> host_refusal(const Head& head, const HostNames& hosts, bool any_host) {
  if (head.count(http::field::host) != 1)
    return Refusal{base::invalid("a request names its host exactly once"), kBadRequest};
  if (any_host) return std::nullopt;
  const auto host = head[http::field::host];
  if (hosts.allow({host.data(), host.size()})) return std::nullopt;
  return Refusal{{base::ErrorCode::invalid_input, "this server does not answer to that name",
                  std::string(host), "start it with --host NAME for every name it is reached by"},
                 kMisdirected};
}

std::string text(const Head& head, http::field field) {
  return std::string(head[field]);
}

/// True where "gzip" is listed and not with a weight of zero (RFC 9110, 12.5.3).
bool accepts_gzip(std::string_view header) {
  std::size_t at = header.find("gzip");
  if (at == std::string_view::npos) return false;
  const std::string_view rest = header.substr(at + 4, header.find(',', at) - at - 4);
  at = rest.find("q=");
  return at == std::string_view::npos || rest.find_first_of("123456789", at) < rest.size();
}

HttpQuestion question_of(const Head& head, std::string body, views::RequestTarget target) {
  HttpQuestion question;
  question.request.method = std::string(head.method_string());
  question.request.path = std::move(target.path);
  question.request.query = std::move(target.query);
  question.request.accept_language = text(head, http::field::accept_language);
  question.request.if_none_match = text(head, http::field::if_none_match);
  question.request.content_type = text(head, http::field::content_type);
  question.request.body = std::move(body);
  question.accepts_gzip = accepts_gzip(text(head, http::field::accept_encoding));
  question.content_encoding = text(head, http::field::content_encoding);
  question.last_event_id = std::string(head["Last-Event-ID"]);
  question.host = text(head, http::field::host);
  question.origin = text(head, http::field::origin);
  question.fetch_site = std::string(head["Sec-Fetch-Site"]);
  question.cookie = text(head, http::field::cookie);
  question.authorization = text(head, http::field::authorization);
  question.forwarded_for = std::string(head["X-Forwarded-For"]);
  return question;
}

}  // namespace

void Connection::start() {
  ErrorCode ignored;
  address_ = socket_.remote_endpoint(ignored).address().to_string();
  read_head();
}

void Connection::read_head() {
  phase_ = Phase::reading;
  parser_.emplace();
  parser_->header_limit(static_cast<std::uint32_t>(kRequestHeaderBytes));
  parser_->body_limit(boost::none);  // set by on_head, once it is known what is asked
  deadline(core_.options.header_time);
  http::async_read_header(
      socket_, buffer_, *parser_,
      [self = shared_from_this()](ErrorCode failed, std::size_t) { self->on_head(failed); });
}

void Connection::on_head(ErrorCode failed) {
  if (phase_ == Phase::closed) return;
  if (failed) return on_failed_read(failed);
  keep_alive_ = parser_->get().keep_alive();
  head_only_ = parser_->get().method() == http::verb::head;
  if (parser_->get().target().size() > kTargetBytes)
    return refuse(too_large("the address is too long"), kUriTooLong);
  if (const auto refusal = host_refusal(parser_->get(), core_.hosts, core_.options.any_host))
    return refuse(refusal->error, refusal->status);
  const auto target = parser_->get().target();
  body_bytes_max_ = core_.handler.body_bytes_max({target.data(), target.size()});
  if (parser_->content_length().value_or(0) > body_bytes_max_)
    return on_failed_read(http::make_error_code(http::error::body_limit));
  parser_->body_limit(body_bytes_max_);
  if (!may_upload()) {
    keep_alive_ = false;  // its body stays unread
    return send(overloaded("too many large uploads at once"));
  }
  if (parser_->get()[http::field::expect] == "100-continue") return ask_for_body();
  read_body();
}

/// Large bodies are held in memory whole, so that only a few may be on their way.
bool Connection::may_upload() {
  const bool large =
      parser_->chunked() || parser_->content_length().value_or(0) > kRequestBodyBytes;
  if (!large || body_bytes_max_ <= kRequestBodyBytes) return true;
  if (core_.uploads >= core_.options.uploads_max) return false;
  core_.uploads += 1;
  uploading_ = true;
  return true;
}

/// What this connection holds of what all of them share is free again.
void Connection::end_question() {
  if (std::exchange(uploading_, false)) core_.uploads -= 1;
  if (std::exchange(asked_, false)) core_.questions -= 1;
  if (asker_.empty()) return;
  const auto quick = core_.quick_of.find(std::exchange(asker_, {}));
  if (--quick->second == 0) core_.quick_of.erase(quick);
}

void Connection::ask_for_body() {
  deadline(core_.options.write_time);
  constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
  net::async_write(socket_, net::buffer(kContinue),
                   [self = shared_from_this()](ErrorCode failed, std::size_t) {
                     if (failed) return self->close();
                     self->read_body();
                   });
}

void Connection::read_body() {
  deadline(core_.options.body_time);
  http::async_read(socket_, buffer_, *parser_,
                   [self = shared_from_this()](ErrorCode failed, std::size_t) {
                     if (self->phase_ == Phase::closed) return;
                     if (failed) return self->on_failed_read(failed);
                     self->ask();
                   });
}

void Connection::on_failed_read(ErrorCode failed) {
  const bool began = parser_->got_some() || buffer_.size() > 0;
  if (timed_out_ && began)
    return refuse(base::invalid("the request did not arrive in time"), kRequestTimeout);
  if (failed == http::error::header_limit || failed == http::error::buffer_overflow) {
    if (parser_->get().target().empty())
      return refuse(too_large("the address is too long"), kUriTooLong);
    return refuse(too_large("the headers are too long"), kHeadersTooLarge);
  }
  if (failed == http::error::body_limit)
    return refuse(
        too_large("the body is larger than " + std::to_string(body_bytes_max_) + " bytes"),
        kContentTooLarge);
  const bool malformed = failed.category() == http::make_error_code(http::error{}).category() &&
                         failed != http::error::end_of_stream &&
                         failed != http::error::partial_message;
  if (malformed)
    return refuse(base::invalid("this is not an HTTP/1.1 request: " + failed.message()),
                  kBadRequest);
  close();
}

void Connection::ask() {
  no_deadline();
  auto target = views::parse_target(std::string_view(parser_->get().target()));
  if (!target) return refuse(target.error(), kBadRequest);
  HttpQuestion question =
      question_of(parser_->get().base(), std::move(parser_->get().body()), *std::move(target));
  question.address = address_;
  parser_.reset();
  if (auto refused = core_.handler.refuse(question))
    return refused->status == kTooManyRequests ? send_later(*std::move(refused))
                                               : send(*std::move(refused));
  if (core_.questions >= core_.options.questions_max)
    return send(overloaded("too many requests are waiting for their answers"));
  const Lane lane = lane_of(question);
  if (!hand_over(lane, std::move(question)))
    send_later(overloaded("too many requests of who asks very much are waiting"));
}

/// Who asks many things at once waits for itself with all but the first of them: what they cost is
/// known only when they are answered.
Lane Connection::lane_of(const HttpQuestion& question) {
  const Lane lane = core_.handler.lane(question);
  if (lane != Lane::quick || question.asker.empty()) return lane;
  std::size_t& others = core_.quick_of[question.asker];
  if (others >= core_.options.quick_of_one_max) return Lane::crowd;
  others += 1;
  asker_ = question.asker;
  return lane;
}

/// False where it is too much.
bool Connection::hand_over(Lane lane, HttpQuestion question) {
  const std::string asker = question.asker;
  std::function<void()> work = [self = shared_from_this(),
                                question = std::move(question)]() mutable {
    // The answer at once where this is the thread of the sockets: a stream must miss no event.
    self->core_.handler.answer(std::move(question), [self](HttpAnswer answer) {
      net::dispatch(self->core_.io, [self, answer = std::move(answer)]() mutable {
        self->send(std::move(answer));
      });
    });
  };
  if (lane == Lane::crowd && !core_.crowd_line.add(asker, work)) return false;
  core_.questions += 1;
  asked_ = true;
  phase_ = Phase::answering;
  if (lane == Lane::at_once)
    work();
  else if (lane == Lane::crowd)
    net::post(core_.crowd, [&line = core_.crowd_line] { line.next()(); });
  else
    net::post(lane == Lane::quick ? core_.quick : core_.slow, std::move(work));
  return true;
}

/// Whoever asks too much is told so a little later: until then it cannot ask again here, and to
/// refuse it costs the others next to nothing.
void Connection::send_later(HttpAnswer answer) {
  phase_ = Phase::answering;
  const auto pause = std::make_shared<net::steady_timer>(core_.io, kFloodPause);
  pause->async_wait([self = shared_from_this(), pause, answer = std::move(answer)](
                        ErrorCode) mutable { self->send(std::move(answer)); });
}

void Connection::refuse(const Error& error, int status) {
  keep_alive_ = false;  // what follows in the stream cannot be trusted to be a request
  send(answer_of(views::problem(error, status)));
}

void Connection::send(HttpAnswer answer) {
  end_question();
  if (phase_ == Phase::closed) return;
  if (answer.stream && !head_only_ && core_.streams >= core_.options.streams_max)
    return refuse({base::ErrorCode::unavailable,
                   "too many event streams are open",
                   {},
                   "ask for /api/v1/findings now and then instead"},
                  kUnavailable);
  phase_ = Phase::writing;
  keep_alive_ = keep_alive_ && !core_.stopping && !answer.stream;
  head_ = response_head(answer, keep_alive_, now());
  if (answer.stream && !head_only_) return become_stream(*std::move(answer.stream));
  if (!head_only_ && answer.status != kNotModified) body_ = std::move(answer.body);
  sent_ = 0;
  write_more();
}

void Connection::write_more() {
  deadline(core_.options.write_time);
  const std::string_view body = body_ ? std::string_view(*body_) : "";
  const std::string_view piece = body.substr(sent_, kWriteBytes);
  const std::array<net::const_buffer, 2> buffers = {net::buffer(head_), net::buffer(piece)};
  net::async_write(socket_, buffers,
                   [self = shared_from_this(), written = piece.size(),
                    last = sent_ + piece.size() == body.size()](ErrorCode failed, std::size_t) {
                     if (failed || self->phase_ == Phase::closed) return self->close();
                     self->head_.clear();
                     self->sent_ += written;
                     if (last) return self->after_answer();
                     self->write_more();
                   });
}

void Connection::after_answer() {
  no_deadline();
  body_ = nullptr;
  if (!keep_alive_ || core_.stopping) return close_gently();
  read_head();
}

void Connection::become_stream(EventStream stream) {
  phase_ = Phase::streaming;
  core_.streams += 1;
  channel_ = std::move(stream.channel);
  goes_on_ = std::move(stream.goes_on);
  buffer_ = boost::beast::flat_buffer(0);  // a stream may last for days: keep little
  watch_for_close();
  push(std::make_shared<const std::string>(std::exchange(head_, {}) + stream.first));
}

void Connection::watch_for_close() {
  // Nothing more is expected: whatever comes, end or bytes, is the end.
  socket_.async_wait(net::ip::tcp::socket::wait_read,
                     [self = shared_from_this()](ErrorCode) { self->close(); });
}

void Connection::push(const std::shared_ptr<const std::string>& events) {
  if (goes_on_ && !goes_on_()) return close();
  backlog_bytes_ += events->size();
  if (backlog_bytes_ > base::limits::kEventBacklogBytes) return close();  // it will come back
  events_.push_back(events);
  if (events_.size() == 1) write_events();
}

void Connection::write_events() {
  deadline(core_.options.write_time);
  net::async_write(socket_, net::buffer(*events_.front()),
                   [self = shared_from_this()](ErrorCode failed, std::size_t) {
                     if (failed || self->phase_ == Phase::closed) return self->close();
                     self->no_deadline();
                     self->backlog_bytes_ -= self->events_.front()->size();
                     self->events_.pop_front();
                     if (!self->events_.empty()) self->write_events();
                   });
}

void Connection::finish() {
  if (phase_ == Phase::reading || phase_ == Phase::streaming) close();
}

/// Closing with unread bytes makes the kernel reset the connection, which can take our answer
/// with it: so say that we are done, and read on for a moment.
void Connection::close_gently() {
  ErrorCode ignored;
  socket_.shutdown(net::ip::tcp::socket::shutdown_send, ignored);
  deadline(kDrainTime);
  sent_ = 0;
  buffer_.clear();
  drain();
}

void Connection::drain() {
  constexpr std::size_t kPiece = 4096;
  socket_.async_read_some(
      buffer_.prepare(kPiece), [self = shared_from_this()](ErrorCode failed, std::size_t got) {
        self->sent_ += got;
        if (failed || self->phase_ == Phase::closed || self->sent_ > kDrainBytes)
          return self->close();
        self->drain();
      });
}

void Connection::close() {
  if (phase_ == Phase::closed) return;
  if (phase_ == Phase::streaming) core_.streams -= 1;
  if (!asked_) end_question();  // else what was asked is still being worked on
  phase_ = Phase::closed;
  timer_.cancel();
  ErrorCode ignored;
  socket_.close(ignored);
  core_.connections.erase(shared_from_this());
  if (core_.stopping && core_.connections.empty()) core_.io.stop();
}

void Connection::deadline(std::chrono::milliseconds after) {
  timed_out_ = false;
  timer_.expires_after(after);
  timer_.async_wait([self = shared_from_this()](ErrorCode cancelled) {
    // One that was moved on while this was waiting its turn has not passed.
    if (cancelled || self->timer_.expiry() > std::chrono::steady_clock::now()) return;
    self->timed_out_ = true;
    ErrorCode ignored;
    self->socket_.cancel(ignored);
  });
}

void Connection::no_deadline() {
  timer_.expires_at(std::chrono::steady_clock::time_point::max());  // cancels the wait
}

}  // namespace truceline::app
