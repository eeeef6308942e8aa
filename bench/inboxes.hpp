// SPDX-License-Identifier: Apache-2.0
//
// Many people who have their inbox open: an event stream each, all read by one thread, with the
// moment at which each was told of how many entries.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "base/result.hpp"

namespace truceline::bench {

class Inboxes {
 public:
  using Clock = std::chrono::steady_clock;

  /// Opens a stream for each token ("Authorization: ...\r\n") and begins to read. Errors:
  /// unavailable where the server refuses one.
  static base::Result<std::unique_ptr<Inboxes>> open(std::uint16_t port,
                                                     const std::vector<std::string>& tokens);
  ~Inboxes();
  Inboxes(const Inboxes&) = delete;
  Inboxes& operator=(const Inboxes&) = delete;

  /// Waits until each is told of `size` entries, at most so long. How many were.
  std::size_t wait_until_told(std::uint64_t size, std::chrono::seconds patience) const;
  /// How many entries inbox `number` was told of last. Any thread.
  std::uint64_t told(std::size_t number) const { return streams_[number]->last; }
  /// How many the server has closed.
  std::size_t closed() const { return closed_; }

  struct Told {
    std::uint64_t size;
    Clock::time_point when;
  };
  /// Ends the reading. Then: what inbox `number` was told, in order.
  void stop();
  const std::vector<Told>& history(std::size_t number) const { return streams_[number]->history; }
  std::size_t count() const { return streams_.size(); }

 private:
  struct Stream {
    int socket = -1;
    std::string rest;  ///< Read, and not yet a whole line.
    std::vector<Told> history;
    std::atomic<std::uint64_t> last{0};
  };

  Inboxes() = default;
  void read_until_stopped();
  void take(Stream& stream, std::string_view bytes);

  std::vector<std::unique_ptr<Stream>> streams_;
  int poll_ = -1;
  std::atomic<bool> stopping_{false};
  std::atomic<std::size_t> closed_{0};
  std::thread reader_;
};

}  // namespace truceline::bench
