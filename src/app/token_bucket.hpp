// SPDX-License-Identifier: Apache-2.0
//
// How often something may happen: so many times at once, and then one more for each interval.
// A value without a clock: whoever asks says what time it is.
#pragma once

#include <algorithm>
#include <cstdint>

#include "base/strong.hpp"

namespace truceline::app {

struct BucketRule {
  std::int64_t at_once = 1;
  std::int64_t every_us = 1'000'000;  ///< For one more.
};

class TokenBucket {
 public:
  /// 0 where it may happen now, and is counted; else how long until it may.
  std::int64_t take(const BucketRule& rule, base::TimeMs now) {
    const std::int64_t wait_ms = wait(rule, now);
    if (wait_ms == 0) owed_us_ += rule.every_us;
    return wait_ms;
  }
  /// The same without counting.
  std::int64_t wait(const BucketRule& rule, base::TimeMs now) {
    pass(now);
    const std::int64_t room_us = rule.at_once * rule.every_us - owed_us_;
    if (room_us >= rule.every_us) return 0;
    return (rule.every_us - room_us + kUsPerMs - 1) / kUsPerMs;
  }
  /// It has cost so much more than was counted: as if it had happened more often. At most as much
  /// as the bucket holds, so that nobody waits longer than that.
  void charge(const BucketRule& rule, base::TimeMs now, std::int64_t cost_us) {
    pass(now);
    owed_us_ = std::min(owed_us_ + cost_us, 2 * rule.at_once * rule.every_us);
  }
  /// It has happened so often of late that less than half may still happen at once.
  bool is_half_used(const BucketRule& rule, base::TimeMs now) {
    pass(now);
    return owed_us_ > rule.at_once * rule.every_us / 2;
  }
  /// Nothing is remembered of what happened.
  bool is_full(base::TimeMs now) const { return now.value - at_.value >= owed_us_ / kUsPerMs + 1; }

 private:
  static constexpr std::int64_t kUsPerMs = 1000;

  /// A clock that was set back lets no time pass.
  void pass(base::TimeMs now) {
    const std::int64_t passed_ms = std::max<std::int64_t>(now.value - at_.value, 0);
    at_ = now;
    owed_us_ = passed_ms > owed_us_ / kUsPerMs ? 0 : owed_us_ - passed_ms * kUsPerMs;
  }

  std::int64_t owed_us_ = 0;
  base::TimeMs at_;
};

}  // namespace truceline::app
