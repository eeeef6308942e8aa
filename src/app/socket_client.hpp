// SPDX-License-Identifier: Apache-2.0
//
// For tests: a socket to the server on this machine, with nothing in between, so that a test can
// send what no well-behaved client would.
#pragma once

#include <arpa/inet.h>
#include <chrono>
#include <cstdint>
#include <map>
#include <netinet/in.h>
#include <poll.h>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <unistd.h>

namespace truceline::app {

class SocketClient {
 public:
  struct Answer {
    int status = 0;  ///< 0: none came.
    std::string head;
    std::string body;
    /// The value of the header; empty where it is not there. Names as the server writes them.
    std::string header(const std::string& name) const {
      const std::size_t at = head.find("\r\n" + name + ": ");
      if (at == std::string::npos) return {};
      const std::size_t from = at + name.size() + 4;
      return head.substr(from, head.find("\r\n", from) - from);
    }
  };

  explicit SocketClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = ::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  }
  ~SocketClient() { ::close(socket_); }
  SocketClient(const SocketClient&) = delete;
  SocketClient& operator=(const SocketClient&) = delete;

  bool connected() const { return connected_; }

  /// False where the server has closed.
  bool send(std::string_view text) {
    while (!text.empty()) {
      const ssize_t sent = ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      text.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }
  void finish_sending() { ::shutdown(socket_, SHUT_WR); }

  /// Reads until `wanted` stands in what was read; returns all up to its end and keeps the rest.
  /// Empty where it did not come in time.
  std::string read_until(std::string_view wanted,
                         std::chrono::milliseconds within = std::chrono::seconds(20)) {
    const auto end = std::chrono::steady_clock::now() + within;
    std::size_t at = 0;
    while ((at = read_.find(wanted)) == std::string::npos)
      if (!read_some(end)) return {};
    return cut(at + wanted.size());
  }

  /// One answer; `has_body` false after HEAD.
  Answer read_answer(bool has_body = true) {
    Answer answer;
    answer.head = read_until("\r\n\r\n");
    if (answer.head.size() < 12) return answer;
    answer.status = std::stoi(answer.head.substr(9, 3));
    const std::string length = answer.header("Content-Length");
    if (!has_body || length.empty()) return answer;
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    const std::size_t wanted = std::stoul(length);
    while (read_.size() < wanted && read_some(end)) {
    }
    answer.body = cut(std::min(wanted, read_.size()));
    return answer;
  }

  /// True where the server closes within that time; what it sends until then is dropped.
  bool is_closed_within(std::chrono::milliseconds time) {
    const auto end = std::chrono::steady_clock::now() + time;
    while (read_some(end)) {
    }
    return closed_;
  }

  Answer get(std::string_view target, std::string_view more_headers = {}) {
    return ask("GET", target, more_headers);
  }
  Answer ask(std::string_view method, std::string_view target, std::string_view more = {},
             std::string_view body = {}) {
    std::string text(method);
    text.append(" ").append(target).append(" HTTP/1.1\r\nHost: localhost\r\n").append(more);
    if (!body.empty()) text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    send(text.append("\r\n").append(body));
    return read_answer(method != "HEAD");
  }

 private:
  bool read_some(std::chrono::steady_clock::time_point end) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        end - std::chrono::steady_clock::now());
    if (left.count() <= 0) return false;
    pollfd wait{socket_, POLLIN, 0};
    if (::poll(&wait, 1, static_cast<int>(left.count())) <= 0) return false;
    char buffer[16 * 1024];
    const ssize_t got = ::recv(socket_, buffer, sizeof buffer, 0);
    if (got <= 0) {
      closed_ = true;
      return false;
    }
    read_.append(buffer, static_cast<std::size_t>(got));
    return true;
  }
  std::string cut(std::size_t length) {
    std::string out = read_.substr(0, length);
    read_.erase(0, length);
    return out;
  }

  int socket_;
  bool connected_ = false;
  bool closed_ = false;
  std::string read_;
};

}  // namespace truceline::app
