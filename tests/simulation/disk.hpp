// SPDX-License-Identifier: Apache-2.0
//
// What can go wrong between a store and its disk. A write is whole or absent, as SQLite promises;
// the process may die in it and then does not know which. A disk that syncs too late is there to
// show that the simulation would notice.
#pragma once

#include <functional>

#include "base/result.hpp"
#include "simulation/weather.hpp"

namespace truceline::simulation {

class Disk {
 public:
  Disk(Dice& dice, const Weather& weather) : dice_(&dice), weather_(&weather) {}

  /// True once a write has killed the process: until start(), nothing reaches the disk.
  bool died() const { return died_; }
  void start() { died_ = false; }
  void kill() { died_ = true; }

  base::Result<void> may_read() {
    if (died_ || dice_->chance(weather_->refused)) return broken();
    return {};
  }

  base::Result<void> write(const std::function<base::Result<void>()>& apply) {
    if (died_ || dice_->chance(weather_->refused)) return broken();
    if (dice_->chance(weather_->deadly)) {
      died_ = true;
      if (dice_->chance(500)) TRY(apply());
      return broken();
    }
    return apply();
  }

 private:
  static base::Error broken() { return {base::ErrorCode::unavailable, "the disk fails", {}, {}}; }

  Dice* dice_;
  const Weather* weather_;
  bool died_ = false;
};

}  // namespace truceline::simulation
