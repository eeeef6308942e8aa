// SPDX-License-Identifier: Apache-2.0
//
// The newest value of something that one thread makes and many read. Readers keep what they got
// for as long as they like; it never changes under them. A mutex around a pointer, because the
// library's atomic<shared_ptr> hides its own lock from the thread sanitizer.
#pragma once

#include <memory>
#include <mutex>

namespace truceline::app {

template <class T>
class Published {
 public:
  explicit Published(std::shared_ptr<const T> first) : newest_(std::move(first)) {}

  std::shared_ptr<const T> get() const {
    const std::lock_guard lock(mutex_);
    return newest_;
  }
  void set(std::shared_ptr<const T> newer) {
    {
      const std::lock_guard lock(mutex_);
      newest_.swap(newer);
    }
    // `newer` holds the old value now and may free it here, outside the lock.
  }

 private:
  mutable std::mutex mutex_;  // guards newest_
  std::shared_ptr<const T> newest_;
};

}  // namespace truceline::app
