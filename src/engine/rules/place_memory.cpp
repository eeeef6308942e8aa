// SPDX-License-Identifier: Apache-2.0
#include "engine/rules/place_memory.hpp"

namespace truceline::engine::rules {
namespace {

/// The finaliser of splitmix64 (S. Vigna): spreads neighbouring keys.
std::uint64_t mix(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9U;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebU;
  return x ^ (x >> 31);
}

}  // namespace

std::size_t PlaceMemory::Mix::operator()(const Key& key) const {
  const auto lon = static_cast<std::uint32_t>(key.point.lon_e7);
  const auto lat = static_cast<std::uint32_t>(key.point.lat_e7);
  const std::uint64_t place = (std::uint64_t{lon} << 32) | lat;
  return mix(place + mix(static_cast<std::uint64_t>(key.radius_m) + mix(key.version)));
}

geo::DiscRelation PlaceMemory::relate(geo::Point point, std::int64_t radius_m,
                                      const Said<PreparedZone>& version) {
  const auto [at, is_new] = known_.try_emplace({point, radius_m, version.index.value});
  if (is_new) at->second = geo::relate_disc(point, radius_m, *version.what.area);
  return at->second;
}

}  // namespace truceline::engine::rules
