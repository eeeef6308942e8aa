// SPDX-License-Identifier: Apache-2.0
//
// What every part of one simulated world shares, and the clock that each machine has of its own.
#pragma once

#include <algorithm>

#include "simulation/network.hpp"
#include "simulation/observer.hpp"

namespace truceline::simulation {

struct Surroundings {
  explicit Surroundings(std::uint64_t seed) : dice(seed), weather(brew(dice)) {}
  Surroundings(const Surroundings&) = delete;
  Surroundings& operator=(const Surroundings&) = delete;

  /// A moment from now, of a part that waits before it tries again.
  void soon(std::uint64_t longest_ms, std::function<void()> happens) {
    schedule.after(static_cast<std::int64_t>(dice.between(1, longest_ms)), std::move(happens));
  }

  Dice dice;
  Weather weather;
  Schedule schedule;
  Network network{schedule, dice, weather};
  Observer observer;
};

/// Jumps by years, stops, and is never to be trusted.
class Clock {
 public:
  explicit Clock(Surroundings& around) : around_(&around) {}

  std::uint64_t time_s() const {
    const std::int64_t now_s = stopped_at_ms_.value_or(around_->schedule.now_ms()) / 1000;
    return static_cast<std::uint64_t>(std::max<std::int64_t>(1, kStart_s + now_s + offset_s_));
  }
  void move() {
    constexpr std::uint64_t kTenYears_s = std::uint64_t{10} * 365 * 86'400;
    if (around_->dice.chance(300))
      stopped_at_ms_ = around_->schedule.now_ms();
    else
      stopped_at_ms_.reset();
    offset_s_ = static_cast<std::int64_t>(around_->dice.below(2 * kTenYears_s)) -
                static_cast<std::int64_t>(kTenYears_s);
  }

 private:
  static constexpr std::int64_t kStart_s = 1'500'000'000;
  Surroundings* around_;
  std::int64_t offset_s_ = 0;
  std::optional<std::int64_t> stopped_at_ms_;
};

}  // namespace truceline::simulation
