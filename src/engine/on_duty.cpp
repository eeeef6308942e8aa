// SPDX-License-Identifier: Apache-2.0
#include "engine/on_duty.hpp"

#include <algorithm>

namespace truceline::engine {
namespace {

constexpr std::int64_t kHandoverMs = 60 * base::kMinuteMs;

template <class Visit>
void each_shift(const State& state, std::string_view party, const Visit& visit) {
  for (const Said<domain::Roster>* const roster : state.standing_rosters()) {
    if (whose(*roster, state) != party) continue;
    for (const domain::Shift& shift : roster->what.shifts) visit(*roster, shift);
  }
}

/// What `shifts` leave of `within`.
std::vector<base::Interval> left_of(std::vector<base::Interval> shifts,
                                    const base::Interval& within) {
  std::ranges::sort(shifts, {}, &base::Interval::from);
  std::vector<base::Interval> left;
  base::TimeMs from = within.from;
  for (const base::Interval& shift : shifts) {
    if (within.to <= shift.from) break;
    if (from < shift.from) left.push_back({from, shift.from});
    from = std::max(from, shift.to);
  }
  if (from < within.to) left.push_back({from, within.to});
  return left;
}

/// What is in any of them, joined where they touch.
std::vector<base::Interval> joined(std::vector<base::Interval> all) {
  std::ranges::sort(all, {}, &base::Interval::from);
  std::vector<base::Interval> one;
  for (const base::Interval& next : all) {
    if (!one.empty() && next.from <= one.back().to)
      one.back().to = std::max(one.back().to, next.to);
    else
      one.push_back(next);
  }
  return one;
}

}  // namespace

std::string_view whose(const Said<domain::Roster>& roster, const State& state) {
  const std::string& named = roster.what.party;
  if (named.empty() || named == roster.party) return roster.party;
  return roster.party == state.mission_party() ? std::string_view(named) : std::string_view();
}

std::vector<OnDuty> on_duty(const State& state, std::string_view party, base::TimeMs at) {
  std::vector<OnDuty> all;
  each_shift(state, party, [&](const Said<domain::Roster>& roster, const domain::Shift& shift) {
    if (shift.interval.contains(at)) all.push_back({&roster, &shift});
  });
  std::ranges::stable_sort(all, std::ranges::greater(),
                           [](const OnDuty& one) { return one.shift->rank; });
  return all;
}

bool is_on_roster(const State& state, std::string_view party, std::string_view officer,
                  base::TimeMs at) {
  bool found = false;
  each_shift(state, party, [&](const Said<domain::Roster>&, const domain::Shift& shift) {
    const bool about_then = shift.interval.from.value - kHandoverMs <= at.value &&
                            at.value < shift.interval.to.value + kHandoverMs;
    found = found || (about_then && shift.officer.name == officer);
  });
  return found;
}

std::vector<base::Interval> uncovered(const State& state, std::string_view party,
                                      const domain::Cover& cover, const base::Interval& within) {
  const auto left_by = [&](std::string_view language) {
    std::vector<base::Interval> shifts;
    each_shift(state, party, [&](const Said<domain::Roster>&, const domain::Shift& shift) {
      const bool speaks =
          language.empty() || std::ranges::count(shift.officer.languages, language) != 0;
      if (shift.rank >= cover.rank && speaks) shifts.push_back(shift.interval);
    });
    return left_of(std::move(shifts), within);
  };
  std::vector<base::Interval> all = left_by({});
  for (const std::string& language : cover.languages)
    for (const base::Interval& left : left_by(language)) all.push_back(left);
  return joined(std::move(all));
}

}  // namespace truceline::engine
