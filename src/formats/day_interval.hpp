// SPDX-License-Identifier: Apache-2.0
//
// Calendar days as a stretch of time in the zone whose days they are.
#pragma once

#include "base/time.hpp"
#include "base/time_zone.hpp"

namespace truceline::formats {

/// From 00:00 of `first` to 24:00 of `last` (00:00 of the day after it) on the zone's clocks.
inline base::Interval days_interval(const base::Date& first, const base::Date& last,
                                    const base::TimeZone& zone) {
  const base::Date after = base::date_from_days(base::days_from_date(last) + 1);
  return {zone.instant_of({first, 0}), zone.instant_of({after, 0})};
}

}  // namespace truceline::formats
