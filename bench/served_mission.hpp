// SPDX-License-Identifier: Apache-2.0
//
// A mission of its own with everything a server runs, and how long it lets people wait.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "app/http_server.hpp"
#include "app/publisher.hpp"
#include "app/site.hpp"
#include "signed_log.hpp"

namespace truceline::bench {

/// Threads that hand in statements, each with authors of its own.
inline constexpr std::size_t kSenders = 4;
/// How often the words stand in an answer.
std::uint64_t count_of(std::string_view text, std::string_view wanted);
/// The party of a sender; its key is key_of() that name.
std::string party_of(std::size_t sender);

/// Runs `send(sender)` on a thread for each; the sum of what they return.
template <class Send>
std::uint64_t all_senders(const Send& send) {
  std::atomic<std::uint64_t> sum = 0;
  std::vector<std::thread> threads;
  for (std::size_t sender = 0; sender < kSenders; ++sender)
    threads.emplace_back([&, sender] { sum += send(sender); });
  for (std::thread& thread : threads) thread.join();
  return sum;
}

/// Times from asking to the answer, of all runs. From any thread.
class Latencies {
 public:
  using Duration = std::chrono::steady_clock::duration;
  void add(std::vector<Duration> some);
  /// "p50 310 us, p99 8.0 ms".
  std::string text();

 private:
  std::mutex mutex_;  // guards all_
  std::vector<Duration> all_;
};

/// A new mission in a temporary folder that enrolled all senders.
class ServedMission {
 public:
  /// `told`: what the senders have said before anybody asks.
  explicit ServedMission(std::span<const ledger::Record> told = {});
  ~ServedMission();
  ServedMission(const ServedMission&) = delete;
  ServedMission& operator=(const ServedMission&) = delete;

  app::Intake& intake() { return *intake_; }
  app::LiveMission& live() { return *live_; }
  /// Begins to serve; returns the port.
  std::uint16_t serve();

 private:
  void enrol_senders();

  app::TemporaryFolder folder_;
  std::unique_ptr<app::Mission> mission_;
  std::unique_ptr<app::LiveMission> live_;
  std::unique_ptr<app::Publisher> publisher_;
  std::unique_ptr<app::Intake> intake_;
  std::unique_ptr<app::PositionDesk> positions_;
  std::unique_ptr<app::Gate> gate_;
  std::unique_ptr<app::ReadDesk> reads_;
  std::unique_ptr<app::Site> site_;
  std::unique_ptr<app::HttpServer> server_;
  std::thread serving_;
};

}  // namespace truceline::bench
