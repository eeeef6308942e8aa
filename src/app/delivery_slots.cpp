// SPDX-License-Identifier: Apache-2.0
#include "app/delivery_slots.hpp"

#include "app/clock.hpp"

namespace truceline::app {

DeliverySlots::DeliverySlots(SenderOptions options, std::size_t slots,
                             std::function<void()> on_done)
    : options_(std::move(options)), slots_max_(slots), on_done_(std::move(on_done)) {}

DeliverySlots::~DeliverySlots() {
  stop();
}

void DeliverySlots::begin(SlotJob job) {
  const std::lock_guard lock(mutex_);
  jobs_.push_back(std::move(job));
  if (idle_ < jobs_.size() && slots_.size() < slots_max_ && !stopping_) {
    Slot& slot = slots_.emplace_back(options_);
    slot.thread = std::thread([this, &slot] { run(slot); });
  }
  changed_.notify_one();
}

std::vector<SlotJob> DeliverySlots::done() {
  const std::lock_guard lock(mutex_);
  return std::exchange(done_, {});
}

void DeliverySlots::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    jobs_.clear();
    for (Slot& slot : slots_) slot.sender.cancel();
  }
  changed_.notify_all();
  for (Slot& slot : slots_)
    if (slot.thread.joinable()) slot.thread.join();
}

void DeliverySlots::run(Slot& slot) {
  std::unique_lock lock(mutex_);
  while (true) {
    ++idle_;
    changed_.wait(lock, [this] { return stopping_ || !jobs_.empty(); });
    --idle_;
    if (stopping_) return;
    SlotJob job = std::move(jobs_.front());
    jobs_.pop_front();
    lock.unlock();
    job.end = slot.sender.send(job.what, now());
    lock.lock();
    if (stopping_) return;
    done_.push_back(std::move(job));
    lock.unlock();
    on_done_();
    lock.lock();
  }
}

}  // namespace truceline::app
