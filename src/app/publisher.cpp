// SPDX-License-Identifier: Apache-2.0
#include "app/publisher.hpp"

#include <chrono>
#include <utility>

namespace truceline::app {
namespace {
constexpr auto kBeat = std::chrono::seconds(1);
}  // namespace

Publisher::Publisher(ledger::CheckpointSigner signer, OnRound on_round)
    : signer_(std::move(signer)),
      on_round_(std::move(on_round)),
      thread_([this] { publish_until_stopped(); }) {}

Publisher::~Publisher() {
  stop();
}

void Publisher::wake() {
  {
    const std::lock_guard lock(mutex_);
    woken_ = true;
  }
  changed_.notify_one();
}

void Publisher::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void Publisher::publish_until_stopped() {
  for (bool last = false, honest = true; honest && !last;) {
    {
      std::unique_lock lock(mutex_);
      changed_.wait_for(lock, kBeat, [this] { return woken_ || stopping_; });
      woken_ = false;
      last = stopping_;
    }
    honest = publish_once();
  }
}

/// False where this must have been the last time.
bool Publisher::publish_once() {
  const auto published = signer_.publish();
  if (on_round_ && (!published || published->is_new)) on_round_(published);
  return published || published.error().code == base::ErrorCode::unavailable;
}

}  // namespace truceline::app
