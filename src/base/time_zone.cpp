// SPDX-License-Identifier: Apache-2.0
#include "base/time_zone.hpp"

#include <algorithm>
#include <utility>

#include "base/invariant.hpp"

namespace truceline::base {
namespace {

/// No clock was ever further from UTC (the widest local mean time is under 16 hours).
constexpr std::int32_t kOffsetMax_s = 24 * 3600;

}  // namespace

TimeZone::TimeZone(std::string name, std::int32_t first_offset_s,
                   std::vector<Transition> transitions)
    : name_(std::move(name)),
      first_offset_s_(first_offset_s),
      transitions_(std::move(transitions)) {
  const auto sane = [](std::int32_t offset_s) {
    return -kOffsetMax_s <= offset_s && offset_s <= kOffsetMax_s;
  };
  INVARIANT(sane(first_offset_s_));
  for (std::size_t i = 0; i < transitions_.size(); ++i) {
    INVARIANT(sane(transitions_[i].offset_s));
    INVARIANT(i == 0 || transitions_[i - 1].from < transitions_[i].from);
  }
}

TimeZone TimeZone::utc() {
  return {"UTC", 0, {}};
}

std::int32_t TimeZone::offset_s_at(TimeMs t) const {
  const auto after = std::upper_bound(transitions_.begin(), transitions_.end(), t,
                                      [](TimeMs x, const Transition& c) { return x < c.from; });
  return after == transitions_.begin() ? first_offset_s_ : (after - 1)->offset_s;
}

TimeMs TimeZone::instant_of(const LocalTime& local) const {
  // Walk the stretches between changes in the order of time, from the first that can matter. The
  // first one that `local`, read with its offset, does not lie behind is the answer: in it, or,
  // where it lies before its start, in the gap that the change to it left.
  const TimeMs earliest{instant(local, kOffsetMax_s)};
  auto next = std::upper_bound(transitions_.begin(), transitions_.end(), earliest,
                               [](TimeMs x, const Transition& c) { return x < c.from; });
  TimeMs start = next == transitions_.begin() ? kTimeMin : (next - 1)->from;
  std::int32_t offset_s = next == transitions_.begin() ? first_offset_s_ : (next - 1)->offset_s;
  for (;;) {
    const TimeMs here = instant(local, offset_s);
    if (next == transitions_.end() || here < next->from) return std::max(start, here);
    start = next->from;
    offset_s = next->offset_s;
    ++next;
  }
}

LocalTime TimeZone::local_time_at(TimeMs t) const {
  return local_time(t, offset_s_at(t));
}

Result<TimeMs> place_on_time_line(const WrittenTime& written, const TimeZone& fallback,
                                  const TimeZoneLookup& lookup) {
  const TimeZone* named = nullptr;
  if (!written.zone.empty()) {
    named = lookup ? lookup(written.zone) : nullptr;
    if (named == nullptr)
      return invalid("no time zone is called " + written.zone,
                     "write an IANA name, such as Asia/Damascus");
  }
  if (!written.offset_s) return (named != nullptr ? *named : fallback).instant_of(written.local);
  const TimeMs t = instant(written.local, *written.offset_s);
  if (named != nullptr && !written.utc && named->offset_s_at(t) != *written.offset_s)
    return invalid("the offset " + offset_to_string(*written.offset_s) + " is not that of " +
                       named->name() + " at that moment, which is " +
                       offset_to_string(named->offset_s_at(t)),
                   "keep the offset or the zone, whichever is meant");
  return t;
}

}  // namespace truceline::base
