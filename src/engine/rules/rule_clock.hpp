// SPDX-License-Identifier: Apache-2.0
//
// What the clock shows, for a rule whose findings are remembered: it notes when the clock would
// have answered otherwise, so that until then nobody need ask again.
#pragma once

#include <algorithm>

#include "base/time.hpp"

namespace truceline::engine::rules {

class RuleClock {
 public:
  explicit RuleClock(base::TimeMs at) : at_(at) {}

  /// Is it `moment`, or later?
  bool has_reached(base::TimeMs moment) {
    if (moment <= at_) return true;
    next_ = std::min(next_, moment);
    return false;
  }
  /// Has `moment` passed?
  bool is_after(base::TimeMs moment) {
    return moment < base::kTimeMax && has_reached({moment.value + 1});
  }
  /// Whatever was asked has the same answer before this.
  base::TimeMs next() const { return next_; }

 private:
  base::TimeMs at_;
  base::TimeMs next_ = base::kTimeMax;
};

}  // namespace truceline::engine::rules
