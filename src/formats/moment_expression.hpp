// SPDX-License-Identifier: Apache-2.0
//
// The moments an agreement fixes: a date, a time, or so long after it was signed or entered into
// force. Days, weeks, months and years are those of the calendar in the agreement's zone; hours
// are hours.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"
#include "base/time_zone.hpp"
#include "formats/remarks.hpp"
#include "formats/yaml_fields.hpp"

namespace truceline::formats {

enum class DurationUnit : std::uint8_t { hours, days, months, years };

struct Duration {
  std::int32_t count = 0;
  DurationUnit unit = DurationUnit::days;
};

/// "6 months", "36 hours", "2 weeks" (14 days).
/// Errors: invalid_input (no number from 1 to 10000, or no known unit).
base::Result<Duration> parse_duration(std::string_view text);

/// A moment that the text fixes. A day without a time of day stands at its first instant.
struct FixedMoment {
  base::TimeMs time;
  base::LocalTime local;  ///< In the agreement's zone.
  bool whole_day = false;
  std::string as_written;

  /// Where a stretch of time that ends with this moment ends: a whole day belongs to it.
  base::TimeMs end(const base::TimeZone& zone) const;
};

/// `moment` plus `duration` by the calendar of `zone`. 31 January plus a month is the last of
/// February.
FixedMoment later(const FixedMoment& moment, Duration duration, const base::TimeZone& zone);

/// What a moment may refer to.
struct MomentContext {
  base::TimeZone zone = base::TimeZone::utc();  ///< In which times without a zone are meant.
  base::TimeZoneLookup lookup;
  std::optional<FixedMoment> signed_on;
  std::optional<FixedMoment> in_force;
};

/// Reads a date or time (base::parse_written_time), or `signed` or `in_force`, each optionally
/// followed by "+ N unit". Remarks what it cannot read.
/// Codes: bad-time, unknown-time-zone, offset-contradicts-zone, no-such-base.
std::optional<FixedMoment> read_moment(const Word& word, const MomentContext& context,
                                       Remarks& remarks);

}  // namespace truceline::formats
