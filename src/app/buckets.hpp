// SPDX-License-Identifier: Apache-2.0
//
// A bucket for each of many names, with a limit on how many are remembered: whoever has been quiet
// long enough is forgotten, which changes nothing. Should more be busy at once than can be
// remembered, the new ones share one bucket.
#pragma once

#include <map>
#include <mutex>
#include <string>

#include "app/token_bucket.hpp"

namespace truceline::app {

/// Any thread.
class Buckets {
 public:
  Buckets(BucketRule rule, std::size_t most) : rule_(rule), most_(most) {}

  /// As TokenBucket::take and wait, of the bucket of `name`.
  std::int64_t take(const std::string& name, base::TimeMs now) {
    const std::lock_guard lock(mutex_);
    return of(name, now).take(rule_, now);
  }
  std::int64_t wait(const std::string& name, base::TimeMs now) {
    const std::lock_guard lock(mutex_);
    return of(name, now).wait(rule_, now);
  }
  void charge(const std::string& name, base::TimeMs now, std::int64_t cost_us) {
    const std::lock_guard lock(mutex_);
    of(name, now).charge(rule_, now, cost_us);
  }
  bool is_half_used(const std::string& name, base::TimeMs now) {
    const std::lock_guard lock(mutex_);
    return of(name, now).is_half_used(rule_, now);
  }
  /// What happened under that name is forgotten.
  void forget(const std::string& name) {
    const std::lock_guard lock(mutex_);
    all_.erase(name);
  }

 private:
  TokenBucket& of(const std::string& name, base::TimeMs now) {
    const auto found = all_.find(name);
    if (found != all_.end()) return found->second;
    if (all_.size() >= most_ && now.value - cleared_.value >= kClearEveryMs) {
      cleared_ = now;
      std::erase_if(all_, [now](auto& one) { return one.second.is_full(now); });
    }
    return all_.size() >= most_ ? shared_ : all_[name];
  }

  static constexpr std::int64_t kClearEveryMs = 1000;  // looking at all of them costs

  const BucketRule rule_;
  const std::size_t most_;
  std::mutex mutex_;  // guards the rest
  std::map<std::string, TokenBucket> all_;
  TokenBucket shared_;
  base::TimeMs cleared_;
};

}  // namespace truceline::app
