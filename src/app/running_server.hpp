// SPDX-License-Identifier: Apache-2.0
//
// For tests: a handler behind a real server on any free port, for as long as this lives.
#pragma once

#include <gtest/gtest.h>
#include <memory>
#include <string>
#include <thread>

#include "app/http_server.hpp"
#include "app/socket_client.hpp"

namespace truceline::app {

class RunningServer {
 public:
  explicit RunningServer(HttpHandler& handler, HttpOptions options = {}) {
    options.port = 0;
    options.any_host = true;
    auto server = HttpServer::listen(options, handler);
    EXPECT_TRUE(server) << server.error().to_string();
    server_ = *std::move(server);
    thread_ = std::thread([this] { server_->run(); });
  }
  ~RunningServer() {
    server_->stop();
    thread_.join();
  }
  RunningServer(const RunningServer&) = delete;
  RunningServer& operator=(const RunningServer&) = delete;

  std::uint16_t port() const { return server_->port(); }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(port()); }

  SocketClient::Answer get(std::string_view target, std::string_view more = {}) const {
    return SocketClient(port()).get(target, more);
  }
  SocketClient::Answer post(std::string_view target, std::string_view body,
                            std::string_view more = {}) const {
    return SocketClient(port()).ask("POST", target, more, body);
  }

 private:
  std::unique_ptr<HttpServer> server_;
  std::thread thread_;
};

}  // namespace truceline::app
