// SPDX-License-Identifier: Apache-2.0
//
// Threads that make attempts, each one at a time: begun when they are first needed, at most so many
// as there are slots. What hangs holds its own thread, until its times are over.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <list>
#include <mutex>
#include <thread>
#include <vector>

#include "app/delivery_sender.hpp"

namespace truceline::app {

/// One attempt, on its way and back.
struct SlotJob {
  DeliveryQueue::Waiting waiting;
  std::uint64_t attempt = 0;
  Outgoing what;
  AttemptEnd end;
};

/// Any thread, but for stop().
class DeliverySlots {
 public:
  /// `on_done` is called on a slot's thread whenever done() has something.
  DeliverySlots(SenderOptions options, std::size_t slots, std::function<void()> on_done);
  ~DeliverySlots();
  DeliverySlots(const DeliverySlots&) = delete;
  DeliverySlots& operator=(const DeliverySlots&) = delete;

  void begin(SlotJob job);
  /// What has ended since the last call.
  std::vector<SlotJob> done();
  /// Breaks off what runs, and ends the threads. What was broken off is not among done(): nobody
  /// knows what became of it. Idempotent.
  void stop();

 private:
  struct Slot {
    explicit Slot(const SenderOptions& options) : sender(options) {}
    DeliverySender sender;
    std::thread thread;
  };
  void run(Slot& slot);

  const SenderOptions options_;
  const std::size_t slots_max_;
  const std::function<void()> on_done_;
  std::mutex mutex_;  // guards the rest
  std::condition_variable changed_;
  std::deque<SlotJob> jobs_;
  std::vector<SlotJob> done_;
  std::size_t idle_ = 0;
  bool stopping_ = false;
  std::list<Slot> slots_;
};

}  // namespace truceline::app
