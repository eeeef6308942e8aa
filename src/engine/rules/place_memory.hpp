// SPDX-License-Identifier: Apache-2.0
//
// Reports name the same places over and over: each place is held against each drawing once.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "engine/zone_history.hpp"

namespace truceline::engine::rules {

class PlaceMemory {
 public:
  /// How the disc around `point` lies to a drawing. REQUIRES: is_valid(point), radius_m >= 0.
  geo::DiscRelation relate(geo::Point point, std::int64_t radius_m,
                           const Said<PreparedZone>& version);

 private:
  struct Key {
    geo::Point point;
    std::int64_t radius_m;
    std::uint64_t version;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct Mix {
    std::size_t operator()(const Key& key) const;
  };
  std::unordered_map<Key, geo::DiscRelation, Mix> known_;  // looked up, never listed
};

}  // namespace truceline::engine::rules
