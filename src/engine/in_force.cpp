// SPDX-License-Identifier: Apache-2.0
#include "engine/in_force.hpp"

#include <algorithm>
#include <vector>

namespace truceline::engine {
namespace {

/// How many times the agreement was renewed.
std::int64_t renewals(const domain::Agreement& agreement, const State& state) {
  std::vector<base::Interval> told;
  for (const auto& status : state.statuses())
    if (!status.superseded_by && status.what.agreement == agreement.id &&
        status.what.step == kRenewedStep)
      told.push_back(status.what.when.interval);
  std::ranges::sort(told);
  std::int64_t count = 0;
  base::Interval last;
  for (const base::Interval& interval : told) {
    if (count > 0 && interval.from < last.to) {
      last.to = std::max(last.to, interval.to);
      continue;
    }
    last = interval;
    ++count;
  }
  return count;
}

}  // namespace

base::Interval in_force(const domain::Agreement& agreement, const State& state) {
  base::Interval interval = agreement.in_force;
  if (interval.to == base::kTimeMax || interval.from == base::kTimeMin) return interval;
  if (agreement.renewal == domain::Renewal::automatic) interval.to = base::kTimeMax;
  if (agreement.renewal != domain::Renewal::by_statement) return interval;
  const std::int64_t length = interval.to.value - interval.from.value;
  const std::int64_t times = renewals(agreement, state);
  const std::int64_t room = base::kTimeMax.value - std::max<std::int64_t>(interval.to.value, 0);
  if (length > 0 && times > room / length)
    interval.to = base::kTimeMax;
  else
    interval.to.value += length * times;
  return interval;
}

base::Interval in_effect(const domain::Provision& provision, const domain::Agreement& agreement,
                         const base::Interval& agreement_in_force) {
  const bool carried_on = provision.in_effect.to >= agreement.in_force.to;
  return {.from = std::max(provision.in_effect.from, agreement_in_force.from),
          .to = carried_on ? agreement_in_force.to
                           : std::min(provision.in_effect.to, agreement_in_force.to)};
}

}  // namespace truceline::engine
