// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/time.hpp"
#include "domain/words.hpp"

namespace truceline::domain {

/// How finely the source knew the time. The interval already says how wide the doubt is; this
/// keeps the source's own word for it.
enum class TimePrecision { exact, hour, day, days, week, month, year, unknown };
template <>
inline constexpr auto kWords<TimePrecision> =
    std::to_array<std::pair<TimePrecision, std::string_view>>({{TimePrecision::exact, "exact"},
                                                               {TimePrecision::hour, "hour"},
                                                               {TimePrecision::day, "day"},
                                                               {TimePrecision::days, "days"},
                                                               {TimePrecision::week, "week"},
                                                               {TimePrecision::month, "month"},
                                                               {TimePrecision::year, "year"},
                                                               {TimePrecision::unknown,
                                                                "unknown"}});

/// When something happened: somewhere inside `interval`. One day is [00:00, 24:00) in its zone.
struct When {
  base::Interval interval;  ///< Bounded on both sides, except for things that go on ("open from").
  TimePrecision precision = TimePrecision::unknown;
  std::string zone;        ///< The zone it was written in: "Asia/Damascus", "UTC".
  std::string as_written;  ///< "2017-05-06", "May 2017": what the source wrote.
  friend bool operator==(const When&, const When&) = default;
};

/// A moment the text fixes, with the words it fixes it by ("signed + 2 weeks").
struct Moment {
  base::TimeMs time;
  std::string as_written;
  friend bool operator==(const Moment&, const Moment&) = default;
};

}  // namespace truceline::domain
