// SPDX-License-Identifier: Apache-2.0
#include "app/http_server.hpp"

#include <boost/asio/post.hpp>
#include <csignal>
#include <sys/resource.h>

#include "app/http_connection.hpp"
#include "base/invariant.hpp"

namespace truceline::app {

using base::Error;
using base::Result;

namespace net = boost::asio;
using boost::system::error_code;

namespace {

constexpr int kCrowdNiceness = 10;
constexpr auto kAfterFailedAccept = std::chrono::milliseconds(100);
constexpr std::size_t kRefusedPolitely = 64;  // connections beyond the limit that are told so

Error cannot_listen(const error_code& failed, const HttpOptions& options) {
  const std::string place = options.address + ":" + std::to_string(options.port);
  if (failed == net::error::address_in_use)
    return {base::ErrorCode::unavailable,
            "port " + std::to_string(options.port) + " is taken by another program", place,
            "choose another one with " + options.said_in + ", or stop that program"};
  if (failed == net::error::access_denied)
    return {base::ErrorCode::unavailable, "this user may not listen on the port", place,
            "choose one above 1023 with " + options.said_in};
  return {base::ErrorCode::unavailable, "cannot listen: " + failed.message(), place,
          "check " + options.said_in};
}

Result<void> open_acceptor(net::ip::tcp::acceptor& acceptor, const HttpOptions& options) {
  error_code failed;
  const std::string address = options.address == "localhost" ? "127.0.0.1" : options.address;
  const auto parsed = net::ip::make_address(address, failed);
  if (failed)
    return base::invalid("not an IP address", "give one of this machine's, such as 127.0.0.1")
        .at(options.address);
  const net::ip::tcp::endpoint endpoint(parsed, options.port);
  acceptor.open(endpoint.protocol(), failed);
  if (!failed) acceptor.set_option(net::ip::tcp::acceptor::reuse_address(true), failed);
  if (!failed) acceptor.bind(endpoint, failed);
  if (!failed) acceptor.listen(net::socket_base::max_listen_connections, failed);
  if (failed) return cannot_listen(failed, options);
  return {};
}

}  // namespace

HttpServer::Core::Core(const HttpOptions& o, HttpHandler& h)
    : options(o), handler(h), hosts(o.address, o.hosts), crowd_line(o.crowd_of_one_max) {
  // On Linux for the thread that calls it. Failing, they have the same priority as all.
  net::post(crowd, [] { static_cast<void>(::setpriority(PRIO_PROCESS, 0, kCrowdNiceness)); });
}

void HttpServer::Core::accept_next() {
  acceptor.async_accept([this](error_code failed, net::ip::tcp::socket socket) {
    if (stopping) return;
    if (!failed) {
      take(std::move(socket));
      return accept_next();
    }
    // Out of descriptors, mostly: they come back when somebody leaves.
    pause.expires_after(kAfterFailedAccept);
    pause.async_wait([this](error_code cancelled) {
      if (!cancelled && !stopping) accept_next();
    });
  });
}

void HttpServer::Core::take(net::ip::tcp::socket socket) {
  if (connections.size() >= options.connections_max + kRefusedPolitely) return;  // closes it
  error_code ignored;
  socket.set_option(net::ip::tcp::no_delay(true), ignored);
  const bool full = connections.size() >= options.connections_max;
  const auto connection = std::make_shared<Connection>(*this, std::move(socket));
  connections.insert(connection);
  if (!full) return connection->start();
  constexpr int kUnavailable = 503;
  connection->refuse(
      {base::ErrorCode::unavailable, "too many connections are open", {}, "try again in a moment"},
      kUnavailable);
}

void HttpServer::Core::send_to_streams(const std::string& channel,
                                       const std::shared_ptr<const std::string>& events) {
  // A copy: a stream too slow for its backlog leaves the set.
  const std::vector<std::shared_ptr<Connection>> all(connections.begin(), connections.end());
  for (const auto& connection : all)
    if (connection->streams(channel)) connection->push(events);
}

void HttpServer::Core::beat_later() {
  beat.expires_after(options.beat_time);
  beat.async_wait([this](error_code cancelled) {
    if (cancelled || stopping) return;
    const auto line = std::make_shared<const std::string>(": beat\n\n");
    const std::vector<std::shared_ptr<Connection>> all(connections.begin(), connections.end());
    for (const auto& connection : all)
      if (connection->is_stream()) connection->push(line);
    beat_later();
  });
}

void HttpServer::Core::begin_to_stop() {
  if (std::exchange(stopping, true)) return io.stop();  // asked twice: at once
  error_code ignored;
  acceptor.close(ignored);
  beat.cancel();
  const std::vector<std::shared_ptr<Connection>> all(connections.begin(), connections.end());
  for (const auto& connection : all) connection->finish();
  if (connections.empty()) return io.stop();
  pause.expires_after(options.drain_time);
  pause.async_wait([this](error_code cancelled) {
    if (!cancelled) io.stop();
  });
}

HttpServer::HttpServer(std::unique_ptr<Core> core) : core_(std::move(core)) {}

HttpServer::~HttpServer() {
  core_->join();
}

Result<std::unique_ptr<HttpServer>> HttpServer::listen(const HttpOptions& options,
                                                       HttpHandler& handler) {
  auto core = std::make_unique<Core>(options, handler);
  TRY(open_acceptor(core->acceptor, options));
  return std::unique_ptr<HttpServer>(new HttpServer(std::move(core)));
}

std::uint16_t HttpServer::port() const {
  error_code ignored;
  return core_->acceptor.local_endpoint(ignored).port();
}

void HttpServer::run() {
  Core& core = *core_;
  core.accept_next();
  core.beat_later();
  std::function<void()> on_signal = [&core, &on_signal] {
    core.signals.async_wait([&core, &on_signal](error_code cancelled, int) {
      if (cancelled) return;
      core.begin_to_stop();
      on_signal();
    });
  };
  if (core.options.stop_on_signals) {
    core.signals.add(SIGINT);
    core.signals.add(SIGTERM);
    on_signal();
  }
  core.io.run();
  core.join();
}

void HttpServer::stop() {
  net::post(core_->io, [core = core_.get()] { core->begin_to_stop(); });
}

void HttpServer::broadcast(std::string channel, std::string events) {
  auto shared = std::make_shared<const std::string>(std::move(events));
  net::post(core_->io, [core = core_.get(), channel = std::move(channel),
                        shared = std::move(shared)] { core->send_to_streams(channel, shared); });
}

}  // namespace truceline::app
