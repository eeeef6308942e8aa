// SPDX-License-Identifier: Apache-2.0
//
// For tests: a receiver of webhooks that answers any status, hangs before, in the middle or after,
// closes half way, never ends its answer, or sends elsewhere.
#pragma once

#include <map>
#include <vector>

#include "app/faulty_server.hpp"

namespace truceline::app {

class FaultyReceiver final : public FaultyServer {
 public:
  enum class Mood {
    answers,
    hangs_at_once,    ///< Accepts, reads nothing.
    hangs_after,      ///< Reads all, says nothing.
    hangs_in_answer,  ///< Half of its head.
    closes_at_once,
    closes_after,      ///< Reads all and keeps it, says nothing.
    closes_in_answer,  ///< Half of its head.
    never_ends,        ///< Its answer's body goes on for ever.
    drips,             ///< A byte of its head every 20 ms, for ever.
  };
  struct Request {
    std::string line;
    std::map<std::string, std::string> headers;  ///< Names in lower case.
    std::string body;
  };

  FaultyReceiver() { open(); }
  ~FaultyReceiver() override { close(); }

  void set(Mood mood, int status = 204) {
    const std::lock_guard lock(mutex_);
    mood_ = mood;
    status_ = status;
  }
  /// Every request is answered with this header besides.
  void set_header(std::string line) {
    const std::lock_guard lock(mutex_);
    header_ = std::move(line);
  }
  std::vector<Request> requests() {
    const std::lock_guard lock(mutex_);
    return requests_;
  }
  bool wait_for_requests(std::size_t count,
                         std::chrono::seconds within = std::chrono::seconds(10)) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, within, [&] { return requests_.size() >= count; });
  }
  std::string url(std::string_view scheme = "http") const {
    return std::string(scheme) + "://127.0.0.1:" + std::to_string(port()) + "/hook";
  }

 private:
  void talk(FaultyTalk& one) override {
    if (context() != nullptr && !one.begin_tls(context())) return;
    while (exchange(one)) {
    }
  }

  bool exchange(FaultyTalk& one) {
    Mood mood = Mood::answers;
    int status = 0;
    std::string header;
    {
      const std::lock_guard lock(mutex_);
      mood = mood_;
      status = status_;
      header = header_;
    }
    if (mood == Mood::hangs_at_once) hang();
    if (mood == Mood::hangs_at_once || mood == Mood::closes_at_once) return false;
    if (!read(one)) return false;
    switch (mood) {
      case Mood::hangs_after:
        hang();
        return false;
      case Mood::closes_after:
        one.shut();
        return false;
      case Mood::hangs_in_answer:
        one.send("HTTP/1.1 20");
        hang();
        return false;
      case Mood::closes_in_answer:
        one.send("HTTP/1.1 204 No Con");
        one.shut();
        return false;
      case Mood::drips:
        return drip(one);
      case Mood::never_ends:
        one.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n");
        for (int i = 0; i < 64; ++i) one.send(std::string(4096, 'x'));
        hang();
        return false;
      default:
        break;
    }
    one.send("HTTP/1.1 " + std::to_string(status) + " Word\r\n" + header +
             (status == 204 ? "" : "Content-Length: 0\r\n") + "\r\n");
    return true;
  }

  bool read(FaultyTalk& one) {
    Request request;
    const std::string head = one.read_to("\r\n\r\n");
    if (head.empty()) return false;
    request.line = head.substr(0, head.find("\r\n"));
    for (std::size_t at = head.find("\r\n") + 2; at + 2 < head.size();) {
      const std::size_t end = head.find("\r\n", at);
      const std::size_t colon = head.find(": ", at);
      std::string name = head.substr(at, colon - at);
      for (char& c : name)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
      request.headers[name] = head.substr(colon + 2, end - colon - 2);
      at = end + 2;
    }
    const std::string& length = request.headers["content-length"];
    request.body = one.read_bytes(length.empty() ? 0 : std::stoul(length));
    {
      const std::lock_guard lock(mutex_);
      requests_.push_back(std::move(request));
    }
    changed_.notify_all();
    return true;
  }

  bool drip(FaultyTalk& one) {
    one.send("HTTP/1.1 200 OK\r\nX-Slow: ");
    for (int i = 0; i < 500; ++i) {
      one.send("x");
      if (!hangs_for(std::chrono::milliseconds(20))) break;
    }
    return false;
  }

  Mood mood_ = Mood::answers;
  int status_ = 204;
  std::string header_;
  std::vector<Request> requests_;
};

}  // namespace truceline::app
