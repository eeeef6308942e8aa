// SPDX-License-Identifier: Apache-2.0
//
// Simulated time: what is to happen, in order. Events at the same moment happen in the order in
// which they were planned.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <utility>

namespace truceline::simulation {

class Schedule {
 public:
  std::int64_t now_ms() const { return now_ms_; }

  void after(std::int64_t delay_ms, std::function<void()> happens) {
    planned_.emplace(now_ms_ + delay_ms, std::move(happens));
  }

  /// Lets the next event happen; false where none is planned up to `until_ms`.
  bool step(std::int64_t until_ms) {
    if (planned_.empty() || planned_.begin()->first > until_ms) return false;
    auto next = planned_.extract(planned_.begin());
    now_ms_ = next.key();
    next.mapped()();
    return true;
  }

 private:
  std::int64_t now_ms_ = 0;
  std::multimap<std::int64_t, std::function<void()>> planned_;
};

}  // namespace truceline::simulation
