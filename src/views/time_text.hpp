// SPDX-License-Identifier: Apache-2.0
//
// Times as people say them, in the mission's zone. Wherever a day is not the whole story the
// offset is written too, so that nobody has to guess whose clock is meant.
#pragma once

#include <string>

#include "base/time_zone.hpp"
#include "views/language.hpp"

namespace truceline::views {

/// "6 May 2017"; Arabic writes both names of the month, as the United Nations do.
std::string day_text(const base::Date& date, Lang lang);

/// A midnight is its day: "6 May 2017"; else "6 May 2017, 14:05 (+03:00)".
std::string moment_text(base::TimeMs t, const base::TimeZone& zone, Lang lang);

/// The day that a deadline ends: one that falls on midnight ends the day before.
std::string deadline_text(base::TimeMs due, const base::TimeZone& zone, Lang lang);

/// "6 May 2017", "6 May 2017 – 8 May 2017" (both days belong to it), "from 6 May 2017",
/// "until 6 May 2017", "at any time"; with times of day where it is no whole number of days.
std::string interval_text(const base::Interval& interval, const base::TimeZone& zone, Lang lang);

/// The same for the middle of a sentence: "on 6 May 2017", "between 6 May 2017 and 8 May 2017".
std::string interval_phrase(const base::Interval& interval, const base::TimeZone& zone, Lang lang);

/// ISO 8601 in UTC, ".." for an open side: "2017-05-05T21:00:00Z/..".
std::string utc_text(const base::Interval& interval);

}  // namespace truceline::views
