// SPDX-License-Identifier: Apache-2.0
//
// Signs checkpoints beside the thread that sequences entries, so that nobody waits for a
// signature: after every group, and on a beat for what other processes add. Where something reads
// back differently from what was stored, it says so once and never signs again.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "ledger/checkpoint_signer.hpp"

namespace truceline::app {

class Publisher {
 public:
  /// Told on the publishing thread after each round that signed something or failed. Be quick.
  using OnRound = std::function<void(const base::Result<ledger::CheckpointSigner::Published>&)>;

  /// Starts with a round. REQUIRES: the store behind `signer` outlives this.
  Publisher(ledger::CheckpointSigner signer, OnRound on_round);
  /// Stops.
  ~Publisher();
  Publisher(const Publisher&) = delete;
  Publisher& operator=(const Publisher&) = delete;

  /// There is something new to sign. Any thread.
  void wake();
  /// Signs what is there, ends the thread. Idempotent.
  void stop();

 private:
  void publish_until_stopped();
  bool publish_once();

  ledger::CheckpointSigner signer_;  // the publishing thread's alone
  OnRound on_round_;                 // the publishing thread's alone
  std::mutex mutex_;                 // guards the two below
  bool woken_ = true;
  bool stopping_ = false;
  std::condition_variable changed_;
  std::thread thread_;  // last: it starts when all the rest is there
};

}  // namespace truceline::app
