// SPDX-License-Identifier: Apache-2.0
#include "app/time_zones.hpp"

#include <date/tz.h>
#include <stdexcept>
#include <vector>

namespace truceline::app {

namespace {

using date::sys_days;
using date::sys_seconds;

// The span whose clock changes are read. Statements about other centuries take the nearest rule.
constexpr auto kFrom = date::year{1900} / 1 / 1;
constexpr auto kTo = date::year{2100} / 1 / 1;

base::TimeZone read_zone(std::string name, const date::time_zone& zone) {
  std::vector<base::TimeZone::Transition> transitions;
  date::sys_info info = zone.get_info(sys_seconds{sys_days{kFrom}});
  const auto first_offset_s = static_cast<std::int32_t>(info.offset.count());
  while (info.end < sys_seconds{sys_days{kTo}}) {
    const sys_seconds change = info.end;
    info = zone.get_info(change);
    transitions.push_back({.from = {change.time_since_epoch().count() * base::kSecondMs},
                           .offset_s = static_cast<std::int32_t>(info.offset.count())});
  }
  return {std::move(name), first_offset_s, std::move(transitions)};
}

}  // namespace

const base::TimeZone* TimeZones::find(std::string_view name) {
  if (const auto known = zones_.find(name); known != zones_.end()) return known->second.get();
  const std::string owned(name);
  try {
    auto zone = std::make_unique<base::TimeZone>(read_zone(owned, *date::locate_zone(owned)));
    return zones_.emplace(owned, std::move(zone)).first->second.get();
  } catch (const std::runtime_error&) {  // the library's way to say "no such zone"
    return nullptr;
  }
}

}  // namespace truceline::app
