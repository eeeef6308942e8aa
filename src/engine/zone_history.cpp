// SPDX-License-Identifier: Apache-2.0
#include "engine/zone_history.hpp"

#include <algorithm>

namespace truceline::engine {

ZoneHistory::ZoneHistory(const State& state, std::string_view zone_id) : id_(zone_id) {
  const auto versions = state.zone_versions(zone_id);
  std::vector<base::TimeMs> bounds;
  for (const auto* version : versions) {
    bounds.push_back(version->what.zone.valid.from);
    bounds.push_back(version->what.zone.valid.to);
  }
  std::ranges::sort(bounds);
  bounds.erase(std::ranges::unique(bounds).begin(), bounds.end());
  for (std::size_t i = 0; i + 1 < bounds.size(); ++i) {
    const base::Interval stretch{.from = bounds[i], .to = bounds[i + 1]};
    const auto newest = std::find_if(versions.rbegin(), versions.rend(), [&](const auto* version) {
      return version->what.zone.valid.contains(stretch);
    });
    if (newest == versions.rend()) continue;
    const bool goes_on = !reigns_.empty() && reigns_.back().version == *newest &&
                         reigns_.back().interval.to == stretch.from;
    if (goes_on)
      reigns_.back().interval.to = stretch.to;
    else
      reigns_.push_back({stretch, *newest});
  }
}

ZoneHistory ZoneHistory::without_gaps() const {
  ZoneHistory whole = *this;
  for (std::size_t i = 0; i < whole.reigns_.size(); ++i) {
    const bool last = i + 1 == whole.reigns_.size();
    whole.reigns_[i].interval.to = last ? base::kTimeMax : whole.reigns_[i + 1].interval.from;
  }
  if (!whole.reigns_.empty()) whole.reigns_.front().interval.from = base::kTimeMin;
  return whole;
}

}  // namespace truceline::engine
