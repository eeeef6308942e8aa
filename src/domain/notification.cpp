// SPDX-License-Identifier: Apache-2.0
#include "domain/notification.hpp"

namespace truceline::domain {

geo::Volume volume_of(const Notification& notification) {
  geo::Volume volume;
  if (!notification.area.empty())
    volume.footprint = notification.area;
  else if (notification.circle)
    volume.footprint = *notification.circle;
  else if (notification.corridor)
    volume.footprint = *notification.corridor;
  volume.altitude = notification.altitude;
  const base::Interval& when = notification.when.interval;
  if (when.from > base::kTimeMin) volume.time.from = when.from.value;
  if (when.to < base::kTimeMax) volume.time.until = when.to.value;
  return volume;
}

}  // namespace truceline::domain
