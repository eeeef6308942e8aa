// SPDX-License-Identifier: Apache-2.0
//
// The line to one witness or mirror: a thread that first asks what it remembers of this log, and
// then brings it every checkpoint the log offers, as ledger::Feeder says. Only this thread speaks
// to it, one request at a time; one that is down or refuses keeps nobody else waiting.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include "app/http_client.hpp"
#include "ledger/feeder.hpp"
#include "ledger/policy.hpp"
#include "ledger/startup_check.hpp"

namespace truceline::app {

/// What a link needs of whoever offers checkpoints. All are called on the link's thread.
struct CosignerDesk {
  /// Calls back with the checkpoint on offer, under whatever lock that takes; false where there is
  /// none yet.
  std::function<bool(const std::function<void(const ledger::FeedSource&)>&)> with_offer;
  /// What it remembers of this log: told after each attempt to ask, at the start until it answers,
  /// and again after each alarm. `problem` says why there is no answer.
  std::function<void(const ledger::WitnessMemory&, const std::string& problem)> on_memory;
  std::function<void(const ledger::FeedOutcome&)> on_outcome;
};

class CosignerLink {
 public:
  /// REQUIRES: `desk` may be called until stop() has returned.
  CosignerLink(const ledger::PolicyWitness& cosigner, ledger::CosignerKind kind,
               const std::string& origin, const HttpClientOptions& http, CosignerDesk desk);
  ~CosignerLink();
  CosignerLink(const CosignerLink&) = delete;
  CosignerLink& operator=(const CosignerLink&) = delete;

  /// There is a checkpoint to bring; with `afresh`, one that it may have cosigned before.
  void offer(bool afresh);
  /// Breaks off what runs and ends the thread. Idempotent.
  void stop();

 private:
  void run();
  bool remember();
  void feed_until_stopped();
  ledger::FeedOutcome send(const ledger::FeedRequest& request);
  /// Waits out the delay after `attempts` failures; false where it is time to stop.
  bool pause(int attempts, std::chrono::milliseconds least);
  bool is_stopping();

  const std::string name_;
  const std::string url_;
  const std::string memory_url_;
  CosignerDesk desk_;
  HttpClient http_;
  ledger::Feeder feeder_;                       // the thread's alone
  std::chrono::milliseconds asked_to_wait_{0};  // the thread's alone

  std::mutex mutex_;  // guards the next three
  std::condition_variable changed_;
  std::uint64_t offered_ = 0;  // counts offers
  bool afresh_ = false;
  bool stopping_ = false;
  std::thread thread_;  // last: it starts when all the rest is there
};

}  // namespace truceline::app
