// SPDX-License-Identifier: Apache-2.0
//
// The operating system's time-zone database, read into plain values that the core can use.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "base/time_zone.hpp"

namespace truceline::app {

/// Zones by name, each read once when first asked for. One thread at a time.
class TimeZones {
 public:
  /// nullptr where the system knows no such zone. Lives as long as this.
  const base::TimeZone* find(std::string_view name);
  base::TimeZoneLookup lookup() {
    return [this](std::string_view name) { return find(name); };
  }

 private:
  std::map<std::string, std::unique_ptr<base::TimeZone>, std::less<>> zones_;
};

}  // namespace truceline::app
