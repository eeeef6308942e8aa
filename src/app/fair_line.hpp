// SPDX-License-Identifier: Apache-2.0
//
// A line in which nobody waits for more than one piece of work of each other: whoever adds much
// waits for itself.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <utility>

#include "base/invariant.hpp"

namespace truceline::app {

/// Any thread.
class FairLine {
 public:
  using Work = std::function<void()>;

  explicit FairLine(std::size_t most_of_one) : most_of_one_(most_of_one) {}

  /// False, and `work` is left, where so much of this asker waits already.
  bool add(const std::string& asker, Work& work) {
    const std::lock_guard lock(mutex_);
    std::deque<Work>& waiting = waiting_[asker];
    if (waiting.size() >= most_of_one_) return false;
    waiting.push_back(std::move(work));
    return true;
  }

  /// The first of the asker whose turn it is, by name and round again. REQUIRES: fewer were taken
  /// than added.
  Work next() {
    const std::lock_guard lock(mutex_);
    INVARIANT(!waiting_.empty());
    auto turn = waiting_.upper_bound(last_);
    if (turn == waiting_.end()) turn = waiting_.begin();
    last_ = turn->first;
    Work work = std::move(turn->second.front());
    turn->second.pop_front();
    if (turn->second.empty()) waiting_.erase(turn);
    return work;
  }

 private:
  const std::size_t most_of_one_;
  std::mutex mutex_;                                 // guards the rest
  std::map<std::string, std::deque<Work>> waiting_;  // by asker, none empty
  std::string last_;                                 // whose turn it was
};

}  // namespace truceline::app
