// SPDX-License-Identifier: Apache-2.0
#include "inboxes.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <charconv>
#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace truceline::bench {
namespace {

constexpr int kPollMs = 100;

int connect_to(std::uint16_t port) {
  const int opened = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(opened, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) return opened;
  ::close(opened);
  return -1;
}

/// Reads the head of the answer, byte by byte so that the events stay; its status.
int read_head(int socket) {
  std::string head;
  char byte = 0;
  while (!head.ends_with("\r\n\r\n") && ::recv(socket, &byte, 1, 0) == 1) head += byte;
  return head.size() < 12 ? 0 : std::stoi(head.substr(9, 3));
}

}  // namespace

base::Result<std::unique_ptr<Inboxes>> Inboxes::open(std::uint16_t port,
                                                     const std::vector<std::string>& tokens) {
  std::unique_ptr<Inboxes> all(new Inboxes);
  all->poll_ = ::epoll_create1(EPOLL_CLOEXEC);
  for (const std::string& token : tokens) {
    auto stream = std::make_unique<Stream>();
    stream->socket = connect_to(port);
    const std::string request =
        "GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n" + token + "\r\n";
    const bool sent = ::send(stream->socket, request.data(), request.size(), MSG_NOSIGNAL) ==
                      static_cast<ssize_t>(request.size());
    constexpr int kOk = 200;
    const int status = sent ? read_head(stream->socket) : 0;
    if (status != kOk)
      return base::Error{base::ErrorCode::unavailable,
                         "inbox " + std::to_string(all->streams_.size()) + " is not opened",
                         "status " + std::to_string(status),
                         {}};
    epoll_event wanted{};
    wanted.events = EPOLLIN;
    wanted.data.ptr = stream.get();
    ::epoll_ctl(all->poll_, EPOLL_CTL_ADD, stream->socket, &wanted);
    all->streams_.push_back(std::move(stream));
  }
  all->reader_ = std::thread([reading = all.get()] { reading->read_until_stopped(); });
  return all;
}

Inboxes::~Inboxes() {
  stop();
  for (const auto& stream : streams_) ::close(stream->socket);
  if (poll_ >= 0) ::close(poll_);
}

void Inboxes::stop() {
  stopping_ = true;
  if (reader_.joinable()) reader_.join();
}

void Inboxes::read_until_stopped() {
  constexpr int kAtOnce = 256;
  epoll_event ready[kAtOnce];
  char bytes[64 * 1024];
  while (!stopping_) {
    const int count = ::epoll_wait(poll_, ready, kAtOnce, kPollMs);
    for (int i = 0; i < count; ++i) {
      auto& stream = *static_cast<Stream*>(ready[i].data.ptr);
      const ssize_t got = ::recv(stream.socket, bytes, sizeof bytes, MSG_DONTWAIT);
      if (got > 0) {
        take(stream, {bytes, static_cast<std::size_t>(got)});
      } else if (got == 0 || errno != EAGAIN) {
        ::epoll_ctl(poll_, EPOLL_CTL_DEL, stream.socket, nullptr);
        ++closed_;
      }
    }
  }
}

/// An "entries" event tells how many there are; a "receipts" event has the same data and is told
/// apart by the line before it.
void Inboxes::take(Stream& stream, std::string_view bytes) {
  const auto now = Clock::now();
  stream.rest += bytes;
  constexpr std::string_view kEvent = "event: entries\ndata: {\"size\":";
  std::size_t done = 0;
  for (std::size_t end = stream.rest.find("\n\n"); end != std::string::npos;
       end = stream.rest.find("\n\n", done)) {
    const std::string_view event = std::string_view(stream.rest).substr(done, end - done);
    done = end + 2;
    const std::size_t at = event.find(kEvent);
    if (at == std::string_view::npos) continue;
    const std::string_view digits = event.substr(at + kEvent.size());
    std::uint64_t size = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), size);
    stream.history.push_back({size, now});
    stream.last = size;
  }
  stream.rest.erase(0, done);
}

std::size_t Inboxes::wait_until_told(std::uint64_t size, std::chrono::seconds patience) const {
  const auto end = Clock::now() + patience;
  while (true) {
    const auto told = static_cast<std::size_t>(std::ranges::count_if(
        streams_, [size](const auto& stream) { return stream->last >= size; }));
    if (told == streams_.size() || Clock::now() > end) return told;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
}

}  // namespace truceline::bench
