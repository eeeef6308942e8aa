// SPDX-License-Identifier: Apache-2.0
//
// A named time zone as a plain value: the moments its clocks changed and what they showed after.
// The core never opens a time-zone database; `app` reads it once and hands over these values.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/time.hpp"

namespace truceline::base {

class TimeZone {
 public:
  struct Transition {
    TimeMs from;            ///< From this instant on ...
    std::int32_t offset_s;  ///< ... local time is UTC plus this.
  };

  /// REQUIRES: transitions ascend. Before the first, `first_offset_s` holds.
  TimeZone(std::string name, std::int32_t first_offset_s, std::vector<Transition> transitions);
  /// The zone that is always UTC.
  static TimeZone utc();

  const std::string& name() const { return name_; }
  /// What holds before the first transition, and the transitions, ascending.
  std::int32_t first_offset_s() const { return first_offset_s_; }
  const std::vector<Transition>& transitions() const { return transitions_; }
  std::int32_t offset_s_at(TimeMs t) const;
  /// The instant at which clocks here show `local`. Shown twice: the earlier one. Never shown
  /// (clocks sprang forward): the instant of the change.
  TimeMs instant_of(const LocalTime& local) const;
  LocalTime local_time_at(TimeMs t) const;

 private:
  std::string name_;
  std::int32_t first_offset_s_;
  std::vector<Transition> transitions_;
};

/// Finds a zone by its IANA name; nullptr where there is none. Owned by the caller of the core.
using TimeZoneLookup = std::function<const TimeZone*(std::string_view name)>;

/// Places `written` on the time line: its own offset first, else its own zone, else `fallback`.
/// An offset that contradicts the named zone at that moment is an error, not a choice.
Result<TimeMs> place_on_time_line(const WrittenTime& written, const TimeZone& fallback,
                                  const TimeZoneLookup& lookup);

}  // namespace truceline::base
